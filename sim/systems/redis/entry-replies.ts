import { clearErrno, type Errno, formatId } from './ids';
import { pairsOf, visitBackward, visitForward } from './stream';
import type { Int64, Reply, StreamId, StreamState } from './types';

/** An integer reply. */
export function integer(value: Int64): Reply {
  return typeof value === 'number' ? value : { int: value };
}

/** The entries from `start` to `end`, at most `count` of them (0: all), as `[id, [field, value, …]]` each. */
export function entriesReply(
  stream: StreamState,
  start: StreamId,
  end: StreamId,
  count: number,
  isReverse: boolean,
  errno: Errno,
): readonly Reply[] {
  const entries: Reply[] = [];
  const visit = isReverse ? visitBackward : visitForward;
  const isThrough = visit(stream, start, end, (ms, seq, pairs) => {
    entries.push([`${ms}-${seq}`, pairs]);
    return entries.length !== count;
  });
  if (isThrough) clearErrno(errno);
  return entries;
}

/** One entry, or, when it is no longer in the stream, its id with null in place of its fields. */
export function entryReply(stream: StreamState, id: StreamId): Reply {
  return [formatId(id), pairsOf(stream, id)];
}
