import { countOf, isNegative, isWord, parseInt64 } from './arguments';
import { type ErrorReply, NOT_AN_INTEGER, SYNTAX_ERROR } from './errors';
import type { ServerState } from './types';
import { isSince } from './versions';

/** What XREAD and XREADGROUP are told before their ids. */
export interface ReadOptions {
  /** Where the first key is; as many keys as ids follow. */
  readonly keysAt: number;
  readonly keys: number;
  /** Entries of each stream at most; 0: all. */
  readonly count: number;
  /** BLOCK, in ms; 0: for ever; null: it does not wait. */
  readonly blockMs: number | null;
  readonly group: GroupOption | null;
}

/** GROUP, and NOACK, which may stand before it. */
interface GroupOption {
  readonly name: string;
  readonly consumer: string;
  noack: boolean;
}

const UNBALANCED: ErrorReply = {
  err: "ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.",
};

/** From 7.2 on it names the command, and what may stand for an id. */
function unbalanced(server: ServerState, isGroupRead: boolean): ErrorReply {
  if (!isSince(server, '7.2')) return UNBALANCED;
  const name = isGroupRead ? 'xreadgroup' : 'xread';
  const plain = isGroupRead ? "ID or '>'" : "ID or '$'";
  const wanted = isSince(server, '8.2') && !isGroupRead ? "ID, '+', or '$'" : plain;
  return { err: `ERR Unbalanced '${name}' list of streams: for each stream key an ${wanted} must be specified.` };
}

interface Reading {
  count: number;
  blockMs: number | null;
  group: GroupOption | null;
  noack: boolean;
}

/** Reads the options up to and with STREAMS. */
export function parseReadOptions(
  server: ServerState,
  argv: readonly string[],
  isGroupRead: boolean,
): ReadOptions | ErrorReply {
  const reading: Reading = { count: 0, blockMs: null, group: null, noack: false };
  let i = 1;
  for (; i < argv.length; i++) {
    if (isWord(argv[i] ?? '', 'STREAMS') && i + 1 < argv.length) break;
    const last = readOption(argv, i, isGroupRead, reading);
    if (typeof last !== 'number') return last;
    i = last;
  }
  if (i === argv.length) return SYNTAX_ERROR;
  const keysAt = i + 1;
  if ((argv.length - keysAt) % 2 !== 0) return unbalanced(server, isGroupRead);
  if (isGroupRead && reading.group === null) return { err: 'ERR Missing GROUP option for XREADGROUP' };
  const { count, blockMs, group, noack } = reading;
  if (group !== null) group.noack = noack;
  return { keysAt, keys: (argv.length - keysAt) / 2, count, blockMs, group };
}

/** Reads the option at `argv[at]` with what belongs to it. Returns where its last argument is. */
function readOption(argv: readonly string[], at: number, isGroupRead: boolean, reading: Reading): number | ErrorReply {
  const option = argv[at] ?? '';
  const more = argv.length - at - 1;
  const next = argv[at + 1] ?? '';
  if (isWord(option, 'BLOCK') && more > 0) {
    const timeout = parseInt64(next);
    if (timeout === null) return { err: 'ERR timeout is not an integer or out of range' };
    if (isNegative(timeout)) return { err: 'ERR timeout is negative' };
    reading.blockMs = Number(timeout);
    return at + 1;
  }
  if (isWord(option, 'COUNT') && more > 0) {
    const count = parseInt64(next);
    if (count === null) return NOT_AN_INTEGER;
    reading.count = countOf(count);
    return at + 1;
  }
  if (isWord(option, 'GROUP') && more >= 2) {
    if (!isGroupRead) return onlyForGroups('GROUP');
    reading.group = { name: next, consumer: argv[at + 2] ?? '', noack: false };
    return at + 2;
  }
  if (isWord(option, 'NOACK')) {
    if (!isGroupRead) return onlyForGroups('NOACK');
    reading.noack = true;
    return at;
  }
  return SYNTAX_ERROR;
}

function onlyForGroups(option: string): ErrorReply {
  return { err: `ERR The ${option} option is only supported by XREADGROUP. You called XREAD instead.` };
}
