import * as z from 'zod/mini';
import { BINDINGS_MAX, EXCHANGES_MAX, NODE_IDS, POLICIES_MAX, QUEUES_MAX } from './config';
import {
  bindingOptions,
  clientId,
  consumerOptions,
  exchangeName,
  exchangeOptions,
  place,
  policyOptions,
  publisherOptions,
  publishProperties,
  queueName,
  queueOptions,
  routingKey,
} from './options';

/** A whole topology. Clients are no part of it, as in RabbitMQ's definitions. */
export const topology = z.strictObject({
  exchanges: z
    .array(
      z.strictObject({
        exchange: exchangeName.check(z.minLength(1)),
        ...exchangeOptions.shape,
        place: z._default(z.nullable(place), null),
      }),
    )
    .check(z.maxLength(EXCHANGES_MAX)),
  queues: z
    .array(z.strictObject({ queue: queueName, ...queueOptions.shape, place: z._default(z.nullable(place), null) }))
    .check(z.maxLength(QUEUES_MAX)),
  bindings: z.array(bindingOptions).check(z.maxLength(BINDINGS_MAX)),
  policies: z._default(z.array(policyOptions).check(z.maxLength(POLICIES_MAX)), []),
});
export type Topology = z.infer<typeof topology>;

const node = z.enum(NODE_IDS);

/**
 * What a person can do. Whatever the broker can answer, the broker answers: a declaration with other arguments or a deleted
 * queue's name is an error of its own words in the trace (`channel-closed`), not a refusal. Refused is what no broker is asked:
 * a client that is not there, a name that is taken, more than fits. A command without effect traces `ignored`.
 */
export const amqpCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('declareExchange'),
    exchange: exchangeName.check(z.minLength(1)),
    ...exchangeOptions.shape,
    place: z._default(z.nullable(place), null),
  }),
  /** AMQP cannot change an exchange: it is deleted and declared anew, and its bindings are made again. */
  z.strictObject({
    type: z.literal('editExchange'),
    exchange: exchangeName.check(z.minLength(1)),
    ...exchangeOptions.shape,
  }),
  z.strictObject({ type: z.literal('deleteExchange'), exchange: exchangeName }),
  z.strictObject({
    type: z.literal('declareQueue'),
    queue: queueName,
    ...queueOptions.shape,
    place: z._default(z.nullable(place), null),
  }),
  /** AMQP cannot change a queue: it is deleted with its messages and declared anew; bindings and consumers are made again. */
  z.strictObject({ type: z.literal('editQueue'), queue: queueName, ...queueOptions.shape }),
  z.strictObject({ type: z.literal('deleteQueue'), queue: queueName }),
  z.strictObject({ type: z.literal('purgeQueue'), queue: queueName }),
  z.strictObject({ type: z.literal('bind'), ...bindingOptions.shape }),
  z.strictObject({ type: z.literal('unbind'), ...bindingOptions.shape }),
  /** Declares everything in the topology, in addition to what is there. */
  z.strictObject({ type: z.literal('importTopology'), topology }),
  /** One message, published by hand. */
  z.strictObject({
    type: z.literal('publish'),
    exchange: z._default(exchangeName, ''),
    routingKey: z._default(routingKey, ''),
    body: z._default(z.string().check(z.maxLength(1000)), ''),
    mandatory: z._default(z.boolean(), false),
    properties: z.prefault(publishProperties, {}),
  }),
  z.strictObject({
    type: z.literal('addPublisher'),
    client: clientId,
    options: publisherOptions,
    place: z._default(z.nullable(place), null),
  }),
  /** The client keeps its connection, and its confirms where those stay on or off; otherwise it starts anew. */
  z.strictObject({ type: z.literal('editPublisher'), client: clientId, options: publisherOptions }),
  z.strictObject({
    type: z.literal('addConsumer'),
    client: clientId,
    options: consumerOptions,
    place: z._default(z.nullable(place), null),
  }),
  /** The client closes its connection and starts anew. */
  z.strictObject({ type: z.literal('editConsumer'), client: clientId, options: consumerOptions }),
  /** The client closes its connection in good order and is gone. */
  z.strictObject({ type: z.literal('removeClient'), client: clientId }),
  /** The process stands still: it neither publishes nor works nor acknowledges; its connection stays. */
  z.strictObject({ type: z.literal('pauseClient'), client: clientId }),
  z.strictObject({ type: z.literal('resumeClient'), client: clientId }),
  /** The process is killed: what it held and had not confirmed is forgotten; the broker notices after a while. */
  z.strictObject({ type: z.literal('crashClient'), client: clientId }),
  z.strictObject({ type: z.literal('restartClient'), client: clientId }),
  /** The person consumes: fetches one message. */
  z.strictObject({ type: z.literal('get'), queue: queueName, noAck: z._default(z.boolean(), false) }),
  /** The person settles what was fetched. `requeue` counts for nack and reject, `multiple` for ack and nack. */
  z.strictObject({
    type: z.literal('settle'),
    outcome: z.enum(['ack', 'nack', 'reject']),
    deliveryTag: z.int().check(z.minimum(0), z.maximum(1_000_000)),
    multiple: z._default(z.boolean(), false),
    requeue: z._default(z.boolean(), true),
  }),
  /** A policy is set, or changed; the queues whose names match follow at once. */
  z.strictObject({ type: z.literal('setPolicy'), ...policyOptions.shape }),
  z.strictObject({ type: z.literal('clearPolicy'), name: z.string().check(z.minLength(1), z.maxLength(64)) }),
  /** The broker runs low on memory or disk, or no longer does: publishers are blocked meanwhile. */
  z.strictObject({ type: z.literal('setAlarm'), alarm: z.enum(['memory', 'disk']), isOn: z.boolean() }),
  z.strictObject({ type: z.literal('stopNode'), node }),
  z.strictObject({ type: z.literal('startNode'), node }),
  /** Puts something elsewhere on the canvas. `node` is its id there: `x:` or `q:` and a name, a client's or a node's id, `hand`. */
  z.strictObject({ type: z.literal('move'), node: z.string().check(z.minLength(1), z.maxLength(140)), ...place.shape }),
]);

export type AmqpCommand = z.infer<typeof amqpCommand>;
