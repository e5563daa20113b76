import { openConnection } from './broker/broker';
import type { ClientMethod, ServerMethod } from './broker/frames';
import { findConnection, findQueue } from './broker/topology';
import { callBroker, dropConnection, firstNodeUp } from './broker-call';
import { ticksFromMs } from './config';
import { finishOverdue, finishWork, letGo, onDelivery, setUpConsumer } from './consumer';
import { auditConfirmed } from './observations';
import { CHANNEL, onBurst, onPublisherFrame, scheduleBurst, setUpPublisher, stopBursts } from './publisher';
import type { AmqpEvent, AmqpState, Client, Transit } from './state';
import { isNodeUp, isQueueUp } from './state';
import { type AmqpWorld, tell } from './trace-kinds';
import { clientOfConnection, connectionName, farEnd, frameData, sendToBroker, sendToClient } from './transit';

/** The client starts, or connects again, after a while. */
export function scheduleConnect(client: Client, delayMs: number, world: AmqpWorld): void {
  if (client.retryEventId !== null) world.cancel(client.retryEventId);
  client.retryEventId = world.schedule(ticksFromMs(delayMs), { type: 'connect', client: client.id });
}

/** Connects to a node that is up, or opens the channel again, and goes to work. */
export function connect(state: AmqpState, client: Client, world: AmqpWorld): void {
  client.retryEventId = null;
  if (client.connection === null) {
    const node = pickNode(state, client);
    if (node === null) {
      client.status = 'waiting';
      scheduleConnect(client, state.config.reconnectMs, world);
      return;
    }
    client.connections += 1;
    client.connection = connectionName(client);
    client.node = node;
    client.isChannelClosed = false;
    client.lastUpTick = world.tick;
    client.lastDownTick = world.tick;
    openConnection(state.broker, client.connection);
  } else if (client.isChannelClosed) {
    client.isChannelClosed = false;
    sendToBroker(state, client, farEnd(client), { method: 'channel.open', channel: CHANNEL }, world);
  }
  client.status = 'open';
  client.error = null;
  tell(world, 'connected', client.id, { connection: client.connection, node: client.node });
  if (client.kind === 'publisher') setUpPublisher(state, client, world);
  else setUpConsumer(state, client, world);
}

/** Clients spread over the nodes that are up, each beginning with its own. */
function pickNode(state: AmqpState, client: Client) {
  const { nodes } = state;
  const first = state.clients.indexOf(client);
  for (let step = 0; step < nodes.length; step++) {
    const node = nodes[(first + step) % nodes.length];
    if (node?.isUp) return node.id;
  }
  return firstNodeUp(state);
}

/** The process dies; the broker notices later. */
export function crash(state: AmqpState, client: Client, world: AmqpWorld): void {
  const { connection } = client;
  tell(world, 'crashed', client.id);
  forget(client, world);
  if (client.kind === 'consumer') letGo(client, 'crashed', world);
  else {
    client.unconfirmed = [];
    client.calls = [];
  }
  client.status = 'crashed';
  client.isPaused = false;
  if (connection !== null) {
    world.schedule(ticksFromMs(state.config.connectionLossMs), { type: 'connectionLost', connection });
  }
  if (client.options.restartMs !== null) scheduleConnect(client, client.options.restartMs, world);
}

function forget(client: Client, world: AmqpWorld): void {
  if (client.retryEventId !== null) world.cancel(client.retryEventId);
  client.retryEventId = null;
  client.connection = null;
  client.node = null;
  client.isChannelClosed = false;
  if (client.kind === 'publisher') stopBursts(client, world);
}

/** The client closes its connection in good order. */
export function disconnect(state: AmqpState, client: Client, world: AmqpWorld): void {
  const { connection } = client;
  forget(client, world);
  if (client.kind === 'consumer') letGo(client, 'stopped', world);
  client.status = 'waiting';
  if (connection !== null) dropConnection(state, connection, world);
}

/** The broker, or the node, ends the connection; the client tries again. */
export function onConnectionGone(state: AmqpState, client: Client, world: AmqpWorld): void {
  forget(client, world);
  if (client.kind === 'consumer') letGo(client, 'channel-closed', world);
  client.status = 'waiting';
  scheduleConnect(client, state.config.reconnectMs, world);
}

/** The broker notices that nobody is at the other end. */
export function onConnectionLost(state: AmqpState, connection: string, world: AmqpWorld): void {
  const id = connection.slice(0, connection.lastIndexOf('.'));
  if (findConnection(state.broker, connection) === undefined) return;
  tell(world, 'connection-lost', id, { connection });
  dropConnection(state, connection, world);
  auditConfirmed(state);
}

export function pause(client: Client, world: AmqpWorld): void {
  client.isPaused = true;
  if (client.kind === 'publisher') stopBursts(client, world);
  tell(world, 'paused', client.id);
}

export function resume(state: AmqpState, client: Client, world: AmqpWorld): void {
  client.isPaused = false;
  tell(world, 'resumed', client.id);
  if (client.kind === 'publisher') {
    if (client.status === 'open') scheduleBurst(client, world);
  } else if (finishOverdue(state, client, world) === 'crash') crash(state, client, world);
}

/** Something that a client waited for. */
export function onClientEvent(
  state: AmqpState,
  client: Client,
  event: Extract<AmqpEvent, { type: 'publish' | 'workDone' | 'connect' }>,
  world: AmqpWorld,
): void {
  if (event.type === 'connect') connect(state, client, world);
  else if (event.type === 'publish') {
    if (client.kind === 'publisher') onBurst(state, client, world);
  } else if (client.kind === 'consumer' && client.connection === event.connection) {
    if (finishWork(state, client, event.deliveryTag, world) === 'crash') crash(state, client, world);
  }
}

