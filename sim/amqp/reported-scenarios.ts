import type { WrittenCommand } from './script';
import { at } from './script';
import { spot } from './spots';

/**
 * What people have reported, in small: each is what a public bug report describes, with the names and the times of this lab.
 */

const quorum = { 'x-queue-type': 'quorum' } as const;

/** A queue whose rejected or expired messages go to another one, through the default exchange. */
function passesOn(
  queue: string,
  to: string,
  row: number,
  more: { readonly [name: string]: number } = {},
): WrittenCommand {
  return {
    type: 'declareQueue',
    queue,
    arguments: { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': to, ...more },
    place: spot('queue', row),
  };
}

/**
 * Celery holds tasks with a far ETA without acknowledging them, RabbitMQ closes the channel for it, and the worker gets the
 * same tasks again (https://github.com/celery/celery/issues/6760, https://github.com/celery/celery/issues/6954).
 */
export const etaTasks = at(
  0,
  { type: 'declareQueue', queue: 'celery', place: spot('queue', 0) },
  {
    type: 'addConsumer',
    client: 'celery-1',
    place: spot('consumer', 0),
    options: { queue: 'celery', prefetchCount: 4, serviceMinMs: 9000, serviceMaxMs: 9000 },
  },
  {
    type: 'addPublisher',
    client: 'web',
    place: spot('publisher', 0),
    options: { exchange: '', routingKeys: ['celery'], intervalMs: 800, limit: 3 },
  },
);

/**
 * A worker requeues what it cannot do. Quorum queues of 4.0 give it out again before everything else, and after the limit of 20
 * drop it where there is no dead-letter exchange (https://github.com/rabbitmq/rabbitmq-server/pull/11937; the queue that is held
 * up: https://github.com/rabbitmq/rabbitmq-website/issues/1731).
 */
export const requeueForever = at(
  0,
  { type: 'declareQueue', queue: 'orders', arguments: { ...quorum }, place: spot('queue', 0) },
  {
    type: 'addPublisher',
    client: 'shop',
    place: spot('publisher', 0),
    options: { exchange: '', routingKeys: ['orders'], intervalMs: 1000, limit: 6, confirms: true },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: {
      queue: 'orders',
      serviceMinMs: 200,
      serviceMaxMs: 200,
      failsOn: 'shop-2',
      onFailure: 'requeue',
      latencyMinMs: 100,
      latencyMaxMs: 100,
    },
  },
);

/**
 * A rejected job waits in two queues with a TTL and comes back. In the second round 3.10 takes it for a message that goes round by
 * itself, and drops it (https://github.com/rabbitmq/rabbitmq-server/issues/11159 tells of the same in 3.13).
 */
export const retryInTwoSteps = at(
  0,
  passesOn('jobs', 'wait.short', 0),
  passesOn('wait.short', 'wait.long', 1.2, { 'x-message-ttl': 1200 }),
  passesOn('wait.long', 'jobs', 2.4, { 'x-message-ttl': 2400 }),
  {
    type: 'addPublisher',
    client: 'producer',
    place: spot('publisher', 0),
    options: { exchange: '', routingKeys: ['jobs'], intervalMs: 500, limit: 1 },
  },
  {
    type: 'addConsumer',
    client: 'worker',
    place: spot('consumer', 0),
    options: { queue: 'jobs', serviceMinMs: 500, serviceMaxMs: 500, failsOn: 'producer', onFailure: 'reject' },
  },
);

/**
 * A consumer of a higher priority comes to a queue with a single active consumer, which requeues what it holds: then nobody is
 * served any more (https://github.com/rabbitmq/rabbitmq-server/issues/14141).
 */
export const priorityTakesOver = [
  ...at(
    0,
    {
      type: 'declareQueue',
      queue: 'ledger',
      arguments: { ...quorum, 'x-single-active-consumer': true, 'x-delivery-limit': -1 },
      place: spot('queue', 0),
    },
    {
      type: 'addPublisher',
      client: 'bank',
      place: spot('publisher', 0),
      options: { exchange: '', routingKeys: ['ledger'], intervalMs: 900, limit: 6, confirms: true },
    },
    {
      type: 'addConsumer',
      client: 'standby',
      place: spot('consumer', 0),
      options: {
        queue: 'ledger',
        priority: 0,
        serviceMinMs: 700,
        serviceMaxMs: 700,
        failsOn: 'bank',
        onFailure: 'requeue',
      },
    },
  ),
  ...at(5000, {
    type: 'addConsumer',
    client: 'main',
    place: spot('consumer', 1.4),
    options: { queue: 'ledger', priority: 100, serviceMinMs: 300, serviceMaxMs: 300 },
  }),
];

/**
 * The broker runs low on memory while an API publishes tasks: its connection is blocked, the worker goes on, and what was sent
 * meanwhile is read when the alarm is over (https://github.com/celery/celery/issues/2689; the same seen from a client that
 * wants to know of it: https://github.com/mosquito/aio-pika/issues/506).
 */
export const blockedByAlarm = [
  ...at(
    0,
    { type: 'declareQueue', queue: 'celery', place: spot('queue', 0) },
    {
      type: 'addPublisher',
      client: 'api',
      place: spot('publisher', 0),
      options: { exchange: '', routingKeys: ['celery'], intervalMs: 400, limit: 30, confirms: true },
    },
    {
      type: 'addConsumer',
      client: 'worker',
      place: spot('consumer', 0),
      options: { queue: 'celery', prefetchCount: 2, serviceMinMs: 500, serviceMaxMs: 500 },
    },
  ),
  ...at(4000, { type: 'setAlarm', alarm: 'memory', isOn: true }),
  ...at(10_000, { type: 'setAlarm', alarm: 'memory', isOn: false }),
];

/**
 * Three readers of one stream: from its beginning, from what comes next, and late, from the beginning again. One of them rejects a
 * message that it cannot process: nothing becomes of that, since a stream has neither requeueing nor dead letters
 * (https://github.com/rabbitmq-community/rstream/issues/158).
 */
export const streamReadAgain = [
  ...at(
    0,
    {
      type: 'declareQueue',
      queue: 'events',
      arguments: {
        'x-queue-type': 'stream',
        'x-stream-max-segment-size-bytes': 1500,
        'x-max-length-bytes': 3000,
      },
      place: spot('queue', 0),
    },
    {
      type: 'addPublisher',
      client: 'api',
      place: spot('publisher', 0),
      options: { exchange: '', routingKeys: ['events'], intervalMs: 500, limit: 24, confirms: true, bodyBytes: 100 },
    },
    {
      type: 'addConsumer',
      client: 'audit',
      place: spot('consumer', 0),
      options: {
        queue: 'events',
        streamOffset: 'first',
        prefetchCount: 5,
        serviceMinMs: 200,
        serviceMaxMs: 200,
        failsOn: 'api-3',
        onFailure: 'reject',
      },
    },
  ),
  ...at(5000, {
    type: 'addConsumer',
    client: 'live',
    place: spot('consumer', 1.2),
    options: { queue: 'events', streamOffset: 'next', prefetchCount: 5, serviceMinMs: 100, serviceMaxMs: 100 },
  }),
  ...at(14_000, {
    type: 'addConsumer',
    client: 'report',
    place: spot('consumer', 2.4),
    options: { queue: 'events', streamOffset: 'first', prefetchCount: 20, serviceMinMs: 50, serviceMaxMs: 50 },
  }),
];

/**
 * A worker with one process has taken four long tasks at once; another one that is free gets none of them
 * (https://github.com/celery/celery/issues/2788).
 */
export const prefetchedTasks = [
  ...at(
    0,
    { type: 'declareQueue', queue: 'celery', place: spot('queue', 0) },
    {
      type: 'addConsumer',
      client: 'worker-1',
      place: spot('consumer', 0),
      options: { queue: 'celery', prefetchCount: 4, serviceMinMs: 4000, serviceMaxMs: 4000 },
    },
    {
      type: 'addPublisher',
      client: 'beat',
      place: spot('publisher', 0),
      options: { exchange: '', routingKeys: ['celery'], intervalMs: 700, limit: 4 },
    },
  ),
  ...at(4500, {
    type: 'addConsumer',
    client: 'worker-2',
    place: spot('consumer', 1.4),
    options: { queue: 'celery', prefetchCount: 4, serviceMinMs: 4000, serviceMaxMs: 4000 },
  }),
];
