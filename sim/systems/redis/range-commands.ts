import { isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream } from './context';
import { entriesReply } from './entry-replies';
import { type ErrorReply, INVALID_END, INVALID_ID, INVALID_START, NOT_AN_INTEGER, SYNTAX_ERROR } from './errors';
import { nextId, parseInterval, previousId } from './ids';
import { UINT64_MAX } from './int64';
import type { Reply, ServerState, StreamId } from './types';

/** XLEN key */
export function xlen({ server }: Context, argv: readonly string[]): Reply {
  const stream = lookUpStream(server, argv[1] ?? '');
  if (stream === null) return 0;
  return isError(stream) ? stream : stream.length;
}

/** The first id of a range that begins with this argument: `-`, an id, or `(` and an id. */
export function parseStart(text: string, server: ServerState): StreamId | ErrorReply {
  const start = parseInterval(text, 0, server);
  if (start === null) return INVALID_ID;
  return start.isExclusive ? (nextId(start.id) ?? INVALID_START) : start.id;
}

/** The last id of a range that ends with this argument: `+`, an id, or `(` and an id. */
export function parseEnd(text: string, server: ServerState): StreamId | ErrorReply {
  const end = parseInterval(text, UINT64_MAX, server);
  if (end === null) return INVALID_ID;
  return end.isExclusive ? (previousId(end.id) ?? INVALID_END) : end.id;
}

/** XRANGE key start end [COUNT count] */
export function xrange(context: Context, argv: readonly string[]): Reply {
  return range(context, argv, argv[2] ?? '', argv[3] ?? '', false);
}

/** XREVRANGE key end start [COUNT count] */
export function xrevrange(context: Context, argv: readonly string[]): Reply {
  return range(context, argv, argv[3] ?? '', argv[2] ?? '', true);
}

function range(
  { server }: Context,
  argv: readonly string[],
  startText: string,
  endText: string,
  isReverse: boolean,
): Reply {
  const start = parseStart(startText, server);
  if ('err' in start) return start;
  const end = parseEnd(endText, server);
  if ('err' in end) return end;
  let count = -1;
  for (let i = 4; i < argv.length; i += 2) {
    if (!isWord(argv[i] ?? '', 'COUNT') || i + 1 >= argv.length) return SYNTAX_ERROR;
    const parsed = parseInt64(argv[i + 1] ?? '');
    if (parsed === null) return NOT_AN_INTEGER;
    count = Math.max(Number(parsed), 0);
  }
  const stream = lookUpStream(server, argv[1] ?? '');
  if (stream === null) return [];
  if (isError(stream)) return stream;
  return count === 0 ? null : entriesReply(stream, start, end, Math.max(count, 0), isReverse, server);
}
