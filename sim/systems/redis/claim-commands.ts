import { countOf, isNegative, isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream } from './context';
import { entryReply } from './entry-replies';
import { type ErrorReply, errorWith, INVALID_ID, SYNTAX_ERROR } from './errors';
import { findGroup, seeConsumer, tellDelivery } from './groups';
import { clearErrno, compareIds, formatId, ID_MIN, isZero, parseId } from './ids';
import { addInt64, compareInt64 } from './int64';
import {
  addPending,
  consumerByNumber,
  consumerNumberOf,
  deliveredMsOf,
  deliveriesOf,
  findPending,
  idOf,
  nextPlace,
  type Pending,
  pendingAt,
  placeOf,
  removePending,
  setDelivery,
  setOwner,
} from './pending';
import { parseStart } from './range-commands';
import { hasEntry, pairsOf } from './stream';
import type { ConsumerState, GroupState, Int64, Reply, ServerState, StreamId, StreamState } from './types';
import { isSince } from './versions';

/** Both claiming commands' work: on one group, for one consumer. */
interface Claim {
  readonly context: Context;
  readonly key: string;
  readonly stream: StreamState;
  readonly group: GroupState;
  readonly name: string;
  readonly minIdleMs: number;
  readonly isJustId: boolean;
  /** Null until something is claimed: only then the consumer is seen, or created. */
  consumer: ConsumerState | null;
  readonly replies: Reply[];
  readonly ids: string[];
  readonly from: (string | null)[];
  /** Ids that were pending, but are no longer in the stream. */
  readonly forgotten: string[];
}

function findStreamAndGroup(
  { server }: Context,
  argv: readonly string[],
): { readonly stream: StreamState; readonly group: GroupState } | ErrorReply {
  const key = argv[1] ?? '';
  const name = argv[2] ?? '';
  const stream = lookUpStream(server, key);
  if (stream !== null && isError(stream)) return stream;
  const group = stream === null ? null : findGroup(stream, name);
  if (stream === null || group === null) return errorWith`NOGROUP No such key '${key}' or consumer group '${name}'`;
  return { stream, group };
}

function newClaim(
  context: Context,
  argv: readonly string[],
  found: { readonly stream: StreamState; readonly group: GroupState },
  minIdle: Int64,
  isJustId: boolean,
): Claim {
  return {
    context,
    key: argv[1] ?? '',
    ...found,
    name: argv[3] ?? '',
    minIdleMs: countOf(minIdle),
    isJustId,
    consumer: null,
    replies: [],
    ids: [],
    from: [],
    forgotten: [],
  };
}

function claimConsumer(claim: Claim): ConsumerState {
  claim.consumer ??= seeConsumer(claim.group, claim.name, claim.context.env.nowMs);
  return claim.consumer;
}

/** From 7.2 on whoever asks is seen, or created, even when nothing is claimed. */
function seeWhoAsks(claim: Claim): void {
  if (isSince(claim.context.server, '7.2')) claimConsumer(claim);
}

/** Gives a pending entry to the consumer; the reply is for the client. */
function take(claim: Claim, pending: Pending, deliveredMs: number, deliveries: Int64, from: string | null): void {
  const id = idOf(pending);
  const consumer = claimConsumer(claim);
  setOwner(claim.group, pending, consumer);
  setDelivery(pending, deliveredMs, deliveries);
  consumer.activeMs = claim.context.env.nowMs;
  const text = formatId(id);
  tellDelivery(claim.group, consumer, text);
  claim.replies.push(claim.isJustId ? text : claimedEntry(claim, id));
  claim.ids.push(text);
  claim.from.push(from);
}

/** Before 7.0 an entry that is gone from the stream is claimed all the same: null stands in its place. */
function claimedEntry({ stream, context }: Claim, id: StreamId): Reply {
  return isSince(context.server, '7.0') || pairsOf(stream, id) !== null ? entryReply(stream, id) : null;
}

function ownerOf(group: GroupState, pending: Pending): string | null {
  return consumerByNumber(group, consumerNumberOf(pending))?.name ?? null;
}

