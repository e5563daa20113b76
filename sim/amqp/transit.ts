import type { Json, Tick } from '../core/simulation';
import type { ClientMethod, ServerMethod } from './broker/frames';
import { exchangeNodeId, queueNodeId } from './node-ids';
import { drawTicks } from './random-ticks';
import type { AmqpState, Client, Transit } from './state';
import { findClient } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** Frames between clients and broker. Each connection keeps their order, in each direction. */

/** `worker.3`: the client's id and how often it had connected. */
export function connectionName({ id, connections }: { readonly id: string; readonly connections: number }): string {
  return `${id}.${connections}`;
}

/** The client that a connection is or was of; null for those of the person and of the administrator. */
export function clientOfConnection(state: AmqpState, connection: string): Client | null {
  return findClient(state, connection.slice(0, connection.lastIndexOf('.')));
}

/** Sends a frame to the broker; `to` is the exchange or queue it is about, as a node on the canvas. Nothing without a connection. */
export function sendToBroker(
  state: AmqpState,
  client: Client,
  to: string,
  method: ClientMethod,
  world: AmqpWorld,
): void {
  const { connection } = client;
  if (connection === null) return;
  const dueTick = Math.max(world.tick + latencyTicks(state, client, world), client.lastUpTick);
  client.lastUpTick = dueTick;
  const frame = { to: 'broker', method } as const;
  depart(state, { connection, from: client.id, to, sentTick: world.tick, dueTick, number: null, frame }, world);
}

/** Sends a frame to a client, not before `fromTick`. `from` is the exchange or queue it comes from. */
export function sendToClient(
  state: AmqpState,
  client: Client,
  from: string,
  method: ServerMethod,
  fromTick: Tick,
  world: AmqpWorld,
): void {
  const { connection } = client;
  if (connection === null) return;
  const sentTick = Math.max(world.tick, fromTick);
  const dueTick = Math.max(sentTick + latencyTicks(state, client, world), client.lastDownTick);
  client.lastDownTick = dueTick;
  const number = 'messageNumber' in method ? method.messageNumber : null;
  const frame = { to: 'client', method } as const;
  depart(state, { connection, from, to: client.id, sentTick, dueTick, number, frame }, world);
}

function latencyTicks(state: AmqpState, { options }: Client, world: AmqpWorld): Tick {
  const { config } = state;
  return drawTicks(options.latencyMinMs ?? config.latencyMinMs, options.latencyMaxMs ?? config.latencyMaxMs, world);
}

function depart(state: AmqpState, parts: Omit<Transit, 'id'>, world: AmqpWorld): void {
  const transit: Transit = { id: state.nextMessageId++, ...parts };
  state.framesInFlight += 1;
  tell(world, 'send', transit.from, frameData(transit), { peer: transit.to, message: transit.id });
  world.schedule(transit.dueTick - world.tick, { type: 'arrive', transit });
}

/** Where a frame that is about no exchange or queue of its own comes from or goes to. */
export function farEnd(client: Client): string {
  return client.kind === 'consumer' ? queueNodeId(client.options.queue) : exchangeNodeId(client.options.exchange);
}

/** What the trace tells of a frame. */
export function frameData({ frame: { method }, number }: Transit) {
  const told: { frame: string; [field: string]: Json } = { frame: method.method };
  if (number !== null) told.number = number;
  if ('deliveryTag' in method) told.deliveryTag = method.deliveryTag ?? 0;
  if ('redelivered' in method) told.redelivered = method.redelivered;
  if ('exchange' in method) told.exchange = method.exchange ?? '';
  if ('routingKey' in method) told.routingKey = method.routingKey ?? '';
  if ('requeue' in method) told.requeue = method.requeue ?? true;
  if ('queue' in method) told.queue = method.queue ?? '';
  if ('body' in method) told.body = method.body;
  if ('replyCode' in method) {
    told.code = method.replyCode;
    told.text = method.replyText;
  }
  return told;
}
