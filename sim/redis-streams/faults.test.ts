import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { createRandom, type Random } from '../core/random';
import { CommandRefused } from '../core/simulation';
import { clientOptions, type RedisStreamsCommand } from './command';
import { ticksFromMs } from './config';
import { redisStreams } from './redis-streams';
import { bare, typed } from './script';

const RUNS = 200;
const COMMANDS = 60;

const CLIENTS = ['shop', 'worker-1', 'worker-2', 'reader', 'rescuer'] as const;
const VERSIONS = ['7.0', '7.0', '6.2', '7.2', '7.4', '8.2'] as const;
const KEPT = ['aof', 'rdb', 'nothing'] as const;
const IDS = ['0', '1-1', '3-1', '5-1', '$', '1700000001000-0'] as const;

function pick<Part>(parts: readonly Part[], random: Random): Part {
  const part = parts[random.below(parts.length)];
  if (part === undefined) throw new Error('nothing to pick from');
  return part;
}

/** Whatever a person might type, sensible or not. */
function line(random: Random): string {
  const id = () => pick(IDS, random);
  const key = pick(['orders', 'orders', 'other'], random);
  const group = pick(['workers', 'workers', 'second'], random);
  const consumer = pick(['worker-1', 'worker-2', 'alice'], random);
  return pick(
    [
      `XADD ${key} * a b`,
      `XADD ${key} * a b`,
      `XADD ${key} MAXLEN = 3 * a b`,
      `XADD ${key} ${id()} a b`,
      `XTRIM ${key} MAXLEN ${random.below(4)}`,
      `XDEL ${key} ${id()}`,
      `XGROUP CREATE ${key} ${group} ${id()} MKSTREAM`,
      `XGROUP SETID ${key} ${group} ${id()}`,
      `XGROUP DESTROY ${key} ${group}`,
      `XGROUP DELCONSUMER ${key} ${group} ${consumer}`,
      `XREADGROUP GROUP ${group} ${consumer} COUNT 2 STREAMS ${key} >`,
      `XREADGROUP GROUP ${group} ${consumer} NOACK STREAMS ${key} >`,
      `XREADGROUP GROUP ${group} ${consumer} BLOCK ${random.below(2) * 300} STREAMS ${key} >`,
      `XREADGROUP GROUP ${group} ${consumer} STREAMS ${key} 0`,
      `XACK ${key} ${group} ${id()}`,
      `XCLAIM ${key} ${group} ${consumer} 0 ${id()} FORCE LASTID ${id()}`,
      `XCLAIM ${key} ${group} ${consumer} 0 1-1 3-1 FORCE`,
      `XAUTOCLAIM ${key} ${group} ${consumer} 0 0`,
      `XREAD BLOCK 200 STREAMS ${key} $`,
      `XSETID ${key} ${id()}`,
      `XINFO GROUPS ${key}`,
      'SAVE',
      `DEL ${key}`,
      `SET ${key} text`,
      'FLUSHALL',
      'NONSENSE',
    ],
    random,
  );
}

function options(client: (typeof CLIENTS)[number], random: Random) {
  const group = { key: 'orders', group: 'workers' };
  const ack = pick(['after-work', 'before-work', 'never', 'noack'] as const, random);
  const startsWith = pick(['own-history', 'new'] as const, random);
  const networkDelayMs = pick([null, 0, 50], random);
  const count = 1 + random.below(3);
  const whenUnanswered = pick(['give-up', 'send-again'] as const, random);
  const byClient = {
    shop: {
      role: 'producer',
      key: 'orders',
      ratePerSecond: pick([null, 5, 50], random),
      networkDelayMs,
      ids: pick(['server', 'own'], random),
      whenUnanswered,
    },
    'worker-1': { role: 'consumer', ...group, ack, count, startsWith, failurePerMille: 200, progressKey: 'events' },
    'worker-2': {
      role: 'consumer',
      ...group,
      ack,
      count,
      startsWith,
      blockMs: pick([0, 100], random),
      networkDelayMs,
      whenUnanswered,
      claim: pick([null, { everyMs: 100, minIdleMs: 50 }], random),
      recreatesGroup: pick([null, '0', '$'], random),
      restartsAs: pick(['same', 'new-name'], random),
    },
    reader: { role: 'reader', key: 'orders', startsAt: pick(['0', '$'], random), blockMs: 100 },
    rescuer: {
      role: 'claimer',
      ...group,
      minIdleMs: pick([0, 200], random),
      everyMs: 100,
      deadLetter: pick([null, { afterDeliveries: 2, key: 'dead' }], random),
    },
  };
  return clientOptions.parse(byClient[client]);
}

function command(random: Random, blocked: number): RedisStreamsCommand {
  const client = pick(CLIENTS, random);
  return pick<() => RedisStreamsCommand>(
    [
      () => typed(line(random)),
      () => typed(line(random)),
      () => typed('XGROUP CREATE orders workers 0 MKSTREAM'),
      () => ({ type: 'addClient', client, options: options(client, random) }),
      () => ({ type: 'addClient', client, options: options(client, random) }),
      () => ({ type: 'editClient', client, options: options(client, random) }),
      () => ({ type: 'removeClient', client }),
      () => ({ type: 'crash', client }),
      () => ({ type: 'restart', client }),
      () => ({ type: 'pause', client }),
      () => ({ type: 'resume', client }),
      () => ({ type: 'slow', client, perMille: 1 + random.below(5000) }),
      () => ({ type: 'burst', client: 'shop', count: 1 + random.below(10) }),
      () => ({
        type: 'lose',
        client,
        what: pick(['request', 'reply'], random),
        of: pick(['add', 'read', 'ack', 'claim'], random),
        times: 1 + random.below(2),
      }),
      () => ({ type: 'restartServer', how: pick(['stop', 'kill'], random) }),
      () => ({ type: 'replica', does: pick(['start', 'pause', 'resume', 'stop'], random) }),
      () => ({ type: 'failover' }),
      () => ({ type: 'interrupt', number: Math.max(1, blocked) }),
    ],
    random,
  )();
}

test('no rule breaks, whatever people type and whoever crashes', { timeout: 60_000 }, () => {
  let given = 0;
  for (let seed = 0; seed < RUNS; seed += 1) {
    const random = createRandom(seed);
    const engine = createEngine(redisStreams, {
      config: bare({ version: pick(VERSIONS, random), persistence: pick(KEPT, random) }),
      seed,
    });
    for (let number = 0; number < COMMANDS; number += 1) {
      const until = engine.tick + ticksFromMs(random.below(300));
      while (engine.nextDueTick !== null && engine.nextDueTick <= until) {
        const record = engine.step();
        expect(record?.violations, `seed ${seed}, step ${record?.step}`).toEqual([]);
        given += record?.trace.filter(({ kind }) => kind === 'deliver').length ?? 0;
      }
      engine.advanceTo(until);
      try {
        const blocked = engine.state.console.lines.find(({ isBlocked }) => isBlocked)?.number ?? 0;
        const record = engine.dispatch(redisStreams.command.parse(command(random, blocked)));
        expect(record.violations, `seed ${seed}, step ${record.step}`).toEqual([]);
      } catch (error) {
        if (!(error instanceof CommandRefused)) throw error;
      }
    }
    const json = engine.snapshotJson();
    const again = createEngine(redisStreams, { snapshot: JSON.parse(json) });
    expect(again.snapshotJson()).toBe(json);
  }
  expect(given).toBeGreaterThan(RUNS);
});
