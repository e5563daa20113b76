import { keyOf, type Workload } from './workload';

export type BrokerId = 'redis-streams' | 'rabbitmq' | 'kafka';

/** When a consumer calls a message done. Kafka's commits an offset after each batch, whatever was asked for. */
export type AckApplied = 'after-work' | 'before-work' | 'after-batch';

/** What a broker's own simulation showed, in the order in which it happened. `number`: the message's, from 1. */
export type Seen =
  | { readonly ms: number; readonly type: 'sent'; readonly number: number }
  | {
      readonly ms: number;
      readonly type: 'handed' | 'began' | 'ended';
      readonly number: number;
      readonly consumer: string;
    }
  | { readonly ms: number; readonly type: 'crashed' | 'restarted'; readonly consumer: string };

export interface RawRun {
  readonly broker: BrokerId;
  readonly ackApplied: AckApplied;
  /** Who may work: the consumers, and whoever takes over from them. */
  readonly consumers: readonly string[];
  readonly seen: readonly Seen[];
  /** Messages that nobody holds and nobody will be given again. */
  readonly gone: ReadonlySet<number>;
}

/** One time that a consumer took up a message. `endMs` null: the crash cut it off, or the run was given up. */
export interface Attempt {
  readonly consumer: string;
  readonly startMs: number;
  readonly endMs: number | null;
}

/**
 * `once`: worked to the end once. `duplicated`: more than once. `lost`: never, and never will be. `stuck`: never, and somebody
 * would have to act.
 */
export type Fate = 'once' | 'duplicated' | 'lost' | 'stuck';

export interface MessageRun {
  readonly number: number;
  readonly key: string;
  readonly sentMs: number;
  /** To whom it was given, each time. */
  readonly handed: readonly { readonly consumer: string; readonly ms: number }[];
  readonly attempts: readonly Attempt[];
  readonly fate: Fate;
  /** From being sent to being worked for the first time; null: not yet. */
  readonly waitMs: number | null;
}

export interface ConsumerRun {
  readonly name: string;
  readonly crashedMs: number | null;
  readonly restartedMs: number | null;
  readonly worked: number;
  readonly busyMs: number;
}

/** What can be counted at the end. */
export interface RunTotals {
  readonly fates: Readonly<Record<Fate, number>>;
  /** Messages that were given to somebody more than once, worked twice or not. */
  readonly redelivered: number;
  /** Messages that were first done after a later one; and of those, after a later one of the same key. */
  readonly overtaken: number;
  readonly overtakenInKey: number;
  /** Null: nothing was worked. */
  readonly waitMedianMs: number | null;
  readonly waitMaxMs: number | null;
}

/** How far the run is at one moment. */
export interface RunSample {
  readonly ms: number;
  readonly sent: number;
  readonly done: number;
  /** Being worked. */
  readonly working: number;
  readonly duplicates: number;
}

/** One broker's run. Times are milliseconds from the moment at which the producer began. */
export interface BrokerRun {
  readonly broker: BrokerId;
  readonly ackApplied: AckApplied;
  readonly messages: readonly MessageRun[];
  readonly consumers: readonly ConsumerRun[];
  readonly totals: RunTotals;
  /** One every `SAMPLE_MS`, from 0 to `endMs`. */
  readonly samples: readonly RunSample[];
  /** When the last thing happened. */
  readonly endMs: number;
}

export const SAMPLE_MS = 250;

/** Makes of what was seen what is shown: the same way for every broker, so that they can be compared. */
export function summarise(workload: Workload, { broker, ackApplied, consumers, seen, gone }: RawRun): BrokerRun {
  const endMs = seen.reduce((latest, { ms }) => Math.max(latest, ms), 0);
  const messages = Array.from({ length: workload.messages }, (_, at) => messageRun(workload, at + 1, seen, gone));
  return {
    broker,
    ackApplied,
    messages,
    consumers: consumers.map((name) => consumerRun(name, messages, seen, endMs)),
    totals: totalsOf(messages),
    samples: samplesOf(messages, endMs),
    endMs,
  };
}

