import type { Tick, World } from '../core/simulation';
import type { Reply } from '../systems/redis/types';
import { REPLY_TIMEOUT_MS, SERVER_NODE, ticksFromMs } from './config';
import type { Message, RedisStreamsEvent } from './event';
import { replyIds, replyKind, requestIds, requestKind } from './replies';
import type { Client, RedisStreamsState } from './state';
import { type DropReason, trace } from './trace';

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

/** The network has lost it. */
export function lose(message: Message, world: Events): void {
  drop(message, message.direction === 'request' ? 'request-lost' : 'reply-lost', world);
}

/** A message that reaches nobody: the process that it was for is gone, its connection is closed, or the network has lost it. */
export function drop({ id, client, kind, ids }: Message, reason: DropReason, world: Events): void {
  trace(world, { kind: 'drop', actor: client, peer: SERVER_NODE, message: id, data: { kind, ids, reason } });
}

function depart(state: RedisStreamsState, client: Client, message: Message, world: Events): void {
  const way = message.direction === 'request' ? `${client.id}>` : `>${client.id}`;
  const ticks = delayTicks(state, client, way, world);
  if (isLost(client, message, world)) world.schedule(Math.floor(ticks / 2), { type: 'lose', message });
  else world.schedule(ticks, { type: 'deliver', message });
}

/** Whether the network loses a message that leaves now. With the first one the connection is broken, and the client will notice. */
function isLost(client: Client, message: Message, world: Events): boolean {
  const { connection, direction } = message;
  if (connection !== client.connection) return false;
  if (client.isBroken) return true;
  const asked = direction === 'request' ? message.kind : message.asked;
  const loss = client.losing.find(({ what, of }) => what === direction && of === asked);
  if (loss === undefined) return false;
  const left = loss.times > 1 ? [{ ...loss, times: loss.times - 1 }] : [];
  client.losing = [...client.losing.filter((other) => other !== loss), ...left];
  client.isBroken = true;
  world.schedule(ticksFromMs(REPLY_TIMEOUT_MS), { type: 'disconnected', client: client.id, connection });
  return true;
}

/** The server has closed the client's connection: it hears of it after everything that was sent before. */
export function sendHangUp(state: RedisStreamsState, client: Client, world: Events): void {
  const { id, connection } = client;
  const event: RedisStreamsEvent = { type: 'disconnected', client: id, connection };
  world.schedule(delayTicks(state, client, `>${id}`, world), event);
}

/** How long a message takes that leaves now: as configured, or longer where an earlier one is still on the way. */
function delayTicks(state: RedisStreamsState, client: Client, way: string, world: Events): Tick {
  const usual = ticksFromMs(client.options.networkDelayMs ?? state.config.networkDelayMs);
  const dueTick = Math.max(world.tick + usual, state.lastDueTicks[way] ?? 0);
  state.lastDueTicks[way] = dueTick;
  return dueTick - world.tick;
}
