import type { Tick } from '../core/simulation';
import { findQueue } from './broker/topology';
import { type Goal, is, numberOf, textOf } from './challenge-goals';
import { ticksFromMs } from './config';
import { isAvailable } from './quorum-replication';
import { findClient, isNodeUp } from './state';

/** Goals that are reached in several stages, each of which is remembered. */

interface CrashMemory {
  /** Messages that the consumer was working on, by number. */
  readonly working: readonly number[];
  /** What it was working on when it crashed. */
  readonly interrupted: readonly number[];
  readonly isMet: boolean;
}

/** A message that a consumer was working on when it crashed is worked on to its end, by whomever. */
export function crashWithoutLoss(consumer: string): Goal<CrashMemory> {
  return {
    initial: { working: [], interrupted: [], isMet: false },
    observe(memory, { trace }) {
      let { working, interrupted, isMet } = memory;
      for (const entry of trace) {
        const number = numberOf(entry);
        if (is(entry, 'work-started', consumer)) working = [...working, number];
        else if (is(entry, 'crashed', consumer)) {
          interrupted = working;
          working = [];
        } else if (entry.kind === 'work-done') {
          if (interrupted.includes(number)) isMet = true;
          working = working.filter((each) => each !== number);
        }
      }
      return { working, interrupted, isMet };
    },
    isMet: ({ isMet }) => isMet,
  };
}

interface LostMemory {
  /** Bodies of messages that were published and reached nobody. */
  readonly lost: readonly string[];
  readonly isMet: boolean;
}

/** A message that a publisher's lost connection took with it is in a queue in the end. */
export function confirmLost(publisher: string): Goal<LostMemory> {
  return {
    initial: { lost: [], isMet: false },
    observe(memory, { trace }) {
      let { lost, isMet } = memory;
      for (const entry of trace) {
        const body = textOf(entry, 'body');
        const isLost = entry.kind === 'drop' && entry.peer === publisher && textOf(entry, 'frame') === 'basic.publish';
        if (isLost) lost = [...lost, body];
        else if (entry.kind === 'routed' && lost.includes(body)) isMet = true;
      }
      return { lost, isMet };
    },
    isMet: ({ isMet }) => isMet,
  };
}

interface LaterMemory {
  /** When each message was published, by number. */
  readonly published: Readonly<Record<number, Tick>>;
  /** Those that have expired since. */
  readonly expired: readonly number[];
  readonly isMet: boolean;
}

/** A message gets into a queue some time after it was published, because it expired in another. */
export function deliverLater(queue: string, delayTicks: Tick): Goal<LaterMemory> {
  return {
    initial: { published: {}, expired: [], isMet: false },
    observe(memory, { trace, tick }) {
      let { published, expired, isMet } = memory;
      for (const entry of trace) {
        const number = numberOf(entry);
        if (entry.kind === 'routed') published = { ...published, [number]: tick };
        else if (entry.kind === 'dead-lettered' && textOf(entry, 'reason') === 'expired')
          expired = [...expired, number];
        else if (is(entry, 'enqueued', `q:${queue}`) && expired.includes(number)) {
          isMet ||= tick - (published[number] ?? tick) >= delayTicks;
        }
      }
      return { published, expired, isMet };
    },
    isMet: ({ isMet }) => isMet,
  };
}

interface TakeOverMemory {
  /** Who was served last, and whether that one crashed since. */
  readonly served: string | null;
  readonly crashed: readonly string[];
  readonly isMet: boolean;
}

/** A queue with a single active consumer serves one of two; when that one has crashed, it serves the other. */
export function takeOver(queue: string, consumers: readonly string[]): Goal<TakeOverMemory> {
  return {
    initial: { served: null, crashed: [], isMet: false },
    observe(memory, { trace }, state) {
      let { served, crashed, isMet } = memory;
      const isSingle = findQueue(state.broker, queue)?.limits.singleActiveConsumer === true;
      for (const entry of trace) {
        if (entry.kind === 'crashed') crashed = [...crashed, entry.actor];
        if (!is(entry, 'delivered', `q:${queue}`) || entry.peer === undefined || !consumers.includes(entry.peer))
          continue;
        if (isSingle && served !== null && served !== entry.peer && crashed.includes(served)) isMet = true;
        served = isSingle ? entry.peer : null;
      }
      return { served, crashed, isMet };
    },
    isMet: ({ isMet }) => isMet,
  };
}

interface OutliveMemory {
  readonly confirmed: number;
  readonly done: number;
}

/** While the node that the queue was declared on is down, messages are confirmed and done. */
export function outliveLeader(queue: string, publisher: string): Goal<OutliveMemory> {
  return {
    initial: { confirmed: 0, done: 0 },
    observe(memory, { trace }, state) {
      if (isNodeUp(state, 'n1')) return { confirmed: 0, done: 0 };
      let { confirmed, done } = memory;
      for (const entry of trace) {
        if (is(entry, 'confirmed', publisher)) confirmed += 1;
        if (is(entry, 'acked', `q:${queue}`)) done += 1;
      }
      return { confirmed, done };
    },
    isMet: ({ confirmed, done }) => confirmed >= 3 && done >= 3,
  };
}

interface StopMemory {
  /** Since when the queue has stood still; null while it does not. */
  readonly since: Tick | null;
  readonly hasStood: boolean;
  /** What the publisher was waiting for when the queue went on. */
  readonly isMet: boolean;
}

/** A quorum queue stands still for three seconds, goes on, and everything its publisher had sent by then is confirmed. */
export function stopAndGoOn(queue: string, publisher: string): Goal<StopMemory> {
  return {
    initial: { since: null, hasStood: false, isMet: false },
    observe({ since, hasStood }, { tick }, state) {
      const group = state.quorumGroups.find((each) => each.queue === queue);
      const client = findClient(state, publisher);
      if (group === undefined || client?.kind !== 'publisher') return { since: null, hasStood, isMet: false };
      if (!isAvailable(state, group)) {
        const start = since ?? tick;
        return { since: start, hasStood: hasStood || tick - start >= ticksFromMs(3000), isMet: false };
      }
      return { since: null, hasStood, isMet: hasStood && client.unconfirmed.length === 0 };
    },
    isMet: ({ isMet }) => isMet,
  };
}
