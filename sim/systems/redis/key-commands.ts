import { isWord } from './arguments';
import { isSubscriber } from './connections';
import { type Context, deleteAllKeys, deleteKey, lookUp, touch } from './context';
import { SYNTAX_ERROR, wrongArity } from './errors';
import type { Reply } from './types';

/** DEL key [key ...], and UNLINK, which differs in how memory is freed alone. */
export function del(context: Context, argv: readonly string[]): Reply {
  return argv.slice(1).filter((key) => {
    const isDeleted = deleteKey(context, key);
    if (isDeleted) touch(context, key);
    return isDeleted;
  }).length;
}

/** EXISTS key [key ...] */
export function exists({ server }: Context, argv: readonly string[]): Reply {
  return argv.slice(1).filter((key) => lookUp(server, key) !== null).length;
}

/** TYPE key */
export function type({ server }: Context, argv: readonly string[]): Reply {
  return { ok: lookUp(server, argv[1] ?? '')?.type ?? 'none' };
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

/** PING [message]: to one that has subscribed it comes back in the form of a message. */
export function ping({ connection }: Context, argv: readonly string[]): Reply {
  if (argv.length > 2) return wrongArity('ping');
  if (isSubscriber(connection)) return ['pong', argv[1] ?? ''];
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
