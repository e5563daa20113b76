import type { World } from '../core/simulation';
import { RECORDS_MAX, ticksFromMs } from './config';
import { BROKER, reply } from './network';
import { partitionForKey } from './partitioner';
import {
  type KafkaGroupEvent,
  type KafkaGroupState,
  logEnd,
  type Offsets,
  type Position,
  type Request,
  type WaitingFetch,
} from './state';

/** Appends a record to the partition of its key, and answers the fetches that were waiting for it. */
export function append(state: KafkaGroupState, producer: string, key: string, world: World<KafkaGroupEvent>): void {
  if (state.recordCount >= RECORDS_MAX) {
    world.trace({ kind: 'refused', actor: producer, peer: BROKER, data: { key, reason: 'log-full' } });
    return;
  }
  const partition = partitionForKey(key, state.partitions.length);
  const offset = logEnd(state, partition);
  state.recordCount += 1;
  const number = state.recordCount;
  state.partitions[partition]?.push({ key, number, producer, producedTick: world.tick, processings: [] });
  world.trace({ kind: 'produced', actor: producer, peer: BROKER, data: { partition, offset, key, number } });
  const isWaitingForIt = ({ positions }: WaitingFetch) => positions[partition] === offset;
  const answered = state.waitingFetches.filter(isWaitingForIt);
  state.waitingFetches = state.waitingFetches.filter((fetch) => !isWaitingForIt(fetch));
  for (const fetch of answered) {
    world.cancel(fetch.timerId);
    answerFetch(state, fetch, world);
  }
}

type FetchRequest = Extract<Request, { type: 'Fetch' }>;
type Asker = Pick<WaitingFetch, 'consumer' | 'incarnation'>;

/** A fetch is answered as soon as there is a record (`fetch.min.bytes` 1), else when `fetch.max.wait.ms` is over. */
export function onFetch(state: KafkaGroupState, from: Asker, asked: FetchRequest, world: World<KafkaGroupEvent>): void {
  const { fetchId, positions, recordsMax } = asked;
  const { consumer, incarnation } = from;
  const hasRecords = Object.entries(positions).some(([partition, offset]) => offset < logEnd(state, Number(partition)));
  const fetch = { consumer, incarnation, fetchId, positions, recordsMax };
  if (hasRecords) {
    answerFetch(state, fetch, world);
    return;
  }
  const event = { type: 'fetchTimeout', consumer, incarnation, fetchId } as const;
  const timerId = world.schedule(ticksFromMs(state.config.fetchMaxWaitMs), event);
  state.waitingFetches.push({ ...fetch, timerId });
}

export function onFetchTimeout(
  state: KafkaGroupState,
  { consumer, incarnation, fetchId }: Asker & { readonly fetchId: number },
  world: World<KafkaGroupEvent>,
): void {
  const isIt = (fetch: WaitingFetch) =>
    fetch.consumer === consumer && fetch.incarnation === incarnation && fetch.fetchId === fetchId;
  const fetch = state.waitingFetches.find(isIt);
  if (fetch === undefined) return;
  state.waitingFetches = state.waitingFetches.filter((other) => !isIt(other));
  answerFetch(state, fetch, world);
}

function answerFetch(
  state: KafkaGroupState,
  fetch: Asker & { readonly fetchId: number; readonly positions: Offsets; readonly recordsMax: number },
  world: World<KafkaGroupEvent>,
): void {
  const records = recordsFrom(state, fetch.positions, fetch.recordsMax);
  reply(state, fetch, { type: 'Fetch', fetchId: fetch.fetchId, records }, world);
}

/**
 * Up to `recordsMax` records, partition by partition, beginning with the one whose next record is the oldest: a member with
 * many partitions does not starve one of them.
 */
function recordsFrom(state: KafkaGroupState, positions: Offsets, recordsMax: number): Position[] {
  const ages = Object.entries(positions).flatMap(([text, offset]) => {
    const partition = Number(text);
    const next = state.partitions[partition]?.[offset];
    return next === undefined ? [] : [{ partition, offset, number: next.number }];
  });
  const records: Position[] = [];
  for (const { partition, offset } of ages.sort((left, right) => left.number - right.number)) {
    const end = Math.min(logEnd(state, partition), offset + recordsMax - records.length);
    for (let next = offset; next < end; next += 1) records.push({ partition, offset: next });
  }
  return records;
}
