import type { WrittenCommand } from './script';
import { spot } from './spots';

/** The topologies and clients of the scenarios. */

const quorum = { 'x-queue-type': 'quorum' } as const;

function toQueue(source: string, destination: string, routingKey: string): WrittenCommand {
  return { type: 'bind', source, destinationType: 'queue', destination, routingKey };
}

/**
 * Eco²'s way of a scan: the API publishes a task, Celery workers take it from a queue each kind of work has, and publish what
 * came of it on a fanout exchange, from which each SSE gateway has a queue of its own.
 */
export const eco2: readonly WrittenCommand[] = [
  { type: 'declareExchange', exchange: 'tasks', exchangeType: 'direct', place: spot('exchange', 0.5) },
  { type: 'declareExchange', exchange: 'results', exchangeType: 'fanout', place: spot('exchange', 2.6) },
  { type: 'declareQueue', queue: 'scan', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'reward', place: spot('queue', 1) },
  toQueue('tasks', 'scan', 'scan.classify'),
  toQueue('tasks', 'reward', 'reward.give'),
  {
    type: 'addPublisher',
    client: 'api',
    place: spot('publisher', 0.5),
    options: {
      exchange: 'tasks',
      routingKeys: ['scan.classify', 'scan.classify', 'reward.give'],
      intervalMs: 700,
      confirms: true,
    },
  },
  ...['celery-1', 'celery-2'].map(
    (client, row): WrittenCommand => ({
      type: 'addConsumer',
      client,
      place: spot('consumer', row - 0.5),
      options: {
        queue: 'scan',
        prefetchCount: 2,
        ack: 'late',
        serviceMinMs: 900,
        serviceMaxMs: 1600,
        failures: 1,
        failureOutOf: 12,
        publishesTo: { exchange: 'results', routingKey: '' },
      },
    }),
  ),
  {
    type: 'addConsumer',
    client: 'celery-3',
    place: spot('consumer', 1.5),
    options: {
      queue: 'reward',
      prefetchCount: 1,
      serviceMinMs: 600,
      serviceMaxMs: 900,
      publishesTo: { exchange: 'results', routingKey: '' },
    },
  },
  ...['sse-1', 'sse-2'].map(
    (client, row): WrittenCommand => ({
      type: 'addConsumer',
      client,
      place: spot('consumer', 2.6 + row),
      options: {
        queue: `${client}.events`,
        ownQueue: { exchange: 'results' },
        ack: 'auto',
        prefetchCount: 0,
        serviceMinMs: 100,
        serviceMaxMs: 100,
        restartMs: 3000,
      },
    }),
  ),
  { type: 'move', node: 'q:sse-1.events', ...spot('queue', 2.2) },
  { type: 'move', node: 'q:sse-2.events', ...spot('queue', 3.2) },
];

/** Two workers, one three times as slow, each with one message at a time: nobody gets more than it can do. */
export const workQueue: readonly WrittenCommand[] = [
  { type: 'declareQueue', queue: 'tasks', place: spot('queue', 0.5) },
  {
    type: 'addPublisher',
    client: 'producer',
    place: spot('publisher', 0.5),
    options: { exchange: '', routingKeys: ['tasks'], intervalMs: 600 },
  },
  {
    type: 'addConsumer',
    client: 'fast',
    place: spot('consumer', 0),
    options: { queue: 'tasks', prefetchCount: 1, serviceMinMs: 500, serviceMaxMs: 500 },
  },
  {
    type: 'addConsumer',
    client: 'slow',
    place: spot('consumer', 1),
    options: { queue: 'tasks', prefetchCount: 1, serviceMinMs: 2000, serviceMaxMs: 2000 },
  },
];

export const pubSub: readonly WrittenCommand[] = [
  { type: 'declareExchange', exchange: 'logs', exchangeType: 'fanout', place: spot('exchange', 1) },
  {
    type: 'addPublisher',
    client: 'app',
    place: spot('publisher', 1),
    options: { exchange: 'logs', intervalMs: 1000, deliveryMode: 1 },
  },
  ...['screen', 'disk', 'alerts'].map(
    (client, row): WrittenCommand => ({
      type: 'addConsumer',
      client,
      place: spot('consumer', row),
      options: {
        queue: `${client}-logs`,
        ownQueue: { exchange: 'logs' },
        ack: 'auto',
        serviceMinMs: 200,
        serviceMaxMs: 200,
      },
    }),
  ),
  ...['screen', 'disk', 'alerts'].map(
    (client, row): WrittenCommand => ({ type: 'move', node: `q:${client}-logs`, ...spot('queue', row) }),
  ),
];

