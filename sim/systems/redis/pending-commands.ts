import { chargeWork } from '../../core/work';
import { countOf, isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream } from './context';
import { integer } from './entry-replies';
import { type ErrorReply, errorWith, INVALID_ID, NOT_AN_INTEGER, SYNTAX_ERROR } from './errors';
import { findConsumer, findGroup } from './groups';
import { clearErrno, compareIds, type Errno, formatId } from './ids';
import {
  clearErrnoUnlessMore,
  consumerByNumber,
  consumerNumberOf,
  deliveredMsOf,
  deliveriesOf,
  idOf,
  nextPlace,
  type Pending,
  pendingAt,
  placeOf,
  removePending,
} from './pending';
import { parseEnd, parseStart } from './range-commands';
import type { ConsumerState, GroupState, Reply, ServerState, StreamId } from './types';
import { parseIds } from './write-commands';

/** XACK key group id [id ...] */
export function xack({ server, env }: Context, argv: readonly string[]): Reply {
  const key = argv[1] ?? '';
  const stream = lookUpStream(server, key);
  if (stream === null) return 0;
  if (isError(stream)) return stream;
  const group = findGroup(stream, argv[2] ?? '');
  if (group === null) return 0;
  const ids = parseIds(argv, 3, server);
  if (ids === null) return INVALID_ID;
  const acknowledged: string[] = [];
  for (const id of ids) if (removePending(group, id) !== null) acknowledged.push(formatId(id));
  if (acknowledged.length > 0) env.note({ type: 'ack', key, group: group.name, ids: acknowledged });
  return acknowledged.length;
}

interface PendingRange {
  readonly minIdleMs: number;
  readonly start: StreamId;
  readonly end: StreamId;
  readonly count: number;
  readonly consumer: string | null;
}

/** XPENDING key group [[IDLE min-idle-time] start end count [consumer]] */
export function xpending({ server, env }: Context, argv: readonly string[]): Reply {
  if (argv.length !== 3 && (argv.length < 6 || argv.length > 9)) return SYNTAX_ERROR;
  const range = argv.length === 3 ? null : parseRange(argv, server);
  if (range !== null && 'err' in range) return range;
  const key = argv[1] ?? '';
  const name = argv[2] ?? '';
  const stream = lookUpStream(server, key);
  if (stream !== null && isError(stream)) return stream;
  const group = stream === null ? null : findGroup(stream, name);
  if (group === null) return errorWith`NOGROUP No such key '${key}' or consumer group '${name}'`;
  if (range !== null) return list(group, range, env.nowMs, server);
  if (group.pendingCount > 0) clearErrno(server);
  return summary(group);
}

function parseRange(argv: readonly string[], server: ServerState): PendingRange | ErrorReply {
  let at = 3;
  let minIdleMs = 0;
  if (isWord(argv[3] ?? '', 'IDLE')) {
    const parsed = parseInt64(argv[4] ?? '');
    if (parsed === null) return NOT_AN_INTEGER;
    if (argv.length < 8) return SYNTAX_ERROR;
    minIdleMs = Number(parsed);
    at = 5;
  }
  const count = parseInt64(argv[at + 2] ?? '');
  if (count === null) return NOT_AN_INTEGER;
  const start = parseStart(argv[at] ?? '', server);
  if ('err' in start) return start;
  const end = parseEnd(argv[at + 1] ?? '', server);
  if ('err' in end) return end;
  return { minIdleMs, start, end, count: countOf(count), consumer: argv[at + 3] ?? null };
}

/** How many are pending, the first and the last id, and how many each consumer has. */
function summary(group: GroupState): Reply {
  const first = pendingAt(group, 0);
  const lastChunk = group.pending[group.pending.length - 1];
  if (first === null || lastChunk === undefined) return [0, null, null, null];
  const last = { ms: lastChunk[lastChunk.length - 5] ?? 0, seq: lastChunk[lastChunk.length - 4] ?? 0 };
  const consumers = group.consumers.filter(({ pending }) => pending > 0);
  return [
    group.pendingCount,
    formatId(idOf(first)),
    formatId(last),
    consumers.map(({ name, pending }) => [name, String(pending)]),
  ];
}

function list(group: GroupState, range: PendingRange, nowMs: number, errno: Errno): Reply {
  const wanted = range.consumer === null ? null : findConsumer(group, range.consumer);
  if (range.consumer !== null && wanted === null) return [];
  const replies: Reply[] = [];
  let left = wanted === null ? group.pendingCount : wanted.pending;
  let place = placeOf(group, range.start);
  while (left > 0 && replies.length < range.count) {
    const pending = pendingAt(group, place);
    if (pending === null || compareIds(idOf(pending), range.end) > 0) break;
    place = nextPlace(group, place);
    if (wanted !== null && consumerNumberOf(pending) !== wanted.number) continue;
    left -= 1;
    const idleMs = nowMs - deliveredMsOf(pending);
    if (range.minIdleMs !== 0 && idleMs < range.minIdleMs) continue;
    replies.push(pendingReply(group, pending, wanted, idleMs));
  }
  if (replies.length < range.count) clearErrnoUnlessMore(errno, group, wanted, place);
  return replies;
}

/** What a row of a list costs, in elements. */
const ROW_WORK = 10;

function pendingReply(group: GroupState, pending: Pending, owner: ConsumerState | null, idleMs: number): Reply {
  chargeWork(ROW_WORK);
  const { name } = owner ?? consumerByNumber(group, consumerNumberOf(pending)) ?? { name: '' };
  return [formatId(idOf(pending)), name, Math.max(idleMs, 0), integer(deliveriesOf(pending))];
}
