import { isWord } from './arguments';
import { type Context, deleteAllKeys, deleteKey, lookUp, setKey } from './context';
import { SYNTAX_ERROR, WRONG_TYPE, wrongArity } from './errors';
import type { Reply } from './types';

/** DEL key [key ...], and UNLINK, which differs in how memory is freed alone. */
export function del(context: Context, argv: readonly string[]): Reply {
  return argv.slice(1).filter((key) => deleteKey(context, key)).length;
}

/** EXISTS key [key ...] */
export function exists({ server }: Context, argv: readonly string[]): Reply {
  return argv.slice(1).filter((key) => lookUp(server, key) !== null).length;
}

/** TYPE key */
export function type({ server }: Context, argv: readonly string[]): Reply {
  return { ok: lookUp(server, argv[1] ?? '')?.type ?? 'none' };
}

/** SET key value, without options: it is here so that a key may hold something that is no stream. */
export function set(context: Context, argv: readonly string[]): Reply {
  if (argv.length !== 3) return SYNTAX_ERROR;
  setKey(context, argv[1] ?? '', { type: 'string', value: argv[2] ?? '' });
  return { ok: 'OK' };
}

/** GET key */
export function get({ server }: Context, argv: readonly string[]): Reply {
  const value = lookUp(server, argv[1] ?? '');
  if (value === null) return null;
  return value.type === 'string' ? value.value : WRONG_TYPE;
}

/** FLUSHALL [ASYNC | SYNC] and FLUSHDB: there is one database. */
export function flush(context: Context, argv: readonly string[]): Reply {
  const mode = argv[1];
  if (argv.length > 2 || (mode !== undefined && !isWord(mode, 'SYNC') && !isWord(mode, 'ASYNC'))) return SYNTAX_ERROR;
  deleteAllKeys(context);
  return { ok: 'OK' };
}

/** DBSIZE */
export function dbsize({ server }: Context): Reply {
  return server.names.length;
}

/** PING [message] */
export function ping(_context: Context, argv: readonly string[]): Reply {
  if (argv.length > 2) return wrongArity('ping');
  return argv[1] ?? { ok: 'PONG' };
}

/** ECHO message */
export function echo(_context: Context, argv: readonly string[]): Reply {
  return argv[1] ?? '';
}

/** TIME */
export function time({ env }: Context): Reply {
  return [String(Math.floor(env.nowMs / 1000)), String((env.nowMs % 1000) * 1000)];
}