export const topicRouting: readonly WrittenCommand[] = [
  { type: 'declareExchange', exchange: 'orders', exchangeType: 'topic', place: spot('exchange', 1) },
  { type: 'declareQueue', queue: 'all', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'korea', place: spot('queue', 1) },
  { type: 'declareQueue', queue: 'payments', place: spot('queue', 2) },
  toQueue('orders', 'all', '#'),
  toQueue('orders', 'korea', 'order.*.kr'),
  toQueue('orders', 'payments', '*.paid.#'),
  {
    type: 'addPublisher',
    client: 'shop',
    place: spot('publisher', 1),
    options: { exchange: 'orders', routingKeys: ['order.{created,paid}.{kr,us}', 'refund.paid'], intervalMs: 900 },
  },
  ...['all', 'korea', 'payments'].map(
    (queue, row): WrittenCommand => ({
      type: 'addConsumer',
      client: `${queue}-worker`,
      place: spot('consumer', row),
      options: { queue, prefetchCount: 5, serviceMinMs: 300, serviceMaxMs: 300 },
    }),
  ),
];

/** The client asks on a queue and has its answers on amq.rabbitmq.reply-to, told apart by their correlation ids. */
export const rpc: readonly WrittenCommand[] = [
  { type: 'declareQueue', queue: 'rpc', place: spot('queue', 0.5) },
  {
    type: 'addPublisher',
    client: 'caller',
    place: spot('publisher', 0.5),
    options: {
      exchange: '',
      routingKeys: ['rpc'],
      intervalMs: 900,
      awaitsReply: true,
      deliveryMode: 1,
      expirationMs: 5000,
    },
  },
  ...['server-1', 'server-2'].map(
    (client, row): WrittenCommand => ({
      type: 'addConsumer',
      client,
      place: spot('consumer', row),
      options: { queue: 'rpc', prefetchCount: 1, serviceMinMs: 700, serviceMaxMs: 1100, replies: true },
    }),
  ),
];

/** A message whose work failed is rejected, waits in a queue without consumers, and comes back when its time there is over. */
export const retry: readonly WrittenCommand[] = [
  { type: 'declareExchange', exchange: 'work', exchangeType: 'direct', place: spot('exchange', 0) },
  { type: 'declareExchange', exchange: 'retry', exchangeType: 'direct', place: spot('exchange', 1.4) },
  {
    type: 'declareQueue',
    queue: 'jobs',
    arguments: { 'x-dead-letter-exchange': 'retry' },
    place: spot('queue', 0),
  },
  {
    type: 'declareQueue',
    queue: 'jobs.wait',
    arguments: { 'x-message-ttl': 2500, 'x-dead-letter-exchange': 'work' },
    place: spot('queue', 1.4),
  },
  toQueue('work', 'jobs', 'job'),
  toQueue('retry', 'jobs.wait', 'job'),
  {
    type: 'addPublisher',
    client: 'producer',
    place: spot('publisher', 0),
    options: { exchange: 'work', routingKeys: ['job'], intervalMs: 1200, limit: 8 },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: {
      queue: 'jobs',
      serviceMinMs: 400,
      serviceMaxMs: 600,
      failures: 4,
      failureOutOf: 10,
      onFailure: 'reject',
    },
  },
];

/** One message kills every worker that takes it. The queue counts how often it came back, and gives it up. */
export const poison: readonly WrittenCommand[] = [
  { type: 'declareExchange', exchange: 'dlx', exchangeType: 'fanout', place: spot('exchange', 1.4) },
  {
    type: 'declareQueue',
    queue: 'orders',
    arguments: { ...quorum, 'x-delivery-limit': 2, 'x-dead-letter-exchange': 'dlx' },
    place: spot('queue', 0),
  },
  { type: 'declareQueue', queue: 'orders.dead', arguments: { ...quorum }, place: spot('queue', 1.4) },
  toQueue('dlx', 'orders.dead', ''),
  {
    type: 'addPublisher',
    client: 'shop',
    place: spot('publisher', 0),
    options: { exchange: '', routingKeys: ['orders'], intervalMs: 1500, limit: 8, confirms: true },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: {
      queue: 'orders',
      serviceMinMs: 500,
      serviceMaxMs: 500,
      failsOn: 'shop-3',
      onFailure: 'crash',
      restartMs: 1000,
    },
  },
];

export function overload(prefetchCount: number): readonly WrittenCommand[] {
  return [
    { type: 'declareQueue', queue: 'tasks', place: spot('queue', 0.5) },
    {
      type: 'addPublisher',
      client: 'producer',
      place: spot('publisher', 0.5),
      options: { exchange: '', routingKeys: ['tasks'], intervalMs: 250, burst: 2, limit: 60 },
    },
    {
      type: 'addConsumer',
      client: 'worker-1',
      place: spot('consumer', 0),
      options: { queue: 'tasks', prefetchCount, serviceMinMs: 700, serviceMaxMs: 700 },
    },
  ];
}

export const replicated: readonly WrittenCommand[] = [
  { type: 'declareQueue', queue: 'orders', arguments: { ...quorum }, place: spot('queue', 0) },
  {
    type: 'addPublisher',
    client: 'shop',
    place: spot('publisher', 0),
    options: { exchange: '', routingKeys: ['orders'], intervalMs: 800, confirms: true },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: { queue: 'orders', prefetchCount: 2, serviceMinMs: 400, serviceMaxMs: 400 },
  },
];
