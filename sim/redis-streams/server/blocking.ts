import { type Context, isError, lookUpStream } from './context';
import { deliverNew } from './delivery';
import { entriesReply } from './entry-replies';
import type { ErrorReply } from './errors';
import { findGroup, seeConsumer } from './groups';
import { compareIds, ID_MAX, ID_MIN, nextId } from './ids';
import type { BlockedClient, Reply, StreamState } from './types';

const STREAM_GONE: ErrorReply = { err: 'UNBLOCKED the stream key no longer exists' };
const GROUP_GONE: ErrorReply = {
  err: 'NOGROUP the consumer group this client was blocked on no longer exists',
};

/**
 * `handleClientsBlockedOnKeys`: serves those who are blocked on the keys that the command signalled, key by key, and for each key in
 * the order in which they blocked. Returns the clients that are no longer blocked, in that order.
 */
export function serveReadyKeys(context: Context): string[] {
  const unblocked: string[] = [];
  for (let key = context.ready.shift(); key !== undefined; key = context.ready.shift()) {
    const stream = lookUpStream(context.server, key);
    const isThere = stream !== null && !isError(stream);
    for (const blocked of blockedOn(context, key)) {
      const reply = isThere ? serve(context, blocked, key, stream) : blocked.group === null ? null : STREAM_GONE;
      if (reply === null) continue;
      unblock(context, blocked);
      unblocked.push(blocked.client);
      context.env.note({ type: 'unblock', client: blocked.client, isError: 'err' in reply });
      context.env.reply(blocked.client, reply);
    }
  }
  return unblocked;
}

function blockedOn({ server }: Context, key: string): readonly BlockedClient[] {
  return server.blocked.filter((blocked) => blocked.keys.some((waited) => waited.key === key));
}

/** Takes the client off those who are blocked. */
export function unblock({ server }: Pick<Context, 'server'>, blocked: BlockedClient): void {
  server.blocked.splice(server.blocked.indexOf(blocked), 1);
}

/** What a client gets that is blocked on a stream which changed; null: it waits on. */
function serve(
  context: Context,
  blocked: BlockedClient,
  key: string,
  stream: StreamState,
): readonly Reply[] | ErrorReply | null {
  if (blocked.group === null) {
    const after = blocked.keys.find((waited) => waited.key === key)?.after ?? ID_MIN;
    if (compareIds(stream.lastId, after) <= 0) return null;
    return [[key, entriesReply(stream, nextId(after) ?? ID_MIN, ID_MAX, blocked.count, false, context.server)]];
  }
  const group = findGroup(stream, blocked.group.name);
  if (group === null) return GROUP_GONE;
  if (compareIds(stream.lastId, group.lastId) <= 0) return null;
  const consumer = seeConsumer(group, blocked.group.consumer, context.env.nowMs);
  const by = { server: context.server, env: context.env, client: blocked.client };
  const delivery = { context: by, key, stream, group, consumer, count: blocked.count };
  return [[key, deliverNew(delivery, group.lastId, blocked.group.noack)]];
}
