import type { Tick, World } from '../core/simulation';
import { SERVER_NODE, ticksFromMs } from './config';
import type { Message, RedisStreamsEvent } from './event';
import { replyIds, replyKind, requestIds, requestKind } from './replies';
import type { Reply } from './server/types';
import type { Client, RedisStreamsState } from './state';
import { trace } from './trace';

type Events = World<RedisStreamsEvent>;

/** Puts a client's request on its way. */
export function sendRequest(state: RedisStreamsState, client: Client, argv: readonly string[], world: Events): void {
  client.counters.requests += 1;
  const kind = requestKind(argv);
  const ids = requestIds(argv);
  const { id: name, connection } = client;
  const message: Message = {
    id: state.nextMessageId,
    direction: 'request',
    client: name,
    connection,
    sentTick: world.tick,
    kind,
    argv,
    ids,
  };
  state.nextMessageId += 1;
  trace(world, { kind: 'send', actor: name, peer: SERVER_NODE, message: message.id, data: { kind, argv, ids } });
  depart(state, client, message, world);
}

/** Puts the server's reply to `request` on its way to a connection, be it still there or not. */
export function sendReply(
  state: RedisStreamsState,
  client: Client,
  connection: number,
  request: readonly string[],
  reply: Reply,
  world: Events,
): void {
  const asked = requestKind(request);
  const kind = replyKind(asked, reply);
  const ids = replyIds(asked, reply);
  const message: Message = {
    id: state.nextMessageId,
    direction: 'reply',
    client: client.id,
    connection,
    sentTick: world.tick,
    kind,
    asked,
    reply,
    ids,
  };
  state.nextMessageId += 1;
  trace(world, { kind: 'send', actor: SERVER_NODE, peer: client.id, message: message.id, data: { kind, ids } });
  depart(state, client, message, world);
}

/** The operating system closes a stopped process's connection: the server hears of it after everything that was sent before. */
export function sendClose(state: RedisStreamsState, client: Client, world: Events): void {
  const { id, connection } = client;
  const event: RedisStreamsEvent = { type: 'close', client: id, connection, sentTick: world.tick };
  world.schedule(delayTicks(state, client, `${id}>`, world), event);
}

/** A message that reaches nobody: the process that it was for is gone. */
export function drop({ id, client, kind, ids }: Message, reason: 'crashed' | 'removed', world: Events): void {
  trace(world, { kind: 'drop', actor: client, peer: SERVER_NODE, message: id, data: { kind, ids, reason } });
}

function depart(state: RedisStreamsState, client: Client, message: Message, world: Events): void {
  const way = message.direction === 'request' ? `${client.id}>` : `>${client.id}`;
  world.schedule(delayTicks(state, client, way, world), { type: 'deliver', message });
}

/** How long a message takes that leaves now: as configured, or longer where an earlier one is still on the way. */
function delayTicks(state: RedisStreamsState, client: Client, way: string, world: Events): Tick {
  const usual = ticksFromMs(client.options.networkDelayMs ?? state.config.networkDelayMs);
  const dueTick = Math.max(world.tick + usual, state.lastDueTicks[way] ?? 0);
  state.lastDueTicks[way] = dueTick;
  return dueTick - world.tick;
}