/** A frame is where it was sent to. */
export function onArrival(state: AmqpState, transit: Transit, world: AmqpWorld): void {
  state.framesInFlight -= 1;
  if (transit.frame.to === 'broker') arriveAtBroker(state, transit, world);
  else arriveAtClient(state, transit, transit.frame.method, world);
}

function drop(transit: Transit, reason: string, world: AmqpWorld): void {
  tell(world, 'drop', transit.to, { ...frameData(transit), reason }, { peer: transit.from, message: transit.id });
}

function receive(transit: Transit, world: AmqpWorld): void {
  tell(world, 'receive', transit.to, frameData(transit), { peer: transit.from, message: transit.id });
}

function arriveAtBroker(state: AmqpState, transit: Transit, world: AmqpWorld): void {
  const { connection, frame } = transit;
  if (frame.to !== 'broker') return;
  if (findConnection(state.broker, connection) === undefined) {
    drop(transit, 'connection-closed', world);
    return;
  }
  const { method } = frame;
  if (state.closedChannels.includes(connection)) {
    if (method.method !== 'channel.open') {
      drop(transit, 'channel-closed', world);
      return;
    }
    state.closedChannels = state.closedChannels.filter((name) => name !== connection);
  }
  receive(transit, world);
  askBroker(state, connection, method, world);
}

/** The broker does what a client has sent, now or, of what an alarm held back, when it is over. */
export function askBroker(state: AmqpState, connection: string, method: ClientMethod, world: AmqpWorld): void {
  if (method.method === 'basic.consume' && refuseAway(state, connection, method.queue ?? '', world)) return;
  const publisherGone = callBroker(state, connection, method, world);
  if (publisherGone !== null) closedByBroker(state, connection, publisherGone, world);
}

function closedByBroker(
  state: AmqpState,
  connection: string,
  { code, text }: { readonly code: number; readonly text: string },
  world: AmqpWorld,
): void {
  const client = clientOfConnection(state, connection);
  if (client === null) return;
  const kind = findConnection(state.broker, connection) === undefined ? 'connection-closed' : 'channel-closed';
  tell(world, kind, client.id, { code, text });
}

/** A classic queue whose node is down cannot be consumed from (rabbit_amqqueue: not_found_or_absent_dirty). */
function refuseAway(state: AmqpState, connection: string, queueName: string, world: AmqpWorld): boolean {
  const queue = findQueue(state.broker, queueName);
  const client = clientOfConnection(state, connection);
  if (queue === undefined || isQueueUp(state, queue) || client === null) return false;
  const home = state.homes[queueName];
  const replyText = `NOT_FOUND - home node 'rabbit@${home}' of durable queue '${queueName}' in vhost '/' is down or inaccessible`;
  callBroker(state, connection, { method: 'channel.close', channel: CHANNEL }, world);
  state.closedChannels.push(connection);
  const close = {
    method: 'channel.close',
    channel: CHANNEL,
    replyCode: 404,
    replyText,
    classId: 60,
    methodId: 20,
  } as const;
  sendToClient(state, client, farEnd(client), close, world.tick, world);
  tell(world, 'channel-closed', client.id, { code: 404, text: replyText });
  return true;
}

function arriveAtClient(state: AmqpState, transit: Transit, method: ServerMethod, world: AmqpWorld): void {
  const client = clientOfConnection(state, transit.connection);
  if (client === null || client.connection !== transit.connection) {
    drop(transit, 'crashed', world);
    return;
  }
  if (client.isChannelClosed && method.method === 'basic.deliver') {
    // Sent on a channel that was closing; the queue has the message again.
    drop(transit, 'channel-closed', world);
    return;
  }
  receive(transit, world);
  switch (method.method) {
    case 'channel.close':
      client.error = { code: method.replyCode, text: method.replyText };
      client.isChannelClosed = true;
      lose(state, client, world);
      break;
    case 'connection.close': {
      onConnectionGone(state, client, world);
      client.error = { code: method.replyCode, text: method.replyText };
      break;
    }
    case 'basic.cancel':
      tell(world, 'cancelled', client.id);
      // What it holds came from a queue that is gone; it subscribes again and again until the queue is back.
      lose(state, client, world);
      break;
    default:
      if (client.kind === 'publisher') onPublisherFrame(client, method, world);
      else if (method.method === 'basic.deliver') onDelivery(state, client, method, world);
  }
}

/** The channel is no use any more: the client waits and tries again. */
function lose(state: AmqpState, client: Client, world: AmqpWorld): void {
  if (client.kind === 'publisher') {
    stopBursts(client, world);
    for (const one of client.unconfirmed) one.tag = null;
  } else letGo(client, 'channel-closed', world);
  client.status = 'waiting';
  scheduleConnect(client, state.config.reconnectMs, world);
}

/** Everybody who is connected to a node that is gone loses the connection. */
export function onNodeGone(state: AmqpState, world: AmqpWorld): void {
  for (const client of state.clients) {
    const { connection, node } = client;
    if (connection === null || node === null || isNodeUp(state, node)) continue;
    tell(world, 'connection-lost', client.id, { connection });
    onConnectionGone(state, client, world);
    dropConnection(state, connection, world);
  }
}
