import { expect, test } from 'vitest';
import { judgeChallenge } from '../core/challenge';
import { recordScenario } from '../core/scenario';
import { type RedisStreamsChallengeId, redisStreamsChallenges } from './challenges';
import { ticksFromMs } from './config';
import { redisStreams } from './redis-streams';
import { add, at, edit, typed } from './script';

type Timed = ReturnType<typeof at>;

const group = { key: 'orders', group: 'workers' } as const;

/** One solution of each that has one, in milliseconds since the start of the run. */
const solutions: Readonly<Record<Exclude<RedisStreamsChallengeId, 'add-to-the-past'>, Timed>> = {
  'read-from-the-start': at(200, add('reader-1', { role: 'reader', key: 'orders', startsAt: '0' })),
  'group-from-the-start': at(200, typed('XGROUP CREATE orders workers 0')),
  'share-the-work': at(300, add('worker-2', { role: 'consumer', ...group, serviceMinMs: 400, serviceMaxMs: 400 })),
  'rescue-by-hand': [
    ...at(1000, typed('XAUTOCLAIM orders workers worker-1 0 0')),
    ...at(1000, { type: 'crash', client: 'worker-1' }, { type: 'restart', client: 'worker-1' }),
  ],
  'stop-the-leak': [
    ...at(1600, edit('worker-1', { role: 'consumer', ...group, ack: 'after-work' })),
    ...at(1600, { type: 'crash', client: 'worker-1' }, { type: 'restart', client: 'worker-1' }),
  ],
  'work-it-twice': at(600, add('rescuer', { role: 'claimer', ...group, minIdleMs: 0, everyMs: 100 })),
  'lose-an-entry': [
    ...at(
      200,
      edit('worker-1', { role: 'consumer', ...group, ack: 'before-work', serviceMinMs: 2000, serviceMaxMs: 2000 }),
    ),
    ...at(300, typed('XADD orders * item 1')),
    ...at(500, { type: 'crash', client: 'worker-1' }),
  ],
  'trim-the-unread': at(300, typed('XTRIM orders MAXLEN 5')),
  'read-it-all-again': at(1600, typed('XGROUP SETID orders workers 0')),
  'bury-the-poison': at(
    1100,
    add('rescuer', {
      role: 'claimer',
      ...group,
      minIdleMs: 500,
      everyMs: 500,
      deadLetter: { afterDeliveries: 3, key: 'orders:dead' },
    }),
  ),
  'reconnect-without-loss': [
    ...at(2100, edit('gateway', { role: 'reader', key: 'orders', resumesAt: 'last-id' })),
    ...at(2100, { type: 'restart', client: 'gateway' }),
  ],
  'wake-the-third': [
    ...at(600, { type: 'crash', client: 'worker-1' }, { type: 'crash', client: 'worker-2' }),
    ...at(700, typed('XADD orders * item 1')),
  ],
};

function attempt(challenge: (typeof redisStreamsChallenges)[number], own: Timed) {
  const commands = [...challenge.start.commands, ...own];
  const scenario = { ...challenge.start, id: challenge.id, commands, endTick: challenge.tickMax };
  return judgeChallenge(redisStreams, challenge, recordScenario(redisStreams, scenario));
}

for (const challenge of redisStreamsChallenges) {
  if (challenge.impossible) continue;
  const own: Timed | undefined = Object.entries(solutions).find(([id]) => id === challenge.id)?.[1];

  test(`the challenge ${challenge.id} can be met within its par, and not by doing nothing`, () => {
    const verdict = attempt(challenge, own ?? []);
    expect(verdict).toMatchObject({ ok: true, met: true });
    expect(verdict.ok && verdict.commandsUsed).toBeLessThanOrEqual(challenge.parCommands);
    expect(attempt(challenge, [])).toMatchObject({ ok: true, met: false });
  });
}

test('the impossible challenge is not met by what comes to mind', () => {
  const challenge = redisStreamsChallenges.find(({ impossible }) => impossible === true);
  if (challenge === undefined) throw new Error('no impossible challenge');
  const lines = [
    'XADD orders 5-0 item milk',
    'XADD orders 0-1 item milk',
    'XSETID orders 1-1',
    'XDEL orders 5-1',
    'XADD orders 4-1 item milk',
    'XSETID orders 1-1',
    'XADD orders 4-1 item milk',
    'XTRIM orders MAXLEN 0',
    'XADD orders 3-1 item milk',
  ];
  expect(attempt(challenge, at(200, ...lines.map(typed)))).toMatchObject({ ok: true, met: false });
});

test('a challenge is reached by a whole start and has a limit', () => {
  for (const { start, tickMax, hintCount } of redisStreamsChallenges) {
    expect(start.endTick).toBeLessThan(tickMax);
    expect(tickMax).toBeLessThanOrEqual(ticksFromMs(60_000));
    expect(hintCount).toBeGreaterThan(0);
  }
});
