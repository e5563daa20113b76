import { isNegative, isText, isWord, parseInt64 } from './arguments';
import { type ErrorReply, INVALID_ID, NOT_AN_INTEGER, SYNTAX_ERROR } from './errors';
import { type ParsedId, parseAddId, parseId } from './ids';
import type { DeleteStrategy } from './references';
import type { Trim, TrimStrategy } from './stream';
import type { Int64, ServerState } from './types';
import { isSince } from './versions';

/** Before 7.0 an id is given whole. */
function parseStrictAddId(text: string, server: ServerState): ParsedId | null {
  const id = parseId(text, 0, server);
  return id === null ? null : { ...id, isSeqGiven: true };
}

/** What XADD and XTRIM are told about trimming, and XADD about the id. */
export interface AddOrTrimOptions {
  /** Where the id is; behind the last argument when there is none. */
  readonly idAt: number;
  /** Null: `*`, or no id. */
  readonly id: ParsedId | null;
  readonly isNoMakeStream: boolean;
  readonly trim: Trim | null;
}

const TWO_STRATEGIES: ErrorReply = {
  err: 'ERR syntax error, MAXLEN and MINID options at the same time are not compatible',
};

/** What has been read so far. */
interface Reading {
  strategy: TrimStrategy | null;
  isApproximate: boolean;
  limit: Int64 | null;
  isNoMakeStream: boolean;
  id: ParsedId | null;
  /** Null: not said, as KEEPREF. */
  deletes: DeleteStrategy | null;
}

const STRATEGIES: readonly DeleteStrategy[] = ['KEEPREF', 'DELREF', 'ACKED'];

/** `streamParseAddOrTrimArgsOrReply`: reads the options up to XADD's id, or to the end. */
export function parseAddOrTrimOptions(
  argv: readonly string[],
  isAdd: boolean,
  server: ServerState,
): AddOrTrimOptions | ErrorReply {
  const reading: Reading = {
    strategy: null,
    isApproximate: false,
    limit: null,
    isNoMakeStream: false,
    id: null,
    deletes: null,
  };
  let i = 2;
  for (; i < argv.length; i++) {
    const option = argv[i] ?? '';
    const isMore = i + 1 < argv.length;
    if (isAdd && isText(option, '*')) break;
    const isLength = isWord(option, 'MAXLEN');
    const named = isSince(server, '8.2') ? STRATEGIES.find((one) => isWord(option, one)) : undefined;
    if (isMore && (isLength || isWord(option, 'MINID'))) {
      const next = readStrategy(argv, i, isLength, reading, server);
      if (typeof next !== 'number') return next;
      i = next;
    } else if (isMore && isWord(option, 'LIMIT')) {
      reading.limit = parseInt64(argv[i + 1] ?? '');
      if (reading.limit === null) return NOT_AN_INTEGER;
      if (isNegative(reading.limit)) return { err: 'ERR The LIMIT argument must be >= 0.' };
      i += 1;
    } else if (named !== undefined && reading.deletes === null) reading.deletes = named;
    else if (isAdd && isWord(option, 'NOMKSTREAM')) reading.isNoMakeStream = true;
    else if (isAdd) {
      reading.id = isSince(server, '7.0') ? parseAddId(option, server) : parseStrictAddId(option, server);
      if (reading.id === null) return INVALID_ID;
      break;
    } else return SYNTAX_ERROR;
  }
  const problem = problemOf(reading, isAdd);
  if (problem !== null) return problem;
  return { idAt: i, id: reading.id, isNoMakeStream: reading.isNoMakeStream, trim: trimOf(reading, server) };
}

/** Reads `MAXLEN` or `MINID` at `argv[at]` with what belongs to it. Returns where its last argument is. */
function readStrategy(
  argv: readonly string[],
  at: number,
  isLength: boolean,
  reading: Reading,
  server: ServerState,
): number | ErrorReply {
  if (reading.strategy !== null) return TWO_STRATEGIES;
  const sign = argv[at + 1] ?? '';
  const isApproximate = isText(sign, '~');
  const isSigned = at + 2 < argv.length && (isApproximate || isText(sign, '='));
  reading.isApproximate = isSigned && isApproximate;
  const last = isSigned ? at + 2 : at + 1;
  const threshold = argv[last] ?? '';
  if (isLength) {
    const length = parseInt64(threshold);
    if (length === null) return NOT_AN_INTEGER;
    if (isNegative(length)) return { err: 'ERR The MAXLEN argument must be >= 0.' };
    reading.strategy = { type: 'MAXLEN', length: Number(length) };
    return last;
  }
  const id = parseId(threshold, 0, server);
  if (id === null) return INVALID_ID;
  reading.strategy = { type: 'MINID', id };
  return last;
}

function problemOf({ strategy, isApproximate, limit }: Reading, isAdd: boolean): ErrorReply | null {
  if (limit !== null && limit !== 0 && strategy === null) {
    return { err: 'ERR syntax error, LIMIT cannot be used without specifying a trimming strategy' };
  }
  if (!isAdd && strategy === null) {
    return { err: 'ERR syntax error, XTRIM must be called with a trimming strategy' };
  }
  if (limit !== null && !isApproximate) {
    return { err: 'ERR syntax error, LIMIT cannot be used without the special ~ option' };
  }
  return null;
}

/** Without LIMIT, approximate trimming takes a hundred full nodes at most, and exact trimming has no limit. */
function trimOf({ strategy, isApproximate, limit, deletes }: Reading, server: ServerState): Trim | null {
  if (strategy === null) return null;
  const references = deletes ?? 'KEEPREF';
  if (limit !== null) return { strategy, isApproximate, limit: Number(limit), references };
  // The product is a `long long` and wraps around.
  const hundredNodes = Number(BigInt.asIntN(64, 100n * BigInt(server.options.nodeMaxEntries)));
  const usual = hundredNodes <= 0 ? 10_000 : Math.min(hundredNodes, 1_000_000);
  const limitOfApproximate = isSince(server, '7.0') ? usual : Math.max(hundredNodes, 0);
  return { strategy, isApproximate, limit: isApproximate ? limitOfApproximate : 0, references };
}
