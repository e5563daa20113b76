import { chargeWork } from '../../core/work';
import { nextTimeout, timeoutText } from './ack-timeout';
import { acknowledge, basicRecover, confirmSelect, txCommit, txRollback, txSelect } from './acknowledge';
import { block, isHeldBack } from './alarms';
import { closeChannel, dropConnection, openChannel } from './channels';
import { basicCancel, basicConsume, basicGet, basicQos } from './consume';
import { AmqpError, closeFrame } from './errors';
import { exchangeBind, exchangeDeclare, exchangeDelete, queueBind } from './exchange-methods';
import type { ChannelFlow, ClientMethod } from './frames';
import type { Caller } from './methods';
import { changePolicy } from './policies';
import { basicPublish } from './publish';
import { queueDeclare, queueDelete, queuePurge } from './queue-methods';
import { applyToQueue, finishWork, queueDueMs, runDue } from './queues';
import { findChannel, findConnection } from './topology';
import type {
  BrokerEnv,
  BrokerSettings,
  BrokerState,
  Connection,
  Exchange,
  ExchangeType,
  Policy,
  QueueOperation,
} from './types';
import { startWork, type Work } from './work';

/**
 * RabbitMQ 3.10 or 4.0 as its clients see it: one node, one virtual host, the user guest, the consistent-hash exchange's plugin.
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

/** What the broker's own configuration file says unless changed. */
export const usualSettings: BrokerSettings = {
  version: '3.10',
  quorumTickMs: 5_000,
  consumerTimeoutMs: 1_800_000,
  channelTickMs: 60_000,
};

/** A fresh broker with the predeclared exchanges. */
export function createBroker(settings: BrokerSettings = usualSettings): BrokerState {
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
    settings,
    connections: [],
    exchanges,
    queues: [],
    policies: [],
    alarms: [],
    nextMessageNumber: 1,
    nextQueueId: 1,
    nextGenerated: 1,
    draws: 0,
    remoteQueues: [],
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
  const made: Connection = { name, isBlocked: false, channels: [] };
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

/** What a method costs by itself, in elements; and how many queues and connections that are looked through count as one. */
const METHOD_WORK = 40;
const PASSED_PER_ELEMENT = 4;

/**
 * Does what a client asks; answers go to `env.send`. Connections and channels open on first use. False when an alarm keeps the
 * broker from reading it: then it is to be handed over again when `setAlarm` says so.
 */
export function handle(broker: BrokerState, connection: string, method: ClientMethod, env: BrokerEnv): boolean {
  chargeWork(METHOD_WORK);
  if (isHeldBack(broker, connection, method, env)) return false;
  const work = startWork(broker, env);
  const caller = connectionNamed(broker, connection);
  try {
    dispatch(work, caller, method);
  } catch (error) {
    if (!(error instanceof AmqpError)) throw error;
    fail(work, caller, method.channel, method.method, error);
  }
  if (work.underway.length > 0) finishWork(work);
  if (method.method === 'basic.publish') block(broker, connection, env);
  return true;
}

/** Sets a policy, or clears it with null. Throws nothing: ask `policyComplaint` before. */
export function setPolicy(broker: BrokerState, name: string, policy: Policy | null, env: BrokerEnv): void {
  const work = startWork(broker, env);
  changePolicy(work, name, policy);
  finishWork(work);
}

/** `method` is null for an error that no method of the client's brought about. */
function fail(
  work: Work,
  connection: Connection,
  number: number,
  method: ClientMethod['method'] | null,
  error: AmqpError,
): void {
  const channel = connection.channels.find((known) => known.number === number);
  // The channel that failed ends by itself, before its connection ends the others.
  const late = channel === undefined ? [] : closeChannel(work, connection, channel);
  if (error.closes === 'connection') dropConnection(work, connection);
  work.env.send(connection.name, closeFrame(error, method, number));
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

/** When the broker next has something to do by itself (a message, a queue or a delivery is too old), or null. */
export function nextDueMs(broker: BrokerState): number | null {
  let next: number | null = nextTimeout(broker)?.dueMs ?? null;
  chargeWork(Math.ceil((broker.queues.length + broker.connections.length) / PASSED_PER_ELEMENT));
  for (const queue of broker.queues) {
    const due = queueDueMs(broker, queue);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return next;
}

/**
 * Does everything due at or before `env.nowMs`, in the order of its due time and, within one, of the queues' declaration, the
 * channels last.
 */
export function advance(broker: BrokerState, env: BrokerEnv): void {
  for (let due = nextDueMs(broker); due !== null && due <= env.nowMs; due = nextDueMs(broker)) {
    const at: BrokerEnv = {
      nowMs: due,
      send: (connection, frame) => env.send(connection, frame),
      note: (note) => env.note(note),
      ...(env.defer === undefined ? {} : { defer: (queue, operation) => env.defer?.(queue, operation) ?? null }),
    };
    const dueMs = due;
    const queue = broker.queues.find((candidate) => queueDueMs(broker, candidate) === dueMs);
    const work = startWork(broker, at);
    if (queue !== undefined) runDue(work, queue);
    else if (!closeTimedOut(work)) return;
    finishWork(work);
  }
}

/** Whether there was a channel to close. */
function closeTimedOut(work: Work): boolean {
  const timedOut = nextTimeout(work.broker);
  if (timedOut === null) return false;
  const error = new AmqpError('precondition_failed', timeoutText(timedOut));
  fail(work, timedOut.connection, timedOut.channel.number, null, error);
  return true;
}

export { setAlarm } from './alarms';
export { explainRoute } from './explain-route';
export { policyComplaint } from './policies';
