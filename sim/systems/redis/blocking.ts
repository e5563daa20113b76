import { type Context, isError, lookUpStream } from './context';
import { deliverNew } from './delivery';
import { entriesReply } from './entry-replies';
import type { ErrorReply } from './errors';
import { findGroup, seeConsumer } from './groups';
import { compareIds, ID_MAX, ID_MIN, nextId } from './ids';
import { BLOCKED, type BlockedClient, type Reply, type StreamState } from './types';
import { isSince } from './versions';

const STREAM_GONE: ErrorReply = { err: 'UNBLOCKED the stream key no longer exists' };
const GROUP_GONE: ErrorReply = {
  err: 'NOGROUP the consumer group this client was blocked on no longer exists',
};

/**
 * `handleClientsBlockedOnKeys`: serves those who are blocked on the keys that the command signalled, key by key, and for each key in
 * the order in which they blocked. Those who are no longer blocked are added to `context.unblocked`, in that order.
 */
export function serveReadyKeys(context: Context, rerun: Rerun): void {
  for (let key = context.ready.shift(); key !== undefined; key = context.ready.shift()) {
    const stream = lookUpStream(context.server, key);
    const isThere = stream !== null && !isError(stream);
    for (const blocked of blockedOn(context, key)) {
      if (blocked.argv !== null) {
        if (isThere || blocked.group !== null) goOn(context, blocked, rerun(resume(context, blocked), blocked.argv));
        continue;
      }
      const gone = blocked.group === null || !isSince(context.server, '7.0') ? null : STREAM_GONE;
      const reply = isThere ? serve(context, blocked, key, stream) : gone;
      if (reply === null) continue;
      unblock(context, blocked);
      goOn(context, blocked, reply);
    }
  }
}

/** Carries out anew what a client is blocked in (7.2). */
export type Rerun = (blocked: BlockedClient, argv: readonly string[]) => Reply | typeof BLOCKED;

function resume(context: Context, blocked: BlockedClient): BlockedClient {
  unblock(context, blocked);
  return blocked;
}

function goOn({ env, unblocked }: Context, { client }: BlockedClient, reply: Reply | typeof BLOCKED): void {
  if (reply === BLOCKED) return;
  unblocked.push(client);
  const isError = typeof reply === 'object' && reply !== null && 'err' in reply;
  env.note({ type: 'unblock', client, isError });
  env.reply(client, reply);
}

function blockedOn({ server }: Context, key: string): readonly BlockedClient[] {
  return server.blocked.filter((blocked) => blocked.keys.some((waited) => waited.key === key));
}

/** Ends a block with this reply: null as when its time is over. The client goes on when the command that did this is done. */
export function endBlock(context: Context, blocked: BlockedClient, reply: Reply): void {
  unblock(context, blocked);
  context.unblocked.push(blocked.client);
  context.env.note({ type: 'unblock', client: blocked.client, isError: reply !== null });
  context.env.reply(blocked.client, reply);
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
