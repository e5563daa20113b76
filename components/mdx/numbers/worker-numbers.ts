import {
  type GivenSettings,
  type NumbersField,
  type NumbersKit,
  type NumbersResult,
  type NumbersRow,
  readChoice,
  readNumber,
} from './kit';

/** A Celery worker on RabbitMQ, and what happens to it. */
export interface WorkerSettings {
  readonly pool: 'prefork' | 'gevent';
  /** Tasks at one time: child processes or greenlets. */
  readonly concurrency: number;
  /** `worker_prefetch_multiplier`; 0: no limit. */
  readonly multiplier: number;
  readonly acks: 'early' | 'late';
  /** `task_reject_on_worker_lost` */
  readonly onWorkerLost: 'acks' | 'rejects';
  readonly queue: 'classic' | 'quorum';
  /** Messages that are there when the worker starts. */
  readonly messages: number;
  /** What stops: the whole pod, one child process of it, or the broker's node that the queue lives on. */
  readonly stops: 'pod' | 'child' | 'node';
}

/** What a quorum queue of RabbitMQ 4.0 has unless told otherwise. */
export const DELIVERY_LIMIT = 20;

/** Where the messages are before anything stops. */
export interface Held {
  /** Being worked on. */
  readonly running: number;
  /** In the worker's memory, not begun: at the broker they are unacked. */
  readonly reserved: number;
  /** Still in the queue, ready for any other worker. */
  readonly ready: number;
  /** At the broker, waiting for an acknowledgement. */
  readonly unacked: number;
}

/**
 * Celery acknowledges early when a task begins, so that what runs no longer counts against the prefetch; late, after it has ended
 * (Celery user guide, "Optimizing", Prefetch Limits).
 */
export function heldBy({ concurrency, multiplier, acks, messages }: WorkerSettings): Held {
  const limit = multiplier === 0 ? Number.POSITIVE_INFINITY : multiplier * concurrency;
  const running = Math.min(messages, concurrency);
  const room = acks === 'late' ? limit - running : limit;
  const reserved = Math.min(messages - running, Math.max(0, room));
  const unacked = acks === 'late' ? running + reserved : reserved;
  return { running, reserved, ready: messages - running - reserved, unacked };
}

/** What becomes of them. */
export interface Outcome {
  /** Back in the queue by themselves. */
  readonly back: number;
  readonly lost: number;
  /** Run a second time, at most: begun, and given to another worker as well. */
  readonly doubled: number;
}

export function outcomeOf(settings: WorkerSettings): Outcome {
  const { acks, onWorkerLost } = settings;
  const { running, unacked } = heldBy(settings);
  // A process of greenlets has no children: what can be killed is the whole of it.
  const stops = settings.stops === 'child' && settings.pool === 'gevent' ? 'pod' : settings.stops;
  const isLate = acks === 'late';
  if (stops === 'node') {
    // The worker lives and finishes what it has begun; everything unacked is ready again and goes to whoever asks.
    return { back: unacked, lost: 0, doubled: isLate ? running : 0 };
  }
  if (stops === 'pod') return { back: unacked, lost: isLate ? 0 : running, doubled: isLate ? running : 0 };
  const one = Math.min(running, 1);
  // One child dies, the connection stays: the parent acknowledges for it, or rejects so that the message comes back.
  const isBack = isLate && onWorkerLost === 'rejects';
  return { back: isBack ? one : 0, lost: isBack ? 0 : one, doubled: isBack ? one : 0 };
}

function rowsOf(settings: WorkerSettings): readonly NumbersRow[] {
  const { running, reserved, ready, unacked } = heldBy(settings);
  const { back, lost, doubled } = outcomeOf(settings);
  return [
    { id: 'running', value: running },
    { id: 'reserved', value: reserved },
    { id: 'unacked', value: unacked },
    { id: 'ready', value: ready },
    // A worker whose connection goes to another node keeps what it holds of a quorum queue.
    { id: 'back', value: back, isAtMost: back > 0 && settings.stops === 'node' && settings.queue === 'quorum' },
    { id: 'lost', value: lost, isAtMost: lost > 0, isHarm: true },
    { id: 'doubled', value: doubled, isAtMost: doubled > 0, isHarm: true },
  ];
}

function notesOf(settings: WorkerSettings): NumbersResult['notes'] {
  const { pool, acks, onWorkerLost, queue, stops, messages } = settings;
  const isRejecting = onWorkerLost === 'rejects';
  const isInert = isRejecting && (pool === 'gevent' || acks === 'early');
  const isLoop = acks === 'late' && (stops === 'pod' || (stops === 'child' && (pool === 'gevent' || isRejecting)));
  return [
    ...(stops === 'child' && pool === 'gevent' ? [{ id: 'noChildren' }] : []),
    ...(isInert ? [{ id: pool === 'gevent' ? 'inertOnGevent' : 'inertWhenEarly' }] : []),
    ...(isLoop ? [{ id: queue === 'quorum' ? 'givenUp' : 'forEver', values: { limit: DELIVERY_LIMIT } }] : []),
    ...(stops === 'node' ? [{ id: queue === 'quorum' ? 'servedOn' : 'awayWithNode', values: { messages } }] : []),
    ...(queue === 'quorum' ? [{ id: 'globalQos' }] : []),
  ];
}

const fields = {
  pool: { type: 'choice', options: ['prefork', 'gevent'] },
  concurrency: { type: 'number', min: 1, max: 1000 },
  multiplier: { type: 'number', min: 0, max: 100 },
  acks: { type: 'choice', options: ['early', 'late'] },
  onWorkerLost: { type: 'choice', options: ['acks', 'rejects'] },
  queue: { type: 'choice', options: ['classic', 'quorum'] },
  messages: { type: 'number', min: 0, max: 100_000 },
  stops: { type: 'choice', options: ['pod', 'child', 'node'] },
} as const satisfies Record<string, NumbersField>;

/** The scan worker of Eco² as it runs: one message for each greenlet, acknowledged late. */
const example = {
  pool: 'gevent',
  concurrency: 100,
  multiplier: 1,
  acks: 'late',
  onWorkerLost: 'rejects',
  queue: 'classic',
  messages: 130,
  stops: 'pod',
} as const;

export function workerSettings(given: GivenSettings): WorkerSettings {
  return {
    pool: readChoice(fields.pool, given.pool, example.pool),
    concurrency: readNumber(fields.concurrency, given.concurrency, example.concurrency),
    multiplier: readNumber(fields.multiplier, given.multiplier, example.multiplier),
    acks: readChoice(fields.acks, given.acks, example.acks),
    onWorkerLost: readChoice(fields.onWorkerLost, given.onWorkerLost, example.onWorkerLost),
    queue: readChoice(fields.queue, given.queue, example.queue),
    messages: readNumber(fields.messages, given.messages, example.messages),
    stops: readChoice(fields.stops, given.stops, example.stops),
  };
}

export const workersKit: NumbersKit = {
  fields,
  example,
  read: (given) => ({ ...workerSettings(given) }),
  compute(given) {
    const settings = workerSettings(given);
    return { rows: rowsOf(settings), notes: notesOf(settings) };
  },
};
