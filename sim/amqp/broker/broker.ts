import { acknowledge, basicRecover, confirmSelect, txCommit, txRollback, txSelect } from './acknowledge';
import { closeChannel, dropConnection, openChannel } from './channels';
import { basicCancel, basicConsume, basicGet, basicQos } from './consume';
import { AmqpError, closeFrame } from './errors';
import { exchangeBind, exchangeDeclare, exchangeDelete, queueBind } from './exchange-methods';
import type { ChannelFlow, ClientMethod } from './frames';
import type { Caller } from './methods';
import { basicPublish } from './publish';
import { queueDeclare, queueDelete, queuePurge } from './queue-methods';
import { applyToQueue, finishWork, queueDueMs, runDue } from './queues';
import { findChannel, findConnection } from './topology';
import type { BrokerEnv, BrokerState, Connection, Exchange, ExchangeType, QueueOperation } from './types';
import { startWork, type Work } from './work';

/**
 * RabbitMQ 3.10 as its clients see it: one node, one virtual host, the user guest, the consistent-hash exchange's plugin.
 * The state is plain JSON and changes in place; time comes with each call and nothing else does.
 */

const predeclared: readonly (readonly [name: string, type: ExchangeType, internal: boolean])[] = [
  ['', 'direct', false],
  ['amq.direct', 'direct', false],
  ['amq.fanout', 'fanout', false],
  ['amq.headers', 'headers', false],
  ['amq.match', 'headers', false],
  ['amq.rabbitmq.trace', 'topic', true],
  ['amq.topic', 'topic', false],
];

/** A fresh broker with the predeclared exchanges. */
export function createBroker(): BrokerState {
  const exchanges = predeclared.map(
    ([name, type, internal]): Exchange => ({
      name,
      type,
      durable: true,
      autoDelete: false,
      internal,
      arguments: {},
      bindings: [],
      ring: [],
    }),
  );
  return {
    connections: [],
    exchanges,
    queues: [],
    nextMessageNumber: 1,
    nextQueueId: 1,
    nextGenerated: 1,
    topologyVersion: 0,
  };
}

/** A client connects. Does nothing when the connection is open. */
export function openConnection(broker: BrokerState, connection: string): void {
  connectionNamed(broker, connection);
}

function connectionNamed(broker: BrokerState, name: string): Connection {
  const known = findConnection(broker, name);
  if (known !== undefined) return known;
  const made: Connection = { name, channels: [] };
  broker.connections.push(made);
  return made;
}

/** The client's connection is gone: unacked messages return, exclusive queues and consumers go. Nothing is sent to it. */
export function closeConnection(broker: BrokerState, connection: string, env: BrokerEnv): void {
  const known = findConnection(broker, connection);
  if (known === undefined) return;
  const work = startWork(broker, env);
  dropConnection(work, known);
  finishWork(work);
}

/** Does what a client asks; answers go to `env.send`. Connections and channels open on first use. */
export function handle(broker: BrokerState, connection: string, method: ClientMethod, env: BrokerEnv): void {
  const work = startWork(broker, env);
  const caller = connectionNamed(broker, connection);
  try {
    dispatch(work, caller, method);
  } catch (error) {
    if (!(error instanceof AmqpError)) throw error;
    fail(work, caller, method, error);
  }
  if (work.underway.length > 0) finishWork(work);
}

function fail(work: Work, connection: Connection, method: ClientMethod, error: AmqpError): void {
  const channel = connection.channels.find((known) => known.number === method.channel);
  // The channel that failed ends by itself, before its connection ends the others.
  const late = channel === undefined ? [] : closeChannel(work, connection, channel);
  if (error.closes === 'connection') dropConnection(work, connection);
  work.env.send(connection.name, closeFrame(error, method.method, method.channel));
  if (error.closes === 'channel') for (const frame of late) work.env.send(connection.name, frame);
}

