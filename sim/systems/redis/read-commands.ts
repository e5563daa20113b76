import { isText } from './arguments';
import { type Context, isError, lookUpStream } from './context';
import { deliverNew, deliverOwnHistory } from './delivery';
import { entriesReply } from './entry-replies';
import { type ErrorReply, errorWith, INVALID_ID } from './errors';
import { findGroup, seeConsumer } from './groups';
import { compareIds, formatId, ID_MAX, ID_MIN, isMax, nextId, parseId, previousId } from './ids';
import { parseReadOptions, type ReadOptions } from './read-options';
import { lastEntryId } from './stream';
import { BLOCKED, type GroupState, type Reply, type StreamId, type StreamState } from './types';
import { isSince } from './versions';

/** What a client gets at once when it blocks without COUNT, at most. */
const BLOCKED_DEFAULT_COUNT = 1000;

const DOLLAR_IN_GROUP: ErrorReply = {
  err: 'ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.',
};
const NEW_WITHOUT_GROUP: ErrorReply = {
  err: 'ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
};

const NO_LAST_ENTRY: ErrorReply = { err: 'ERR the stream last element ID is 0-0' };
const PLUS_IN_GROUP: ErrorReply = {
  err: 'ERR The + ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The + ID would just return an empty result set.',
};

/** One stream of a read: entries after `after` are wanted; in a group the last id of all stands for `>`. */
interface Source {
  readonly key: string;
  after: StreamId;
  readonly group: GroupState | null;
}

/** XREAD [COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...] */
export function xread(context: Context, argv: readonly string[]): Reply | typeof BLOCKED {
  return read(context, argv, false);
}

/** XREADGROUP GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...] */
export function xreadgroup(context: Context, argv: readonly string[]): Reply | typeof BLOCKED {
  return read(context, argv, true);
}

function read(context: Context, argv: readonly string[], isGroupRead: boolean): Reply | typeof BLOCKED {
  const options = parseReadOptions(context.server, argv, isGroupRead);
  if ('err' in options) return options;
  const sources: Source[] = [];
  for (let i = 0; i < options.keys; i++) {
    const key = argv[options.keysAt + i] ?? '';
    const source = parseSource(context, key, argv[options.keysAt + options.keys + i] ?? '', options);
    if ('err' in source) return source;
    sources.push(source);
  }
  const replies: Reply[] = [];
  for (const source of sources) {
    const entries = readAtOnce(context, source, options);
    if (entries !== null) replies.push([source.key, entries]);
  }
  if (replies.length > 0) return replies;
  if (options.blockMs === null || context.isBlockingDenied) return null;
  block(context, sources, options, argv);
  return BLOCKED;
}

function parseSource(context: Context, key: string, text: string, options: ReadOptions): Source | ErrorReply {
  const { server } = context;
  const stream = lookUpStream(server, key);
  if (stream !== null && isError(stream)) return stream;
  let group: GroupState | null = null;
  if (options.group !== null) {
    group = stream === null ? null : findGroup(stream, options.group.name);
    if (group === null) {
      return errorWith`NOGROUP No such key '${key}' or consumer group '${options.group.name}' in XREADGROUP with GROUP option`;
    }
  }
  if (isText(text, '$')) {
    if (group !== null) return DOLLAR_IN_GROUP;
    return { key, after: stream?.lastId ?? ID_MIN, group };
  }
  if (isText(text, '+') && isSince(server, '7.4')) {
    if (group !== null) return PLUS_IN_GROUP;
    if (stream === null) return { key, after: ID_MIN, group };
    // The id before the last one: what is asked for is the last entry.
    const before = previousId(stream.lastId);
    return before === null ? NO_LAST_ENTRY : { key, after: before, group };
  }
  if (isText(text, '>')) return group === null ? NEW_WITHOUT_GROUP : { key, after: ID_MAX, group };
  const after = parseId(text, 0, server);
  return after === null ? INVALID_ID : { key, after, group };
}

/** The entries that the client gets without waiting; null: none of this stream. */
function readAtOnce(context: Context, source: Source, options: ReadOptions): readonly Reply[] | null {
  const stream = lookUpStream(context.server, source.key);
  if (stream === null || isError(stream)) return null;
  const { group } = source;
  if (group !== null && options.group !== null) {
    const isHistory = !isMax(source.after);
    // From 7.2 on whoever asks is seen, or created, even when there is nothing to read.
    if (isSince(context.server, '7.2')) seeReader(context, group, options.group);
    if (!isHistory && !isNewFor(stream, group.lastId)) return null;
    if (!isHistory) source.after = group.lastId;
    const consumer = seeConsumer(group, options.group.consumer, context.env.nowMs);
    const delivery = { context, key: source.key, stream, group, consumer, count: options.count };
    if (isHistory) return deliverOwnHistory(delivery, source.after);
    return deliverNew(delivery, source.after, options.group.noack);
  }
  if (!isNewFor(stream, source.after)) return null;
  return entriesReply(stream, nextId(source.after) ?? ID_MIN, ID_MAX, options.count, false, context.server);
}

function seeReader({ env }: Context, group: GroupState, by: NonNullable<ReadOptions['group']>): void {
  const consumer = seeConsumer(group, by.consumer, env.nowMs);
  if (by.noack) consumer.isPropagated = true;
}

function isNewFor(stream: StreamState, after: StreamId): boolean {
  if (stream.length === 0) return false;
  const last = lastEntryId(stream);
  return last !== null && compareIds(last, after) > 0;
}

/** A client that was blocked before it asked anew (7.2) waits until when it did before. */
function block(context: Context, sources: readonly Source[], options: ReadOptions, argv: readonly string[]): void {
  const { server, env, client } = context;
  const blockMs = options.blockMs ?? 0;
  const keys: { key: string; after: StreamId }[] = [];
  for (const { key, after } of sources) {
    if (!keys.some((known) => known.key === key)) keys.push({ key, after });
  }
  const due = env.nowMs + blockMs;
  // The server's own sum would wrap around and never come.
  const newDueMs = blockMs === 0 || !Number.isSafeInteger(due) ? null : due;
  const { resumed } = context;
  const dueMs = resumed === null ? newDueMs : resumed.dueMs;
  const rerun = isSince(server, '7.2') ? withIds(argv, sources, options) : null;
  const count = options.count || BLOCKED_DEFAULT_COUNT;
  server.blocked.push({ client, keys, dueMs, count, group: options.group, argv: rerun });
  if (resumed === null) env.note({ type: 'block', client, keys: keys.map(({ key }) => key), dueMs });
}

/** The command with the ids for which `$` stood, so that it waits for the same when it is carried out anew. */
function withIds(argv: readonly string[], sources: readonly Source[], { keysAt, keys }: ReadOptions): string[] {
  return argv.map((text, i) => {
    const source = sources[i - keysAt - keys];
    return source !== undefined && isText(text, '$') ? formatId(source.after) : text;
  });
}
