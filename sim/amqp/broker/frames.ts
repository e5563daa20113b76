/**
 * The methods that a client and the broker exchange, by their AMQP 0-9-1 names
 * (https://www.rabbitmq.com/amqp-0-9-1-reference). Fields carry AMQP's names in camel case; a field left out of a client's
 * method has the protocol's default: false, 0, '' or an empty table.
 */

/** A value in an AMQP field table. A timestamp is written as amqplib writes it: `{ '!': 'timestamp', value: seconds }`. */
export type FieldValue =
  | null
  | boolean
  | number
  | string
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue };

export type FieldTable = { readonly [name: string]: FieldValue };

/** The properties of the basic class. */
export interface MessageProperties {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly headers?: FieldTable;
  /** 2 is persistent. */
  readonly deliveryMode?: number;
  readonly priority?: number;
  readonly correlationId?: string;
  readonly replyTo?: string;
  /** Milliseconds, as a string of digits. */
  readonly expiration?: string;
  readonly messageId?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly type?: string;
  readonly userId?: string;
  readonly appId?: string;
  readonly clusterId?: string;
}

interface OnChannel<Name extends string> {
  readonly method: Name;
  readonly channel: number;
}

export interface QueueDeclare extends OnChannel<'queue.declare'> {
  /** '' asks the broker for a name. */
  readonly queue?: string;
  readonly passive?: boolean;
  readonly durable?: boolean;
  readonly exclusive?: boolean;
  readonly autoDelete?: boolean;
  readonly nowait?: boolean;
  readonly arguments?: FieldTable;
}

export interface QueueBind extends OnChannel<'queue.bind'> {
  readonly queue?: string;
  readonly exchange?: string;
  readonly routingKey?: string;
  readonly nowait?: boolean;
  readonly arguments?: FieldTable;
}

export interface QueueUnbind extends OnChannel<'queue.unbind'> {
  readonly queue?: string;
  readonly exchange?: string;
  readonly routingKey?: string;
  readonly arguments?: FieldTable;
}

export interface QueuePurge extends OnChannel<'queue.purge'> {
  readonly queue?: string;
  readonly nowait?: boolean;
}

export interface QueueDelete extends OnChannel<'queue.delete'> {
  readonly queue?: string;
  readonly ifUnused?: boolean;
  readonly ifEmpty?: boolean;
  readonly nowait?: boolean;
}

export interface ExchangeDeclare extends OnChannel<'exchange.declare'> {
  readonly exchange?: string;
  /** 'direct', 'fanout', 'topic', 'headers' or 'x-consistent-hash'; 'direct' when left out. */
  readonly type?: string;
  readonly passive?: boolean;
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  readonly internal?: boolean;
  readonly nowait?: boolean;
  readonly arguments?: FieldTable;
}

export interface ExchangeDelete extends OnChannel<'exchange.delete'> {
  readonly exchange?: string;
  readonly ifUnused?: boolean;
  readonly nowait?: boolean;
}

export interface ExchangeBind extends OnChannel<'exchange.bind' | 'exchange.unbind'> {
  readonly destination?: string;
  readonly source?: string;
  readonly routingKey?: string;
  readonly nowait?: boolean;
  readonly arguments?: FieldTable;
}

export interface BasicQos extends OnChannel<'basic.qos'> {
  readonly prefetchSize?: number;
  /** 0 is no limit. */
  readonly prefetchCount?: number;
  /** False: each consumer started later on this channel; true: all consumers of the channel together. */
  readonly global?: boolean;
}

export interface BasicConsume extends OnChannel<'basic.consume'> {
  readonly queue?: string;
  /** '' asks the broker for a tag. */
  readonly consumerTag?: string;
  readonly noLocal?: boolean;
  readonly noAck?: boolean;
  readonly exclusive?: boolean;
  readonly nowait?: boolean;
  readonly arguments?: FieldTable;
}

export interface BasicCancel extends OnChannel<'basic.cancel'> {
  readonly consumerTag?: string;
  readonly nowait?: boolean;
}

export interface BasicPublish extends OnChannel<'basic.publish'> {
  readonly exchange?: string;
  readonly routingKey?: string;
  readonly mandatory?: boolean;
  readonly immediate?: boolean;
  readonly body: string;
  readonly properties?: MessageProperties;
}

export interface BasicGet extends OnChannel<'basic.get'> {
  readonly queue?: string;
  readonly noAck?: boolean;
}

export interface BasicAck extends OnChannel<'basic.ack'> {
  /** 0 with `multiple` is everything outstanding. */
  readonly deliveryTag?: number;
  readonly multiple?: boolean;
}