function note({ context, key, group, name, ids, from, forgotten }: Claim): void {
  const { env } = context;
  if (forgotten.length > 0) env.note({ type: 'forget', key, group: group.name, ids: forgotten });
  if (ids.length > 0) env.note({ type: 'claim', key, group: group.name, ids, from, to: name });
}

interface ClaimOptions {
  /** Null: neither IDLE nor TIME. */
  deliveredMs: number | null;
  /** Null: RETRYCOUNT is not given, or below zero. */
  retryCount: Int64 | null;
  isForced: boolean;
  isJustId: boolean;
  lastId: StreamId;
}

/** XCLAIM key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-ms] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID id] */
export function xclaim(context: Context, argv: readonly string[]): Reply {
  const { server, env } = context;
  const found = findStreamAndGroup(context, argv);
  if ('err' in found) return found;
  const minIdle = parseInt64(argv[4] ?? '');
  if (minIdle === null) return { err: 'ERR Invalid min-idle-time argument for XCLAIM' };
  const ids: StreamId[] = [];
  let i = 5;
  for (; i < argv.length; i++) {
    const id = parseId(argv[i] ?? '', 0, server);
    if (id === null) break;
    ids.push(id);
  }
  const options = parseClaimOptions(argv, i, server, env.nowMs);
  if ('err' in options) return options;
  const { group } = found;
  const claim = newClaim(context, argv, found, minIdle, options.isJustId);
  const isMoved = compareIds(options.lastId, group.lastId) > 0;
  if (isMoved) group.lastId = options.lastId;
  seeWhoAsks(claim);
  for (const id of ids) claimOne(claim, id, options);
  // Alone it is told as an XGROUP SETID, which says how many entries were read.
  if (isMoved && claim.ids.length === 0 && claim.forgotten.length === 0) group.propagatedRead = group.entriesRead;
  note(claim);
  return claim.replies;
}

function claimOne(claim: Claim, id: StreamId, options: ClaimOptions): void {
  const { stream, group, context } = claim;
  const { nowMs } = context.env;
  const isThere = hasEntry(stream, id, context.server);
  if (!isThere && isSince(context.server, '7.0')) {
    if (removePending(group, id) !== null) claim.forgotten.push(formatId(id));
    return;
  }
  const known = findPending(group, id);
  if (known === null) {
    if (!options.isForced || !isThere) return;
    addPending(group, id.ms, id.seq, claimConsumer(claim), nowMs);
  } else if (claim.minIdleMs !== 0 && nowMs - deliveredMsOf(known) < claim.minIdleMs) return;
  const pending = known ?? findPending(group, id);
  if (pending === null) return;
  const from = known === null ? null : ownerOf(group, known);
  const counted = options.isJustId ? deliveriesOf(pending) : addInt64(deliveriesOf(pending), 1);
  take(claim, pending, options.deliveredMs ?? nowMs, options.retryCount ?? counted, from);
}

function parseClaimOptions(
  argv: readonly string[],
  at: number,
  server: ServerState,
  nowMs: number,
): ClaimOptions | ErrorReply {
  const options: ClaimOptions = {
    deliveredMs: null,
    retryCount: null,
    isForced: false,
    isJustId: false,
    lastId: ID_MIN,
  };
  for (let i = at; i < argv.length; i++) {
    const option = argv[i] ?? '';
    const value = argv[i + 1];
    if (isWord(option, 'FORCE')) options.isForced = true;
    else if (isWord(option, 'JUSTID')) options.isJustId = true;
    else if (value !== undefined) {
      const problem = readClaimOption(option, value, options, server, nowMs);
      if (problem !== null) return problem;
      i += 1;
    } else return unrecognized(option);
  }
  // A time that cannot be one is taken as now, as the server does.
  const { deliveredMs } = options;
  if (deliveredMs !== null && (deliveredMs < 0 || deliveredMs > nowMs)) options.deliveredMs = null;
  return options;
}

