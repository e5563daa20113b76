import { discardTransaction } from './connections';
import type { Context } from './context';
import type { Reply } from './types';

/** MULTI: the commands that follow are queued. */
export function multi({ connection }: Context): Reply {
  if (connection.queued !== null) return { err: 'ERR MULTI calls can not be nested' };
  connection.queued = [];
  return { ok: 'OK' };
}

/**
 * EXEC. Null when a watched key was touched; an error when a command was refused while it was queued: nothing is carried out then. A
 * command that fails in its turn leaves the others as they are: nothing is rolled back.
 */
export function exec(context: Context): Reply {
  const { connection, env, client } = context;
  const { queued, isTransactionBroken, isDirty } = connection;
  if (queued === null) return { err: 'ERR EXEC without MULTI' };
  if (isTransactionBroken || isDirty) {
    discardTransaction(connection);
    return isTransactionBroken ? { err: 'EXECABORT Transaction discarded because of previous errors.' } : null;
  }
  connection.watched = [];
  const replies = queued.flatMap((argv) => context.call(argv));
  discardTransaction(connection);
  // The array is as long as the transaction: SUBSCRIBE answers more than once, and what is beyond it stands behind.
  for (const message of replies.slice(queued.length)) env.push(client, message);
  return replies.slice(0, queued.length);
}

/** DISCARD */
export function discard({ connection }: Context): Reply {
  if (connection.queued === null) return { err: 'ERR DISCARD without MULTI' };
  discardTransaction(connection);
  return { ok: 'OK' };
}

/** WATCH key [key ...] */
export function watch({ connection }: Context, argv: readonly string[]): Reply {
  if (connection.queued !== null) return { err: 'ERR WATCH inside MULTI is not allowed' };
  if (connection.isDirty) return { ok: 'OK' };
  for (const key of argv.slice(1)) if (!connection.watched.includes(key)) connection.watched.push(key);
  return { ok: 'OK' };
}

/** UNWATCH */
export function unwatch({ connection }: Context): Reply {
  connection.watched = [];
  connection.isDirty = false;
  return { ok: 'OK' };
}
