/**
 * What learners believe who pick a wrong option. Each names the belief, not the truth; the interface texts
 * `questions.misconceptions.<id>` say what is true instead.
 *
 * - `streams-xdel-clears-pending`: XDEL takes an entry off the group's pending list too.
 * - `streams-noack-is-pending`: what is read with NOACK is pending as well.
 * - `streams-claim-copies`: XCLAIM lets a second consumer work the entry, and it stays the first one's.
 * - `streams-ack-is-cumulative`: XACK of an id acknowledges all entries up to it.
 * - `streams-read-is-ack`: what was read in earlier calls counts as done.
 * - `streams-pending-is-unread`: what the group has not read yet is pending as well.
 * - `streams-history-counts-nothing`: reading one's own history again leaves the delivery count as it was.
 * - `streams-new-repeats-pending`: `>` gives a consumer its own unacknowledged entries first.
 * - `streams-history-adds-new`: an id in the place of `>` gives new entries too.
 * - `streams-cursor-per-consumer`: each consumer of a group reads the whole stream.
 * - `streams-crash-releases`: what a consumer that crashed had not acknowledged is new again for the others.
 * - `streams-history-of-group`: one's own history holds what is pending for the whole group.
 * - `streams-idle-since-added`: an entry's idle time runs from XADD, not from its last delivery.
 * - `streams-autoclaim-skips-own`: XAUTOCLAIM leaves out what its caller owns already.
 * - `streams-autoclaim-ignores-idle`: XAUTOCLAIM takes everything that is pending.
 * - `streams-autoclaim-takes-new`: XAUTOCLAIM takes what nobody has read yet as well.
 * - `streams-autoclaim-ignores-count`: COUNT does not bound what XAUTOCLAIM takes.
 * - `streams-deleted-is-delivered`: an entry that was deleted is read and claimed like any other.
 * - `streams-crash-loses-memory`: a crash loses all that the process held.
 * - `streams-group-loses-nothing`: with a consumer group nothing is ever lost.
 * - `streams-crash-loses-current`: a crash loses the entry that was being worked, and that alone.
 * - `streams-crash-loses-unread`: a crash loses what the consumer had not read yet, too.
 * - `streams-id-stands-alone`: what is in the stream has no say in the id that XADD gives or takes.
 * - `streams-xadd-corrects-the-id`: XADD makes a fitting id of one that is too small.
 * - `streams-sequence-goes-on`: the sequence number goes on when the milliseconds change.
 * - `streams-part-of-an-id-goes-on`: milliseconds alone, without `-*`, get the next sequence number.
 * - `streams-refused-is-added`: an XADD that was refused has added its entry all the same.
 * - `streams-deleted-id-is-free`: once an entry is deleted, its id can be given again.
 * - `streams-star-is-the-clock`: `*` is the clock's time, whatever is in the stream.
 * - `streams-star-goes-on`: `*` goes on with the sequence number of the last entry, whatever the clock says.
 * - `streams-star-adds-a-millisecond`: the next id is one millisecond after the last.
 * - `streams-reading-takes-away`: what XREAD has given to one reader is gone for the others.
 * - `streams-read-includes-its-id`: XREAD gives the entry with the id that it is told, too.
 * - `streams-read-goes-back`: XREAD gives what lies before the id that it is told.
 * - `streams-count-is-newest`: COUNT keeps the newest entries.
 * - `streams-dollar-is-the-last`: `$` gives the last entry.
 * - `streams-dollar-is-the-beginning`: `$` reads from the beginning.
 * - `streams-part-of-an-id-is-all`: XREAD after milliseconds alone leaves out all entries of that millisecond.
 * - `streams-part-of-an-id-is-zero`: milliseconds alone mean sequence number 0 at the end of a range, too.
 * - `streams-range-leaves-out-ends`: XRANGE leaves out both its ends.
 * - `streams-range-leaves-out-its-end`: XRANGE leaves out its end.
 * - `streams-bracket-means-nothing`: `(` before an id makes no difference.
 */
export const MISCONCEPTIONS = [
  'streams-xdel-clears-pending',
  'streams-noack-is-pending',
  'streams-claim-copies',
  'streams-ack-is-cumulative',
  'streams-read-is-ack',
  'streams-pending-is-unread',
  'streams-history-counts-nothing',
  'streams-new-repeats-pending',
  'streams-history-adds-new',
  'streams-cursor-per-consumer',
  'streams-crash-releases',
  'streams-history-of-group',
  'streams-idle-since-added',
  'streams-autoclaim-skips-own',
  'streams-autoclaim-ignores-idle',
  'streams-autoclaim-takes-new',
  'streams-autoclaim-ignores-count',
  'streams-deleted-is-delivered',
  'streams-crash-loses-memory',
  'streams-group-loses-nothing',
  'streams-crash-loses-current',
  'streams-crash-loses-unread',
  'streams-id-stands-alone',
  'streams-xadd-corrects-the-id',
  'streams-sequence-goes-on',
  'streams-part-of-an-id-goes-on',
  'streams-refused-is-added',
  'streams-deleted-id-is-free',
  'streams-star-is-the-clock',
  'streams-star-goes-on',
  'streams-star-adds-a-millisecond',
  'streams-reading-takes-away',
  'streams-read-includes-its-id',
  'streams-read-goes-back',
  'streams-count-is-newest',
  'streams-dollar-is-the-last',
  'streams-dollar-is-the-beginning',
  'streams-part-of-an-id-is-all',
  'streams-part-of-an-id-is-zero',
  'streams-range-leaves-out-ends',
  'streams-range-leaves-out-its-end',
  'streams-bracket-means-nothing',
] as const;

export type Misconception = (typeof MISCONCEPTIONS)[number];
