import { chargeWork } from '../../core/work';
import { isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream } from './context';
import { entriesReply, integer } from './entry-replies';
import { type ErrorReply, errorWith, NO_SUCH_KEY, NOT_AN_INTEGER, subcommandSyntaxError } from './errors';
import { ENTRIES_READ_UNKNOWN, findGroup, lagOf } from './groups';
import { clearErrno, type Errno, formatId, ID_MAX, ID_MIN } from './ids';
import { nodeCount } from './nodes';
import { consumerByNumber, consumerNumberOf, deliveredMsOf, deliveriesOf, idOf, nextPlace, pendingAt } from './pending';
import { radixTreeNodes } from './radix-tree';
import type { ConsumerState, GroupState, Int64, Reply, ServerState, StreamState } from './types';
import { isSince } from './versions';

/** XINFO STREAM key [FULL [COUNT count]] */
export function xinfoStream({ server }: Context, argv: readonly string[]): Reply {
  const stream = lookUpStream(server, argv[2] ?? '');
  if (stream === null) return NO_SUCH_KEY;
  if (isError(stream)) return stream;
  if (argv.length === 3) return [...streamInfo(stream, server), ...edges(stream, server)];
  const count = parseFull(argv);
  if (typeof count !== 'number') return count;
  if (stream.groups.length > 0) clearErrno(server);
  return [
    ...streamInfo(stream, server),
    'entries',
    entriesReply(stream, ID_MIN, ID_MAX, count, false, server),
    'groups',
    stream.groups.map((group) => fullGroup(server, stream, group, count)),
  ];
}

/** Entries and pending entries of each kind at most; 0: all. */
function parseFull(argv: readonly string[]): number | ErrorReply {
  if ((argv.length !== 4 && argv.length !== 6) || !isWord(argv[3] ?? '', 'FULL')) return subcommandSyntaxError(argv);
  if (argv.length === 4) return 10;
  if (!isWord(argv[4] ?? '', 'COUNT')) return subcommandSyntaxError(argv);
  const count = parseInt64(argv[5] ?? '');
  if (count === null) return NOT_AN_INTEGER;
  return Number(count) < 0 ? 10 : Number(count);
}

function streamInfo(stream: StreamState, server: ServerState): Reply[] {
  const counters = [
    'max-deleted-entry-id',
    formatId(stream.maxDeletedId),
    'entries-added',
    integer(stream.entriesAdded),
    'recorded-first-entry-id',
    formatId(stream.firstId),
  ];
  return [
    'length',
    stream.length,
    'radix-tree-keys',
    nodeCount(stream),
    'radix-tree-nodes',
    radixTreeNodes(stream),
    'last-generated-id',
    formatId(stream.lastId),
    ...(isSince(server, '7.0') ? counters : []),
  ];
}

function edges(stream: StreamState, errno: Errno): Reply[] {
  const [first = null] = entriesReply(stream, ID_MIN, ID_MAX, 1, false, errno);
  const [last = null] = entriesReply(stream, ID_MIN, ID_MAX, 1, true, errno);
  return ['groups', stream.groups.length, 'first-entry', first, 'last-entry', last];
}

function entriesReadReply(entriesRead: Int64): Reply {
  return entriesRead === ENTRIES_READ_UNKNOWN ? null : integer(entriesRead);
}

/** Both counters came with 7.0. */
function progressOf(server: ServerState, stream: StreamState, group: GroupState): Reply[] {
  if (!isSince(server, '7.0')) return [];
  const lag = lagOf(stream, group, server);
  return ['entries-read', entriesReadReply(group.entriesRead), 'lag', lag === null ? null : integer(lag)];
}

function fullGroup(server: ServerState, stream: StreamState, group: GroupState, count: number): Reply {
  return [
    'name',
    group.name,
    'last-delivered-id',
    formatId(group.lastId),
    ...progressOf(server, stream, group),
    'pel-count',
    group.pendingCount,
    'pending',
    fullPending(group, null, count),
    'consumers',
    group.consumers.map((consumer) => [
      'name',
      consumer.name,
      'seen-time',
      consumer.seenMs,
      ...(isSince(server, '7.2') ? ['active-time', consumer.activeMs] : []),
      'pel-count',
      consumer.pending,
      'pending',
      fullPending(group, consumer, count),
    ]),
  ];
}

/** Pending entries of the group with their consumers, or those of one consumer without. */
/** What a row of a list costs, in elements. */
const ROW_WORK = 10;

function fullPending(group: GroupState, consumer: ConsumerState | null, count: number): Reply {
  const replies: Reply[] = [];
  let left = consumer === null ? group.pendingCount : consumer.pending;
  for (let place = 0; left > 0 && (count === 0 || replies.length < count); place = nextPlace(group, place)) {
    const pending = pendingAt(group, place);
    if (pending === null) break;
    const number = consumerNumberOf(pending);
    if (consumer !== null && number !== consumer.number) continue;
    left -= 1;
    chargeWork(ROW_WORK);
    const delivery = [deliveredMsOf(pending), integer(deliveriesOf(pending))];
    const owner = consumer === null ? [consumerByNumber(group, number)?.name ?? ''] : [];
    replies.push([formatId(idOf(pending)), ...owner, ...delivery]);
  }
  return replies;
}

/** XINFO GROUPS key */
export function xinfoGroups({ server }: Context, argv: readonly string[]): Reply {
  const stream = lookUpStream(server, argv[2] ?? '');
  if (stream === null) return NO_SUCH_KEY;
  if (isError(stream)) return stream;
  if (stream.groups.length > 0) clearErrno(server);
  return stream.groups.map((group) => [
    'name',
    group.name,
    'consumers',
    group.consumers.length,
    'pending',
    group.pendingCount,
    'last-delivered-id',
    formatId(group.lastId),
    ...progressOf(server, stream, group),
  ]);
}

/** XINFO CONSUMERS key group */
export function xinfoConsumers({ server, env }: Context, argv: readonly string[]): Reply {
  const key = argv[2] ?? '';
  const name = argv[3] ?? '';
  const stream = lookUpStream(server, key);
  if (stream === null) return NO_SUCH_KEY;
  if (isError(stream)) return stream;
  const group = findGroup(stream, name);
  if (group === null) return errorWith`NOGROUP No such consumer group '${name}' for key name '${key}'`;
  clearErrno(server);
  return group.consumers.map((consumer) => [
    'name',
    consumer.name,
    'pending',
    consumer.pending,
    'idle',
    Math.max(env.nowMs - consumer.seenMs, 0),
    ...(isSince(server, '7.2') ? ['inactive', consumer.activeMs === -1 ? -1 : env.nowMs - consumer.activeMs] : []),
  ]);
}
