import { cloneJson } from '../../core/json';
import { isWord, parseInt64 } from './arguments';
import { cString } from './bytes';
import { type Context, deleteKey, expiryOf, lookUp, peek, setExpiry, setKey, touch } from './context';
import { missingHere, NO_SUCH_KEY, NOT_AN_INTEGER, SYNTAX_ERROR } from './errors';
import { clearErrno } from './ids';
import { compareInt64 } from './int64';
import { matchesPattern } from './patterns';
import type { Int64, Reply } from './types';

/** KEYS pattern. A server's order is that of its hash table, which differs from run to run; here keys come in the order of their making. */
export function keys({ server }: Context, argv: readonly string[]): Reply {
  const pattern = argv[1] ?? '';
  return server.names.filter((name) => matchesPattern(pattern, name));
}

/**
 * SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]. A cursor is the place of the next key in the order of their making: a server's
 * cursor runs over its hash table, and gives about as many keys a call.
 */
export function scan({ server }: Context, argv: readonly string[]): Reply {
  clearErrno(server);
  const cursor = parseCursor(argv[1] ?? '');
  if (cursor === null) return { err: 'ERR invalid cursor' };
  let count: Int64 = 10;
  let pattern: string | null = null;
  let typeName: string | null = null;
  for (let i = 2; i < argv.length; i += 2) {
    const option = argv[i] ?? '';
    const value = argv[i + 1];
    if (value !== undefined && isWord(option, 'COUNT')) {
      const parsed = parseInt64(value);
      if (parsed === null) return NOT_AN_INTEGER;
      if (compareInt64(parsed, 1) < 0) return SYNTAX_ERROR;
      count = parsed;
    } else if (value !== undefined && isWord(option, 'MATCH')) pattern = value;
    else if (value !== undefined && isWord(option, 'TYPE')) typeName = cString(value).toLowerCase();
    else return SYNTAX_ERROR;
  }
  const end = cursor + Number(count);
  const found = server.names.slice(cursor, end).filter((name, i) => {
    if (typeName !== null && server.values[cursor + i]?.type !== typeName) return false;
    return pattern === null || matchesPattern(pattern, name);
  });
  return [end < server.names.length ? String(end) : '0', found];
}

const UINT64_LIMIT = 1n << 64n;

/** As strtoul reads it: a sign before it is allowed, no blank is, and nothing at all is 0. */
function parseCursor(text: string): number | null {
  const [, sign, digits] = /^(?:([+-]?)(\d+))?$/.exec(cString(text)) ?? [];
  if (digits === undefined) return cString(text) === '' ? 0 : null;
  const value = BigInt(digits);
  if (value >= UINT64_LIMIT) return null;
  return sign === '-' && value !== 0n ? Number(UINT64_LIMIT - value) : Number(value);
}

/** RENAME key newkey */
export function rename(context: Context, argv: readonly string[]): Reply {
  return renameKey(context, argv, false);
}

/** RENAMENX key newkey */
export function renamenx(context: Context, argv: readonly string[]): Reply {
  return renameKey(context, argv, true);
}

/** `renameGenericCommand`: whoever is blocked on either name learns of it as of a key that went and one that came. */
function renameKey(context: Context, argv: readonly string[], isNewOnly: boolean): Reply {
  const { server } = context;
  const [, from = '', to = ''] = argv;
  const value = lookUp(server, from);
  if (value === null) return NO_SUCH_KEY;
  if (from === to) return isNewOnly ? 0 : { ok: 'OK' };
  const expiryMs = expiryOf(server, from);
  if (lookUp(server, to) !== null) {
    if (isNewOnly) return 0;
    deleteKey(context, to);
  }
  setKey(context, to, value);
  setExpiry(server, to, expiryMs);
  deleteKey(context, from);
  touch(context, from);
  touch(context, to);
  return isNewOnly ? 1 : { ok: 'OK' };
}

/** Databases of a server: SELECT 0 and COPY … DB 0 are the one that is modelled. */
export const DATABASES = 16;
export const OUT_OF_DATABASES = { err: 'ERR DB index is out of range' };

const NO_INT = { err: 'ERR value is out of range, value must between -2147483648 and 2147483647' };

/** A database's number; an error: there is none of that number, or none here. */
export function parseDatabase(text: string): Reply {
  const parsed = parseInt64(text);
  if (parsed === null) return NOT_AN_INTEGER;
  if (compareInt64(parsed, 2 ** 31 - 1) > 0 || compareInt64(parsed, -(2 ** 31)) < 0) return NO_INT;
  if (typeof parsed !== 'number' || parsed < 0 || parsed >= DATABASES) return OUT_OF_DATABASES;
  return parsed === 0 ? 0 : missingHere(`database ${parsed}`);
}

/** COPY source destination [DB destination-db] [REPLACE] */
export function copy(context: Context, argv: readonly string[]): Reply {
  const { server } = context;
  let isReplacing = false;
  for (let i = 3; i < argv.length; i++) {
    const option = argv[i] ?? '';
    if (isWord(option, 'REPLACE')) isReplacing = true;
    else if (isWord(option, 'DB') && i + 1 < argv.length) {
      const database = parseDatabase(argv[i + 1] ?? '');
      if (database !== 0) return database;
      i += 1;
    } else return SYNTAX_ERROR;
  }
  const [, from = '', to = ''] = argv;
  if (from === to) return { err: 'ERR source and destination objects are the same' };
  const value = lookUp(server, from);
  if (value === null) return 0;
  const expiryMs = expiryOf(server, from);
  if (peek(server, to) !== null) {
    if (!isReplacing) return 0;
    deleteKey(context, to);
  }
  // Copying goes through the whole of a stream.
  if (value.type === 'stream') clearErrno(server);
  const copied = cloneJson(value);
  // `streamDup` sets aside what the entries need, no room to grow.
  if (copied.type === 'stream' && copied.tail !== null) copied.tail.room = 0;
  setKey(context, to, copied);
  setExpiry(server, to, expiryMs);
  touch(context, to);
  return 1;
}
