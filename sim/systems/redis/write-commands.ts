import { isNegative, isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream, setKey, signalReady, touch } from './context';
import { type ErrorReply, INVALID_ID, NO_SUCH_KEY, NOT_AN_INTEGER, SYNTAX_ERROR, wrongArity } from './errors';
import { compareIds, formatId, ID_MIN, isMax, isZero, nextId, type ParsedId, parseId } from './ids';
import { compareInt64, incrementUint64, UINT64_MAX } from './int64';
import { removeReferences } from './references';
import { appendEntry, deleteEntry, lastEntryId, newStream, refreshFirstId, type Trim, trimStream } from './stream';
import { type AddOrTrimOptions, parseAddOrTrimOptions } from './trim-options';
import type { Reply, ServerState, StreamId, StreamState } from './types';
import { isSince } from './versions';

const ID_MUST_BE_POSITIVE: ErrorReply = { err: 'ERR The ID specified in XADD must be greater than 0-0' };
const IDS_EXHAUSTED: ErrorReply = {
  err: 'ERR The stream has exhausted the last possible ID, unable to add more items',
};
const ID_TOO_SMALL: ErrorReply = {
  err: 'ERR The ID specified in XADD is equal or smaller than the target stream top item',
};
const TOO_LARGE: ErrorReply = { err: 'ERR Elements are too large to be stored' };

/** XADD key [NOMKSTREAM] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value [field value ...] */
export function xadd(context: Context, argv: readonly string[]): Reply {
  const { server, env } = context;
  const options = parseAddOrTrimOptions(argv, true, server);
  if ('err' in options) return options;
  const fieldsAt = options.idAt + 1;
  const texts = argv.length - fieldsAt;
  if (texts < 2 || texts % 2 === 1) {
    return isSince(server, '7.0') ? wrongArity('xadd') : { err: 'ERR wrong number of arguments for XADD' };
  }
  if (options.id?.isSeqGiven && isZero(options.id)) return ID_MUST_BE_POSITIVE;
  const key = argv[1] ?? '';
  const stream = streamToAddTo(context, key, options);
  if (stream === null || isError(stream)) return stream;
  if (isMax(stream.lastId)) return IDS_EXHAUSTED;
  const id = idToAdd(stream, options.id, env.nowMs);
  if (id === null) return server.isErrnoEdom ? ID_TOO_SMALL : TOO_LARGE;
  if (compareIds(id, stream.lastId) <= 0) {
    server.isErrnoEdom = true;
    return ID_TOO_SMALL;
  }
  if (!appendEntry(stream, id, argv.slice(fieldsAt), server.options, server)) return TOO_LARGE;
  const text = formatId(id);
  touch(context, key);
  env.note({ type: 'add', key, id: text });
  if (options.trim !== null) trimAndNote(context, key, stream, options.trim);
  signalReady(context, key);
  return text;
}

/** The stream; null: there is none and none is to be made. */
function streamToAddTo(context: Context, key: string, options: AddOrTrimOptions): StreamState | ErrorReply | null {
  const known = lookUpStream(context.server, key);
  if (known !== null || options.isNoMakeStream) return known;
  const stream = newStream();
  setKey(context, key, stream);
  return stream;
}

/** The id that the new entry gets; null: the sequence that the server is to choose is exhausted. */
function idToAdd(stream: StreamState, given: ParsedId | null, nowMs: number): StreamId | null {
  const { lastId } = stream;
  if (given === null) {
    const isLater = typeof lastId.ms === 'number' && nowMs > lastId.ms;
    return isLater ? { ms: nowMs, seq: 0 } : (nextId(lastId) ?? ID_MIN);
  }
  if (given.isSeqGiven || given.ms !== lastId.ms) return { ms: given.ms, seq: given.seq };
  return lastId.seq === UINT64_MAX ? null : { ms: given.ms, seq: incrementUint64(lastId.seq) };
}

function trimAndNote(context: Context, key: string, stream: StreamState, trim: Trim): number {
  const { server, env } = context;
  const forgotten: (readonly [string, string])[] = [];
  const count = trimStream(stream, trim, server, (id) => {
    for (const group of removeReferences(stream, id)) forgotten.push([group, formatId(id)]);
  });
  for (const [group, id] of forgotten) env.note({ type: 'forget', key, group, ids: [id] });
  if (count > 0) touch(context, key);
  if (count > 0) env.note({ type: 'trim', key, count, firstId: stream.length === 0 ? null : formatId(stream.firstId) });
  return count;
}