function dispatch(work: Work, connection: Connection, method: ClientMethod): void {
  if (method.method === 'connection.close') {
    dropConnection(work, connection);
    work.env.send(connection.name, { method: 'connection.close-ok', channel: 0 });
    return;
  }
  const open = connection.channels.find((known) => known.number === method.channel);
  if (method.method === 'channel.open') {
    if (open !== undefined) throw new AmqpError('channel_error', "second 'channel.open' seen");
    openChannel(connection, method.channel);
    work.env.send(connection.name, { method: 'channel.open-ok', channel: method.channel });
    return;
  }
  const channel = open ?? openChannel(connection, method.channel);
  const handler = handlers[method.method] as (caller: Caller, method: ChannelMethod) => void;
  handler({ work, connection, channel }, method);
}

type ChannelMethod = Exclude<ClientMethod, { readonly method: 'connection.close' | 'channel.open' }>;

type Handlers = {
  readonly [Name in ClientMethod['method']]: (
    caller: Caller,
    method: Extract<ClientMethod, { readonly method: Name }>,
  ) => void;
};

const handlers: Omit<Handlers, 'connection.close' | 'channel.open'> = {
  'basic.publish': basicPublish,
  'basic.ack': acknowledge,
  'basic.nack': acknowledge,
  'basic.reject': acknowledge,
  'basic.consume': basicConsume,
  'basic.cancel': basicCancel,
  'basic.get': basicGet,
  'basic.qos': basicQos,
  'basic.recover': basicRecover,
  'basic.recover-async': basicRecover,
  'queue.declare': queueDeclare,
  'queue.bind': queueBind,
  'queue.unbind': queueBind,
  'queue.purge': queuePurge,
  'queue.delete': queueDelete,
  'exchange.declare': exchangeDeclare,
  'exchange.delete': exchangeDelete,
  'exchange.bind': exchangeBind,
  'exchange.unbind': exchangeBind,
  'confirm.select': confirmSelect,
  'channel.close': channelClose,
  'channel.flow': channelFlow,
  'tx.select': txSelect,
  'tx.commit': txCommit,
  'tx.rollback': txRollback,
};

function channelClose({ work, connection, channel }: Caller): void {
  const late = closeChannel(work, connection, channel);
  work.env.send(connection.name, { method: 'channel.close-ok', channel: channel.number });
  for (const frame of late) work.env.send(connection.name, frame);
}

function channelFlow({ work, connection, channel }: Caller, method: ChannelFlow): void {
  if (!(method.active ?? true)) throw new AmqpError('not_implemented', 'active=false');
  work.env.send(connection.name, { method: 'channel.flow-ok', channel: channel.number, active: true });
}

/**
 * Does now what `env.defer` had taken over. Whether the queue took the message, where it is one; what was asked of a queue
 * that is gone meanwhile, or by a consumer that is, is nothing.
 */
export function applyOperation(
  broker: BrokerState,
  queueId: number,
  operation: QueueOperation,
  env: BrokerEnv,
): boolean {
  const queue = broker.queues.find(({ id }) => id === queueId);
  if (queue === undefined) return false;
  if (operation.type === 'checkout') {
    const { connection, channel, tag } = operation.consumer;
    const tags = findChannel(broker, connection, channel)?.consumerTags ?? [];
    if (!tags.some((known) => known.tag === tag && known.queueId === queueId)) return true;
  }
  const work = startWork(broker, env);
  const taken = applyToQueue(work, queue, operation);
  finishWork(work);
  return taken;
}

/** When the broker next has something to do by itself (a message or a queue expires), or null. */
export function nextDueMs(broker: BrokerState): number | null {
  let next: number | null = null;
  for (const queue of broker.queues) {
    const due = queueDueMs(queue);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return next;
}

/** Does everything due at or before `env.nowMs`, in the order of its due time and, within one, of the queues' declaration. */
export function advance(broker: BrokerState, env: BrokerEnv): void {
  for (let due = nextDueMs(broker); due !== null && due <= env.nowMs; due = nextDueMs(broker)) {
    const at: BrokerEnv = {
      nowMs: due,
      send: (connection, frame) => env.send(connection, frame),
      note: (note) => env.note(note),
      ...(env.defer === undefined ? {} : { defer: (queue, operation) => env.defer?.(queue, operation) ?? null }),
    };
    const dueMs = due;
    const queue = broker.queues.find((candidate) => queueDueMs(candidate) === dueMs);
    if (queue === undefined) return;
    const work = startWork(broker, at);
    runDue(work, queue);
    finishWork(work);
  }
}

export { explainRoute } from './explain-route';
