import type { Tick } from '../core/simulation';
import type { ConsumerId } from './config';
import {
  type Consumer,
  isRunning,
  type KafkaGroupState,
  logEnd,
  type Membership,
  type Position,
  type Processing,
} from './state';

/** What one consumer has in its hands at this moment. */
export type Holding = {
  readonly consumer: ConsumerId;
  readonly process: 'running' | 'paused' | 'stopped';
  /** Null when not running. Generation -1: it is no member (any more). */
  readonly memberId: string | null;
  readonly membership: Membership;
  readonly generation: number;
  /** The partitions it takes for its own, which after a long silence may be others' already. */
  readonly partitions: readonly number[];
  /** The record being worked, and what the same poll returned behind it. */
  readonly working: (Position & { readonly startTick: Tick }) | null;
  readonly waiting: readonly Position[];
};

/** What has become of one record. */
export type RecordOutcome = Position & {
  /** Its number in the whole topic, from 1. */
  readonly number: number;
  readonly key: string;
  readonly producedTick: Tick;
  /** Who worked it, and when, in the order of the ends. None: nobody yet. More than one: it had its effect more than once. */
  readonly processings: readonly Processing[];
  /** Whether a restart would pass it over. */
  readonly isCommitted: boolean;
};

/** The topic in figures. */
export type GroupFigures = {
  readonly produced: number;
  /** Records worked at least once, and how often one was worked again. */
  readonly processed: number;
  readonly duplicates: number;
  /** Records of which nobody has committed that they are done. */
  readonly uncommitted: number;
  /** Records that were first worked after a later one of the same key. */
  readonly overtaken: number;
};

/** What each consumer holds, in the order of their numbers. */
export function holdings(state: KafkaGroupState): Holding[] {
  return state.consumers.map(holdingOf);
}

function holdingOf(consumer: Consumer): Holding {
  const { id, inbox } = consumer;
  if (!isRunning(consumer)) {
    const nothing = { partitions: [], working: null, waiting: [] };
    return { consumer: id, process: 'stopped', memberId: null, membership: 'unjoined', generation: -1, ...nothing };
  }
  const { memberId, membership, generation, owned, batch, workStartTick } = consumer.memory;
  const [first, ...rest] = batch;
  return {
    consumer: id,
    process: inbox === null ? 'running' : 'paused',
    memberId,
    membership,
    generation,
    partitions: [...owned],
    working: first === undefined || workStartTick === null ? null : { ...first, startTick: workStartTick },
    waiting: rest,
  };
}

/** Every record of the topic, in the order in which they were produced. */
export function recordOutcomes(state: KafkaGroupState): RecordOutcome[] {
  const outcomes = state.partitions.flatMap((log, partition) =>
    log.map(({ key, number, producedTick, processings }, offset) => ({
      partition,
      offset,
      number,
      key,
      producedTick,
      processings,
      isCommitted: offset < (state.group.committed[partition] ?? 0),
    })),
  );
  return outcomes.sort((left, right) => left.number - right.number);
}

/** How many records of each partition, by number, are in the log and not committed. */
export function lags(state: KafkaGroupState): number[] {
  return state.partitions.map((_, partition) => logEnd(state, partition) - (state.group.committed[partition] ?? 0));
}

export function groupFigures(state: KafkaGroupState): GroupFigures {
  const outcomes = recordOutcomes(state);
  const processed = outcomes.filter(({ processings }) => processings.length > 0);
  const times = processed.reduce((sum, { processings }) => sum + processings.length, 0);
  return {
    produced: outcomes.length,
    processed: processed.length,
    duplicates: times - processed.length,
    uncommitted: outcomes.filter(({ isCommitted }) => !isCommitted).length,
    overtaken: countOvertaken(processed),
  };
}

/** Goes from the last record to the first, keeping for each key the earliest end among those behind. */
function countOvertaken(processed: readonly RecordOutcome[]): number {
  const earliestBehind = new Map<string, Tick>();
  let overtaken = 0;
  for (const { key, processings } of [...processed].reverse()) {
    const end = processings[0]?.endTick ?? 0;
    const behind = earliestBehind.get(key);
    if (behind !== undefined && behind < end) overtaken += 1;
    earliestBehind.set(key, Math.min(end, behind ?? end));
  }
  return overtaken;
}
