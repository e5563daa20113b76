import type { Tick } from '../core/simulation';
import { headOf } from './broker/ready';
import { findQueue } from './broker/topology';
import { msFromTicks } from './config';
import { SECONDS_KEPT } from './observations';
import type { AmqpState, QueueSecond } from './state';

/** A queue as its figures show it at one moment. */
export interface QueueReading {
  readonly ready: number;
  readonly unacked: number;
  /** Messages that came, and that were done with, during the last full second. */
  readonly inPerSecond: number;
  readonly outPerSecond: number;
  /** How long the first ready message has been in the queue, in milliseconds; null when none is ready. */
  readonly headAgeMs: number | null;
  /** The last seconds without gaps, oldest first, the present one last; at most `secondsMax`. */
  readonly seconds: readonly QueueSecond[];
}

/** Null for a queue that is not there. RangeError unless `secondsMax` is in 1 .. 120. */
export function queueFigures(state: AmqpState, queueName: string, tick: Tick, secondsMax = 60): QueueReading | null {
  if (secondsMax < 1 || secondsMax > SECONDS_KEPT) throw new RangeError(`secondsMax is in 1 .. ${SECONDS_KEPT}`);
  const queue = findQueue(state.broker, queueName);
  if (queue === undefined) return null;
  const nowMs = msFromTicks(tick);
  const second = Math.floor(nowMs / 1000);
  const known = state.observations.figures[queueName]?.seconds ?? [];
  const seconds = filled(known, Math.max(0, second - secondsMax + 1), second);
  const last = known.slice(-2).find((each) => each.second === second - 1);
  const head = headOf(queue);
  return {
    ready: queue.readyCount,
    unacked: queue.unackedCount,
    inPerSecond: last?.in ?? 0,
    outPerSecond: last?.out ?? 0,
    headAgeMs: head === null ? null : nowMs - head.enqueuedAtMs,
    seconds,
  };
}

function filled(known: readonly QueueSecond[], from: number, to: number): QueueSecond[] {
  const seconds: QueueSecond[] = [];
  let at = 0;
  let standing: QueueSecond | null = null;
  while (at < known.length && (known[at] as QueueSecond).second < from) standing = known[at++] as QueueSecond;
  for (let second = from; second <= to; second++) {
    if (at < known.length && (known[at] as QueueSecond).second === second) {
      standing = known[at++] as QueueSecond;
      seconds.push(standing);
    } else {
      const { ready, unacked } = standing ?? { ready: 0, unacked: 0 };
      seconds.push({ second, in: 0, delivered: 0, out: 0, ready, unacked });
    }
  }
  return seconds;
}
