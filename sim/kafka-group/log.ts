import { chargeWork } from '../core/work';
import { RECORDS_MAX, ticksFromMs } from './config';
import { BROKER, reply } from './network';
import { partitionForKey } from './partitioner';
import { type KafkaGroupState, logEnd, type Offsets, type Position, type Request, type WaitingFetch } from './state';
import type { KafkaWorld } from './trace';

/** Appends a record to the partition of its key, and answers the fetches that were waiting for it. */
export function append(state: KafkaGroupState, producer: string, key: string, world: KafkaWorld): void {
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
export function onFetch(state: KafkaGroupState, from: Asker, asked: FetchRequest, world: KafkaWorld): void {
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
  world: KafkaWorld,
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
  world: KafkaWorld,
): void {
  const records = recordsFrom(state, fetch.positions, fetch.recordsMax);
  reply(state, fetch, { type: 'Fetch', fetchId: fetch.fetchId, records }, world);
}

/** What a record in a reply costs, in elements. */
const RECORD_WORK = 4;

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
  chargeWork(ages.length);
  for (const { partition, offset } of ages.sort((left, right) => left.number - right.number)) {
    const end = Math.min(logEnd(state, partition), offset + recordsMax - records.length);
    // Each is read here, traced, and worked by whoever asked.
    chargeWork(Math.max(0, end - offset) * RECORD_WORK);
    for (let next = offset; next < end; next += 1) records.push({ partition, offset: next });
  }
  return records;
}
