import { checkLab } from '../core/testing/check-lab';
import type { RedisStreamsChallengeId } from './challenges';
import { redisStreamsLab } from './lab';
import type { RedisStreamsPredictionId } from './predictions';
import { add, at, edit, typed } from './script';

type Timed = ReturnType<typeof at>;

const group = { key: 'orders', group: 'workers' } as const;

/** One solution of each, and of the impossible one what comes to mind; in milliseconds since the start of the run. */
const solutions: Readonly<Record<RedisStreamsChallengeId, Timed>> = {
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
  'add-to-the-past': at(
    200,
    ...[
      'XADD orders 5-0 item milk',
      'XADD orders 0-1 item milk',
      'XSETID orders 1-1',
      'XDEL orders 5-1',
      'XADD orders 4-1 item milk',
      'XSETID orders 1-1',
      'XADD orders 4-1 item milk',
      'XTRIM orders MAXLEN 0',
      'XADD orders 3-1 item milk',
    ].map(typed),
  ),
};

/** What comes about, as the run shows it. */
const outcomes: Readonly<Record<RedisStreamsPredictionId, string>> = {
  'who-is-woken': 'worker-3',
  'pending-after-crash': '0',
  'who-rescues': 'rescuer',
  'late-ack': '0',
  'lag-at-the-limit': 'grows',
  'after-reconnect': 'all',
  'poison-ends': 'buried',
};

checkLab(redisStreamsLab, { solutions, outcomes });
