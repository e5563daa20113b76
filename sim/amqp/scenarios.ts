import type { Scenario } from '../core/scenario';
import type { AmqpCommand } from './command';
import { type AmqpConfig, amqpConfig, NEW_RUN, ticksFromMs } from './config';
import { moments } from './moments';
import {
  blockedByAlarm,
  etaTasks,
  prefetchedTasks,
  priorityTakesOver,
  requeueForever,
  retryInTwoSteps,
  streamReadAgain,
} from './reported-scenarios';
import { eco2, overload, poison, pubSub, replicated, retry, rpc, topicRouting, workQueue } from './scenario-topologies';
import { at } from './script';
import { spot } from './spots';

export type AmqpScenarioId =
  | 'eco2-pipeline'
  | 'work-queue'
  | 'pub-sub'
  | 'topic-routing'
  | 'rpc'
  | 'retry-with-ttl'
  | 'poison-message'
  | 'overload-without-prefetch'
  | 'overload-with-prefetch'
  | 'lost-without-confirms'
  | 'kept-with-confirms'
  | 'quorum-loses-a-minority'
  | 'quorum-loses-a-majority'
  | 'eta-task-times-out'
  | 'requeued-until-dropped'
  | 'retry-in-two-steps'
  | 'priority-takes-over'
  | 'prefetched-by-one'
  | 'blocked-by-memory-alarm'
  | 'stream-read-again';

export type AmqpScenario = Scenario<AmqpConfig, AmqpCommand> & { readonly id: AmqpScenarioId };

const oneNode = amqpConfig.parse(NEW_RUN);
const threeNodes = amqpConfig.parse({ ...NEW_RUN, nodes: 3 });
/** Half an hour and a minute, in seconds. */
const shortTimeout = amqpConfig.parse({ ...NEW_RUN, consumerTimeoutMs: 6000, channelTickMs: 1000 });
const older = amqpConfig.parse({ ...NEW_RUN, rabbitmq: '3.10' });

/** A second worker comes to help when the first has more than it can do, and then the first one dies. */
function helpArrives(prefetchCount: number): ReturnType<typeof at> {
  return [
    ...at(0, ...overload(prefetchCount)),
    ...at(6000, {
      type: 'addConsumer',
      client: 'worker-2',
      place: spot('consumer', 1),
      options: { queue: 'tasks', prefetchCount, serviceMinMs: 700, serviceMaxMs: 700 },
    }),
    ...at(14_000, { type: 'crashClient', client: 'worker-1' }),
  ];
}

/** The node stops while messages are on their way, and comes back. */
function nodeStops(confirms: boolean): ReturnType<typeof at> {
  return [
    ...at(
      0,
      { type: 'declareQueue', queue: 'payments', place: spot('queue', 0) },
      {
        type: 'addPublisher',
        client: 'bank',
        place: spot('publisher', 0),
        options: {
          exchange: '',
          routingKeys: ['payments'],
          intervalMs: 300,
          limit: 24,
          confirms,
          latencyMinMs: 700,
          latencyMaxMs: 700,
        },
      },
      {
        type: 'addConsumer',
        client: 'ledger',
        place: spot('consumer', 0),
        options: { queue: 'payments', prefetchCount: 5, serviceMinMs: 100, serviceMaxMs: 100 },
      },
    ),
    ...at(4050, { type: 'stopNode', node: 'n1' }),
    ...at(6000, { type: 'startNode', node: 'n1' }),
  ];
}

function scenario(
  id: AmqpScenarioId,
  config: AmqpConfig,
  commands: AmqpScenario['commands'],
  endMs: number,
  seed = 1,
): AmqpScenario {
  return { id, ...moments[id], config, seed, commands, endTick: ticksFromMs(endMs) };
}

/** The seeds are chosen, and the tests say what for: another version of the model may need others. */
export const amqpScenarios: readonly AmqpScenario[] = [
  scenario(
    'eco2-pipeline',
    oneNode,
    [
      ...at(0, ...eco2),
      ...at(12_000, { type: 'crashClient', client: 'celery-1' }),
      ...at(16_000, { type: 'restartClient', client: 'celery-1' }),
    ],
    25_000,
  ),
  scenario('work-queue', oneNode, at(0, ...workQueue), 15_000),
  scenario(
    'pub-sub',
    oneNode,
    [
      ...at(0, ...pubSub),
      ...at(6500, { type: 'crashClient', client: 'disk' }),
      ...at(9500, { type: 'restartClient', client: 'disk' }),
    ],
    14_000,
  ),
  scenario('topic-routing', oneNode, at(0, ...topicRouting), 12_000),
  scenario('rpc', oneNode, at(0, ...rpc), 12_000),
  scenario('retry-with-ttl', oneNode, at(0, ...retry), 22_000, 3),
  scenario('poison-message', oneNode, at(0, ...poison), 25_000),
  scenario('overload-without-prefetch', oneNode, helpArrives(0), 22_000),
  scenario('overload-with-prefetch', oneNode, helpArrives(2), 22_000),
  scenario('lost-without-confirms', oneNode, nodeStops(false), 14_000),
  scenario('kept-with-confirms', oneNode, nodeStops(true), 16_000),
  scenario(
    'quorum-loses-a-minority',
    threeNodes,
    [
      ...at(0, ...replicated),
      ...at(6000, { type: 'stopNode', node: 'n1' }),
      ...at(14_000, { type: 'startNode', node: 'n1' }),
    ],
    18_000,
  ),
  scenario(
    'quorum-loses-a-majority',
    threeNodes,
    [
      ...at(0, ...replicated),
      ...at(6000, { type: 'stopNode', node: 'n2' }),
      ...at(7000, { type: 'stopNode', node: 'n3' }),
      ...at(14_000, { type: 'startNode', node: 'n2' }),
    ],
    20_000,
  ),
  scenario('eta-task-times-out', shortTimeout, etaTasks, 18_000),
  scenario('requeued-until-dropped', oneNode, requeueForever, 22_000),
  scenario('retry-in-two-steps', older, retryInTwoSteps, 14_000),
  scenario('priority-takes-over', oneNode, priorityTakesOver, 16_000),
  scenario('prefetched-by-one', oneNode, prefetchedTasks, 20_000),
  scenario('blocked-by-memory-alarm', oneNode, blockedByAlarm, 20_000),
  scenario('stream-read-again', oneNode, streamReadAgain, 20_000),
];