function messageRun(workload: Workload, number: number, seen: readonly Seen[], gone: ReadonlySet<number>): MessageRun {
  const own = seen.filter((event) => 'number' in event && event.number === number);
  const sent = own.find(({ type }) => type === 'sent')?.ms ?? 0;
  const handed = own.flatMap((event) => (event.type === 'handed' ? { consumer: event.consumer, ms: event.ms } : []));
  const attempts = own.flatMap((event) => {
    if (event.type !== 'began') return [];
    const { consumer, ms: startMs } = event;
    return { consumer, startMs, endMs: endOfAttempt(consumer, number, startMs, seen) };
  });
  const times = attempts.filter(({ endMs }) => endMs !== null).length;
  const unworked = gone.has(number) ? 'lost' : 'stuck';
  const first = attempts.find(({ endMs }) => endMs !== null);
  return {
    number,
    key: keyOf(workload, number),
    sentMs: sent,
    handed,
    attempts,
    fate: times === 0 ? unworked : times === 1 ? 'once' : 'duplicated',
    waitMs: first === undefined ? null : first.startMs - sent,
  };
}

/** When this consumer came to the end of what it began then; null when it crashed before. */
function endOfAttempt(consumer: string, number: number, startMs: number, seen: readonly Seen[]): number | null {
  for (const event of seen) {
    if (event.ms < startMs || !('consumer' in event) || event.consumer !== consumer) continue;
    if (event.type === 'crashed' && event.ms > startMs) return null;
    if (event.type === 'ended' && event.number === number) return event.ms;
  }
  return null;
}

function consumerRun(name: string, messages: readonly MessageRun[], seen: readonly Seen[], endMs: number): ConsumerRun {
  const crashedMs = seen.find((event) => event.type === 'crashed' && event.consumer === name)?.ms ?? null;
  const restartedMs = seen.find((event) => event.type === 'restarted' && event.consumer === name)?.ms ?? null;
  const own = messages.flatMap(({ attempts }) => attempts.filter(({ consumer }) => consumer === name));
  return {
    name,
    crashedMs,
    restartedMs,
    worked: own.filter((attempt) => attempt.endMs !== null).length,
    busyMs: own.reduce((sum, attempt) => sum + (attempt.endMs ?? crashedMs ?? endMs) - attempt.startMs, 0),
  };
}

function totalsOf(messages: readonly MessageRun[]): RunTotals {
  const fates: Record<Fate, number> = { once: 0, duplicated: 0, lost: 0, stuck: 0 };
  for (const { fate } of messages) fates[fate] += 1;
  const waits = messages.flatMap(({ waitMs }) => waitMs ?? []).sort((a, b) => a - b);
  return {
    fates,
    redelivered: messages.filter(({ handed }) => handed.length > 1).length,
    overtaken: countOvertaken(messages, () => ''),
    overtakenInKey: countOvertaken(messages, ({ key }) => key),
    waitMedianMs: waits[Math.floor(waits.length / 2)] ?? null,
    waitMaxMs: waits.at(-1) ?? null,
  };
}

/** Messages that were first done after a later one of the same class. Goes backwards, with the earliest end of those behind. */
function countOvertaken(messages: readonly MessageRun[], classOf: (message: MessageRun) => string): number {
  const earliest = new Map<string, number>();
  let overtaken = 0;
  for (const message of [...messages].reverse()) {
    const end = firstEnd(message);
    if (end === null) continue;
    const name = classOf(message);
    const behind = earliest.get(name) ?? Number.POSITIVE_INFINITY;
    if (behind < end) overtaken += 1;
    earliest.set(name, Math.min(end, behind));
  }
  return overtaken;
}

function firstEnd({ attempts }: MessageRun): number | null {
  const ends = attempts.flatMap(({ endMs }) => endMs ?? []);
  return ends.length === 0 ? null : Math.min(...ends);
}

function samplesOf(messages: readonly MessageRun[], endMs: number): readonly RunSample[] {
  const moments = Array.from({ length: Math.ceil(endMs / SAMPLE_MS) + 1 }, (_, at) => at * SAMPLE_MS);
  return moments.map((ms) => sampleAt(messages, ms));
}

/** How far the run is at a moment: for scrubbing through it. */
export function sampleAt(messages: readonly MessageRun[], ms: number): RunSample {
  let sent = 0;
  let done = 0;
  let working = 0;
  let duplicates = 0;
  for (const message of messages) {
    if (message.sentMs <= ms) sent += 1;
    const ended = message.attempts.filter(({ endMs }) => endMs !== null && endMs <= ms).length;
    if (ended > 0) done += 1;
    duplicates += Math.max(0, ended - 1);
    working += message.attempts.filter(({ startMs, endMs }) => startMs <= ms && endMs !== null && endMs > ms).length;
  }
  return { ms, sent, done, working, duplicates };
}