/** XTRIM key <MAXLEN | MINID> [= | ~] threshold [LIMIT count] */
export function xtrim(context: Context, argv: readonly string[]): Reply {
  const options = parseAddOrTrimOptions(argv, false, context.server);
  if ('err' in options) return options;
  const key = argv[1] ?? '';
  const stream = lookUpStream(context.server, key);
  if (stream === null) return 0;
  if (isError(stream)) return stream;
  return options.trim === null ? 0 : trimAndNote(context, key, stream, options.trim);
}

/** XDEL key id [id ...] */
export function xdel(context: Context, argv: readonly string[]): Reply {
  const { server, env } = context;
  const key = argv[1] ?? '';
  const stream = lookUpStream(server, key);
  if (stream === null) return 0;
  if (isError(stream)) return stream;
  const ids = parseIds(argv, 2, server);
  if (ids === null) return INVALID_ID;
  const deleted: string[] = [];
  let isFirstGone = false;
  for (const id of ids) {
    if (!deleteEntry(stream, id, server)) continue;
    if (compareIds(id, stream.firstId) === 0) isFirstGone = true;
    if (compareIds(id, stream.maxDeletedId) > 0) stream.maxDeletedId = id;
    deleted.push(formatId(id));
  }
  if (deleted.length === 0) return 0;
  if (stream.length === 0 || isFirstGone) refreshFirstId(stream);
  touch(context, key);
  env.note({ type: 'delete', key, ids: deleted });
  return deleted.length;
}

/** The ids from `argv[from]` on; null: one is not an id. */
export function parseIds(argv: readonly string[], from: number, server: ServerState): StreamId[] | null {
  const ids: StreamId[] = [];
  for (let i = from; i < argv.length; i++) {
    const id = parseId(argv[i] ?? '', 0, server);
    if (id === null) return null;
    ids.push(id);
  }
  return ids;
}

/** XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id] */
export function xsetid({ server }: Context, argv: readonly string[]): Reply {
  const id = parseId(argv[2] ?? '', 0, server);
  if (id === null) return INVALID_ID;
  const options = parseSetIdOptions(argv, id, server);
  if ('err' in options) return options;
  const stream = lookUpStream(server, argv[1] ?? '');
  if (stream === null) return NO_SUCH_KEY;
  if (isError(stream)) return stream;
  if (isSince(server, '7.2') && compareIds(id, stream.maxDeletedId) < 0) {
    return { err: 'ERR The ID specified in XSETID is smaller than current max_deleted_entry_id' };
  }
  if (stream.length > 0) {
    const top = lastEntryId(stream);
    if (top !== null && compareIds(id, top) < 0) {
      return { err: 'ERR The ID specified in XSETID is smaller than the target stream top item' };
    }
    if (options.entriesAdded !== null && compareInt64(stream.length, options.entriesAdded) > 0) {
      return { err: 'ERR The entries_added specified in XSETID is smaller than the target stream length' };
    }
  }
  stream.lastId = id;
  if (options.entriesAdded !== null) stream.entriesAdded = options.entriesAdded;
  if (!isZero(options.maxDeletedId)) stream.maxDeletedId = options.maxDeletedId;
  return { ok: 'OK' };
}

function parseSetIdOptions(argv: readonly string[], id: StreamId, server: ServerState) {
  let entriesAdded: StreamState['entriesAdded'] | null = null;
  let maxDeletedId: StreamId = ID_MIN;
  for (let i = 3; i < argv.length; i += 2) {
    const option = argv[i] ?? '';
    const value = argv[i + 1];
    if (isWord(option, 'ENTRIESADDED') && value !== undefined) {
      entriesAdded = parseInt64(value);
      if (entriesAdded === null) return NOT_AN_INTEGER;
      if (isNegative(entriesAdded)) return { err: 'ERR entries_added must be positive' };
    } else if (isWord(option, 'MAXDELETEDID') && value !== undefined) {
      const parsed = parseId(value, 0, server);
      if (parsed === null) return INVALID_ID;
      if (compareIds(id, parsed) < 0) {
        return { err: 'ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id' };
      }
      maxDeletedId = parsed;
    } else return SYNTAX_ERROR;
  }
  return { entriesAdded, maxDeletedId };
}