export interface BasicNack extends OnChannel<'basic.nack'> {
  readonly deliveryTag?: number;
  readonly multiple?: boolean;
  /** True when left out, as in the protocol. */
  readonly requeue?: boolean;
}

export interface BasicReject extends OnChannel<'basic.reject'> {
  readonly deliveryTag?: number;
  /** True when left out, as in the protocol. */
  readonly requeue?: boolean;
}

export interface BasicRecover extends OnChannel<'basic.recover' | 'basic.recover-async'> {
  readonly requeue?: boolean;
}

export interface ConfirmSelect extends OnChannel<'confirm.select'> {
  readonly nowait?: boolean;
}

export interface ChannelFlow extends OnChannel<'channel.flow'> {
  readonly active?: boolean;
}

export type PlainClientMethod = OnChannel<
  'channel.open' | 'channel.close' | 'connection.close' | 'tx.select' | 'tx.commit' | 'tx.rollback'
>;

export type ClientMethod =
  | QueueDeclare
  | QueueBind
  | QueueUnbind
  | QueuePurge
  | QueueDelete
  | ExchangeDeclare
  | ExchangeDelete
  | ExchangeBind
  | BasicQos
  | BasicConsume
  | BasicCancel
  | BasicPublish
  | BasicGet
  | BasicAck
  | BasicNack
  | BasicReject
  | BasicRecover
  | ConfirmSelect
  | ChannelFlow
  | PlainClientMethod;

export interface Envelope {
  readonly redelivered: boolean;
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: string;
  readonly properties: MessageProperties;
  /** The broker-wide number of the message: not on the wire, for pictures and traces. */
  readonly messageNumber: number;
}

export interface BasicDeliver extends OnChannel<'basic.deliver'>, Envelope {
  readonly consumerTag: string;
  readonly deliveryTag: number;
}

export interface BasicGetOk extends OnChannel<'basic.get-ok'>, Envelope {
  readonly deliveryTag: number;
  /** How many are ready after this one. */
  readonly messageCount: number;
}

export interface BasicReturn extends OnChannel<'basic.return'> {
  readonly replyCode: number;
  readonly replyText: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: string;
  readonly properties: MessageProperties;
  readonly messageNumber: number;
}

/** The broker's confirm; basic.nack: some queue was full under reject-publish. */
export interface Confirm extends OnChannel<'basic.ack' | 'basic.nack'> {
  readonly deliveryTag: number;
  readonly multiple: boolean;
  /** On the wire of a basic.nack, where it means nothing. */
  readonly requeue?: boolean;
}

export interface QueueDeclareOk extends OnChannel<'queue.declare-ok'> {
  readonly queue: string;
  readonly messageCount: number;
  readonly consumerCount: number;
}

export interface CountOk extends OnChannel<'queue.purge-ok' | 'queue.delete-ok'> {
  readonly messageCount: number;
}

export interface ConsumerOk extends OnChannel<'basic.consume-ok' | 'basic.cancel-ok'> {
  readonly consumerTag: string;
}

/** Comes unasked: the consumer's queue is gone. */
export interface ConsumerCancel extends OnChannel<'basic.cancel'> {
  readonly consumerTag: string;
  readonly nowait: boolean;
}

/** An error: the channel, or the connection (then `channel` is 0), is gone. */
export interface ServerClose extends OnChannel<'channel.close' | 'connection.close'> {
  readonly replyCode: number;
  readonly replyText: string;
  readonly classId: number;
  readonly methodId: number;
}

/** Comes unasked: what the client publishes is not read until `connection.unblocked`. */
export interface ConnectionBlocked extends OnChannel<'connection.blocked'> {
  readonly reason: string;
}

export interface ChannelFlowOk extends OnChannel<'channel.flow-ok'> {
  readonly active: boolean;
}

export type PlainServerMethod = OnChannel<
  | 'channel.open-ok'
  | 'channel.close-ok'
  | 'connection.close-ok'
  | 'connection.unblocked'
  | 'exchange.declare-ok'
  | 'exchange.delete-ok'
  | 'exchange.bind-ok'
  | 'exchange.unbind-ok'
  | 'queue.bind-ok'
  | 'queue.unbind-ok'
  | 'basic.qos-ok'
  | 'basic.recover-ok'
  | 'basic.get-empty'
  | 'confirm.select-ok'
  | 'tx.select-ok'
  | 'tx.commit-ok'
  | 'tx.rollback-ok'
>;

export type ServerMethod =
  | BasicDeliver
  | BasicGetOk
  | BasicReturn
  | Confirm
  | QueueDeclareOk
  | CountOk
  | ConsumerOk
  | ConsumerCancel
  | ServerClose
  | ConnectionBlocked
  | ChannelFlowOk
  | PlainServerMethod;
