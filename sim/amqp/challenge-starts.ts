import { amqpConfig, ticksFromMs } from './config';
import { at, type WrittenCommand } from './script';
import { spot } from './spots';

/** What the learner of each challenge finds. */

function start(commands: readonly WrittenCommand[], endMs = 1000, nodes: 1 | 3 = 1) {
  return { config: amqpConfig.parse({ nodes }), seed: 1, commands: at(0, ...commands), endTick: ticksFromMs(endMs) };
}

function bind(source: string, destination: string, routingKey = ''): WrittenCommand {
  return { type: 'bind', source, destinationType: 'queue', destination, routingKey };
}

export const twoOfThree = start([
  { type: 'declareExchange', exchange: 'shop', exchangeType: 'topic', place: spot('exchange', 1) },
  { type: 'declareQueue', queue: 'orders', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'korea', place: spot('queue', 1) },
  { type: 'declareQueue', queue: 'paid', place: spot('queue', 2) },
  bind('shop', 'orders', 'order.#'),
  bind('shop', 'korea', '*.*.kr'),
  bind('shop', 'paid', '#.paid.*'),
]);

export const paidOrders = start([
  { type: 'declareExchange', exchange: 'shop', exchangeType: 'topic', place: spot('exchange', 0.5) },
  { type: 'declareQueue', queue: 'all', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'paid', place: spot('queue', 1) },
  bind('shop', 'all', '#'),
  bind('shop', 'paid', 'order.*'),
  {
    type: 'addPublisher',
    client: 'web',
    place: spot('publisher', 0.5),
    options: {
      exchange: 'shop',
      routingKeys: ['order.paid', 'order.created.kr', 'order.paid.kr', 'order.cancelled', 'order.paid.us.web'],
      intervalMs: 500,
    },
  },
]);

export const unevenWorkers = start(
  [
    { type: 'declareQueue', queue: 'tasks', place: spot('queue', 0.5) },
    {
      type: 'addPublisher',
      client: 'producer',
      place: spot('publisher', 0.5),
      options: { routingKeys: ['tasks'], intervalMs: 300, limit: 16 },
    },
    ...(['fast', 'slow'] as const).map(
      (client, row): WrittenCommand => ({
        type: 'addConsumer',
        client,
        place: spot('consumer', row),
        options: {
          queue: 'tasks',
          prefetchCount: 0,
          serviceMinMs: row === 0 ? 500 : 3000,
          serviceMaxMs: row === 0 ? 500 : 3000,
        },
      }),
    ),
  ],
  1500,
);

export const crashingWorker = start([
  { type: 'declareQueue', queue: 'jobs', place: spot('queue', 0) },
  {
    type: 'addPublisher',
    client: 'producer',
    place: spot('publisher', 0),
    options: { routingKeys: ['jobs'], intervalMs: 1000 },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: { queue: 'jobs', ack: 'auto', prefetchCount: 1, serviceMinMs: 800, serviceMaxMs: 800 },
  },
]);

export const unsafePublisher = start([
  { type: 'declareQueue', queue: 'payments', place: spot('queue', 0) },
  {
    type: 'addPublisher',
    client: 'bank',
    place: spot('publisher', 0),
    options: { routingKeys: ['payments'], intervalMs: 500, latencyMinMs: 600, latencyMaxMs: 600 },
  },
]);

export const poisonedQueue = start([
  { type: 'declareExchange', exchange: 'work', exchangeType: 'topic', place: spot('exchange', 0) },
  { type: 'declareExchange', exchange: 'dlx', exchangeType: 'fanout', place: spot('exchange', 1.4) },
  { type: 'declareQueue', queue: 'jobs', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'dead', place: spot('queue', 1.4) },
  bind('work', 'jobs', 'job.*'),
  {
    type: 'addPublisher',
    client: 'producer',
    place: spot('publisher', 0),
    options: { exchange: 'work', routingKeys: ['job.fine', 'job.fine', 'job.poison', 'job.fine'], intervalMs: 1200 },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: { queue: 'jobs', serviceMinMs: 300, serviceMaxMs: 300, failsOn: 'poison', onFailure: 'requeue' },
  },
]);

export const waitingRoom = start([
  { type: 'declareQueue', queue: 'wait', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'out', place: spot('queue', 1) },
]);

/** The clock is there so that time passes in steps while the person waits. */
export const clockAndQueue = start([
  { type: 'declareQueue', queue: 'parcels', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'clock', place: spot('queue', 1) },
  {
    type: 'addPublisher',
    client: 'ticking',
    place: spot('publisher', 1),
    options: { routingKeys: ['clock'], intervalMs: 500, deliveryMode: 1 },
  },
  {
    type: 'addConsumer',
    client: 'listening',
    place: spot('consumer', 1),
    options: { queue: 'clock', ack: 'auto', serviceMinMs: 10, serviceMaxMs: 10 },
  },
]);

export const fullQueue = start([
  { type: 'declareQueue', queue: 'latest', place: spot('queue', 0) },
  {
    type: 'addPublisher',
    client: 'sensor',
    place: spot('publisher', 0),
    options: { routingKeys: ['latest'], intervalMs: 400 },
  },
]);

export const confirmedPublisher = start([
  { type: 'declareQueue', queue: 'readings', place: spot('queue', 0) },
  {
    type: 'addPublisher',
    client: 'sensor',
    place: spot('publisher', 0),
    options: { routingKeys: ['readings'], intervalMs: 600, confirms: true },
  },
]);

export const twoSubscribers = start([
  { type: 'declareQueue', queue: 'events', place: spot('queue', 0.5) },
  {
    type: 'addPublisher',
    client: 'source',
    place: spot('publisher', 0.5),
    options: { routingKeys: ['events'], intervalMs: 700 },
  },
  ...['first', 'second'].map(
    (client, row): WrittenCommand => ({
      type: 'addConsumer',
      client,
      place: spot('consumer', row),
      options: { queue: 'events', prefetchCount: 3, serviceMinMs: 500, serviceMaxMs: 500 },
    }),
  ),
]);

function orders(arguments_: Readonly<Record<string, string>>): readonly WrittenCommand[] {
  return [
    { type: 'declareQueue', queue: 'orders', arguments: { ...arguments_ }, place: spot('queue', 0) },
    {
      type: 'addPublisher',
      client: 'shop',
      place: spot('publisher', 0),
      options: { routingKeys: ['orders'], intervalMs: 800, confirms: true },
    },
    {
      type: 'addConsumer',
      client: 'worker',
      place: spot('consumer', 0),
      options: { queue: 'orders', prefetchCount: 2, serviceMinMs: 300, serviceMaxMs: 300 },
    },
  ];
}

/** A classic queue on the first of three nodes. */
export const clusterOrders = start(orders({}), 1000, 3);

export const quorumOrders = start(orders({ 'x-queue-type': 'quorum' }), 3000, 3);

export const leakyExchange = start([
  { type: 'declareExchange', exchange: 'shop', exchangeType: 'direct', place: spot('exchange', 0) },
  { type: 'declareExchange', exchange: 'leftover', exchangeType: 'fanout', place: spot('exchange', 1) },
  { type: 'declareQueue', queue: 'orders', place: spot('queue', 0) },
  { type: 'declareQueue', queue: 'unknown', place: spot('queue', 1) },
  bind('shop', 'orders', 'order'),
  {
    type: 'addPublisher',
    client: 'web',
    place: spot('publisher', 0),
    options: { exchange: 'shop', routingKeys: ['order', 'ordre', 'order', 'refund'], intervalMs: 600 },
  },
]);