function readClaimOption(
  option: string,
  value: string,
  options: ClaimOptions,
  server: ServerState,
  nowMs: number,
): ErrorReply | null {
  if (isWord(option, 'LASTID')) {
    const id = parseId(value, 0, server);
    if (id === null) return INVALID_ID;
    options.lastId = id;
    return null;
  }
  const word = ['IDLE', 'TIME', 'RETRYCOUNT'].find((name) => isWord(option, name));
  if (word === undefined) return unrecognized(option);
  const parsed = parseInt64(value);
  if (parsed === null) return { err: `ERR Invalid ${word} option argument for XCLAIM` };
  if (word === 'RETRYCOUNT') options.retryCount = isNegative(parsed) ? null : parsed;
  else options.deliveredMs = word === 'IDLE' ? nowMs - Number(parsed) : Number(parsed);
  return null;
}

function unrecognized(option: string): ErrorReply {
  return errorWith`ERR Unrecognized XCLAIM option '${option}'`;
}

/** `LONG_MAX` over the ids' size: the largest COUNT that the parser takes. */
const COUNT_MAX = '576460752303423487';
/** What no allocation of 16 bytes an id can have: the address space of 47 bits. */
const COUNT_IN_MEMORY_MAX = 2 ** 43;
const ATTEMPTS_FACTOR = 10;

/** XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID] */
export function xautoclaim(context: Context, argv: readonly string[]): Reply {
  const { server } = context;
  const minIdle = parseInt64(argv[4] ?? '');
  if (minIdle === null) return { err: 'ERR Invalid min-idle-time argument for XAUTOCLAIM' };
  const start = parseStart(argv[5] ?? '', server);
  if ('err' in start) return start;
  const options = parseAutoClaimOptions(argv);
  if ('err' in options) return options;
  const found = findStreamAndGroup(context, argv);
  if ('err' in found) return found;
  if (options.count > COUNT_IN_MEMORY_MAX) {
    return { err: 'ERR Insufficient memory, failed allocating transient memory, COUNT too high.' };
  }
  const claim = newClaim(context, argv, found, minIdle, options.isJustId);
  seeWhoAsks(claim);
  const cursor = claimFrom(claim, start, options.count);
  if (isZero(cursor)) clearErrno(server);
  note(claim);
  const reply = [formatId(cursor), claim.replies];
  return isSince(server, '7.0') ? [...reply, claim.forgotten] : reply;
}

function parseAutoClaimOptions(argv: readonly string[]): { count: number; isJustId: boolean } | ErrorReply {
  let count = 100;
  let isJustId = false;
  for (let i = 6; i < argv.length; i++) {
    const option = argv[i] ?? '';
    if (isWord(option, 'COUNT') && i + 1 < argv.length) {
      const parsed = parseInt64(argv[i + 1] ?? '');
      if (parsed === null || compareInt64(parsed, 1) < 0 || compareInt64(parsed, COUNT_MAX) > 0) {
        return { err: 'ERR COUNT must be > 0' };
      }
      count = Number(parsed);
      i += 1;
    } else if (isWord(option, 'JUSTID')) isJustId = true;
    else return SYNTAX_ERROR;
  }
  return { count, isJustId };
}

/** Claims up to `count` entries, looking at ten times as many. Returns where the next call is to start; `0-0`: all were looked at. */
function claimFrom(claim: Claim, start: StreamId, count: number): StreamId {
  const { stream, group, context } = claim;
  const { nowMs } = context.env;
  let left = count;
  let place = placeOf(group, start);
  for (let attempts = count * ATTEMPTS_FACTOR; attempts > 0 && left > 0; attempts--) {
    const pending = pendingAt(group, place);
    if (pending === null) return ID_MIN;
    const id = idOf(pending);
    if (isSince(context.server, '7.0') && !hasEntry(stream, id, context.server)) {
      removePending(group, id);
      claim.forgotten.push(formatId(id));
      place = placeOf(group, id);
      left -= 1;
      continue;
    }
    place = nextPlace(group, place);
    if (claim.minIdleMs !== 0 && nowMs - deliveredMsOf(pending) < claim.minIdleMs) continue;
    const deliveries = claim.isJustId ? deliveriesOf(pending) : addInt64(deliveriesOf(pending), 1);
    take(claim, pending, nowMs, deliveries, ownerOf(group, pending));
    left -= 1;
  }
  const next = pendingAt(group, place);
  return next === null ? ID_MIN : idOf(next);
}
