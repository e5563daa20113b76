import type { Context } from './context';
import { entryReply } from './entry-replies';
import { advanceGroup, tellDelivery } from './groups';
import { clearErrno, formatId, ID_MAX, ID_MIN, nextId } from './ids';
import { addInt64 } from './int64';
import {
  addPending,
  clearErrnoUnlessMore,
  consumerNumberOf,
  deliveredMsOf,
  deliveriesOf,
  findPending,
  idOf,
  isAfterAllPending,
  nextPlace,
  type Pending,
  pendingAt,
  placeOf,
  setDelivery,
  setOwner,
} from './pending';
import { hasEntry, visitForward } from './stream';
import type { ConsumerState, GroupState, Reply, StreamId, StreamState } from './types';
import { isSince } from './versions';

/** Entries of a stream on their way to a consumer of a group. */
export interface Delivery {
  readonly context: Pick<Context, 'server' | 'env' | 'client'>;
  readonly key: string;
  readonly stream: StreamState;
  readonly group: GroupState;
  readonly consumer: ConsumerState;
  /** At most; 0: all. */
  readonly count: number;
}

/**
 * Delivers the entries after an id: the group moves on with each, and unless `noack` it becomes pending for the consumer. One that is
 * pending already (XGROUP SETID went back) changes hands and counts as delivered once.
 */
export function deliverNew(delivery: Delivery, after: StreamId, noack: boolean): readonly Reply[] {
  const { context, stream, group, consumer, count } = delivery;
  const { nowMs } = context.env;
  const entries: Reply[] = [];
  const ids: string[] = [];
  const isThrough = visitForward(stream, nextId(after) ?? ID_MIN, ID_MAX, (ms, seq, pairs) => {
    const id = { ms, seq };
    advanceGroup(stream, group, id, context.server);
    const text = `${ms}-${seq}`;
    ids.push(text);
    entries.push([text, pairs]);
    if (!noack) {
      const known = isAfterAllPending(group, ms, seq) ? null : findPending(group, id);
      if (known === null) addPending(group, ms, seq, consumer, nowMs);
      else {
        clearErrno(context.server);
        setOwner(group, known, consumer);
        setDelivery(known, nowMs, 1);
      }
      tellDelivery(group, consumer, text);
    }
    return entries.length !== count;
  });
  if (isThrough) clearErrno(context.server);
  if (noack) consumer.isPropagated = true;
  if (ids.length > 0) consumer.activeMs = context.env.nowMs;
  if (ids.length > 0 && (noack || isSince(context.server, '7.4'))) group.propagatedRead = group.entriesRead;
  note(delivery, ids, false, noack);
  return entries;
}

/** The consumer's own pending entries after an id, as delivered once more; one that is gone from the stream has null fields. */
export function deliverOwnHistory(delivery: Delivery, after: StreamId): readonly Reply[] {
  const { context, stream, group, consumer, count } = delivery;
  const entries: Reply[] = [];
  const ids: string[] = [];
  let left = consumer.pending;
  let place = placeOf(group, nextId(after) ?? ID_MIN);
  while (left > 0 && (count === 0 || entries.length < count)) {
    const pending = pendingAt(group, place);
    if (pending === null) break;
    place = nextPlace(group, place);
    if (consumerNumberOf(pending) !== consumer.number) continue;
    left -= 1;
    const id = idOf(pending);
    if (hasEntry(stream, id, context.server)) {
      noteUntold(group, id, pending);
      setDelivery(pending, context.env.nowMs, addInt64(deliveriesOf(pending), 1));
      ids.push(formatId(id));
    }
    entries.push(entryReply(stream, id));
  }
  clearErrnoUnlessMore(context.server, group, consumer, place);
  note(delivery, ids, true, false);
  return entries;
}

function noteUntold(group: GroupState, id: StreamId, pending: Pending): void {
  const text = formatId(id);
  group.untold ??= {};
  group.untold[text] ??= [deliveredMsOf(pending), deliveriesOf(pending)];
}

function note(
  { context, key, group, consumer }: Delivery,
  ids: readonly string[],
  again: boolean,
  noack: boolean,
): void {
  const { env, client } = context;
  if (ids.length === 0) return;
  env.note({ type: 'deliver', client, key, group: group.name, consumer: consumer.name, ids, again, noack });
}
