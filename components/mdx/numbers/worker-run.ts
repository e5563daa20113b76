import { amqp } from '@/sim/amqp/amqp';
import { amqpConfig, NEW_RUN, ticksFromMs } from '@/sim/amqp/config';
import { at } from '@/sim/amqp/script';
import { spot } from '@/sim/amqp/spots';
import { recordScenario } from '@/sim/core/scenario';
import type { GivenSettings, NumbersRun } from './kit';
import { type WorkerSettings, workerSettings } from './worker-numbers';

/** At most so many tasks at one time are drawn, and so many messages. */
const RUNNING_MAX = 8;
const MESSAGES_MAX = 60;
/** The body of the message whose work kills the child process. */
const KILLER = 'too-large-image';

const WORKER_STARTS_MS = 1500;
/** When something stops: everything is delivered, nothing is done yet. */
export const STOPS_MS = 4000;
const END_MS = 16_000;

/** The settings on the lab's scale: what runs at once is divided, and everything with it. */
export function drawnWorker(settings: WorkerSettings): WorkerSettings {
  const scale = Math.max(1, settings.concurrency / RUNNING_MAX);
  const least = settings.messages === 0 ? 0 : 1;
  return {
    ...settings,
    concurrency: Math.max(1, Math.round(settings.concurrency / scale)),
    messages: Math.min(MESSAGES_MAX, Math.max(least, Math.round(settings.messages / scale))),
  };
}

/** Plays the settings: the messages are there, the worker starts, something stops, and a second worker takes what comes back. */
export function workerRun(given: GivenSettings): NumbersRun {
  const drawn = drawnWorker(workerSettings(given));
  const scenario = {
    id: 'your-numbers',
    config: amqpConfig.parse({ ...NEW_RUN, nodes: drawn.queue === 'quorum' || drawn.stops === 'node' ? 3 : 1 }),
    seed: 1,
    commands: [...messagesOf(drawn), ...workersOf(drawn), ...stopOf(drawn)].toSorted((a, b) => a.tick - b.tick),
    endTick: ticksFromMs(END_MS),
  };
  return { labId: 'amqp', recording: recordScenario(amqp, scenario), drawn: { ...drawn } };
}

const killsChild = ({ stops, pool }: WorkerSettings) => stops === 'child' && pool === 'prefork';

function messagesOf(drawn: WorkerSettings): ReturnType<typeof at> {
  const { queue, messages } = drawn;
  const isQuorum = queue === 'quorum';
  const byHand = killsChild(drawn) && messages > 0 ? 1 : 0;
  return [
    ...at(0, {
      type: 'declareQueue',
      queue: 'tasks',
      place: spot('queue', 0),
      arguments: isQuorum ? { 'x-queue-type': 'quorum' } : {},
    }),
    ...(byHand === 0 ? [] : at(300, { type: 'publish', routingKey: 'tasks', body: KILLER })),
    ...(messages - byHand < 1
      ? []
      : at(400, {
          type: 'addPublisher',
          client: 'api',
          place: spot('publisher', 0),
          options: {
            routingKeys: ['tasks'],
            intervalMs: 10,
            burst: messages - byHand,
            limit: messages - byHand,
            latencyMinMs: 50,
            latencyMaxMs: 50,
          },
        })),
  ];
}

function workersOf(drawn: WorkerSettings): ReturnType<typeof at> {
  const { concurrency, multiplier, acks } = drawn;
  const options = {
    queue: 'tasks',
    concurrency,
    prefetchCount: Math.min(1000, multiplier * concurrency),
    ack: acks === 'early' ? 'start' : 'late',
    serviceMinMs: 5000,
    serviceMaxMs: 5000,
  } as const;
  const deadly = killsChild(drawn)
    ? { failsOn: KILLER, onFailure: drawn.onWorkerLost === 'rejects' ? 'requeue' : 'ack' }
    : {};
  return [
    ...at(WORKER_STARTS_MS, {
      type: 'addConsumer',
      client: 'worker-1',
      place: spot('consumer', 0),
      options: { ...options, ...deadly } as typeof options,
    }),
    ...at(STOPS_MS + 1500, {
      type: 'addConsumer',
      client: 'worker-2',
      place: spot('consumer', 1.6),
      options,
    }),
  ];
}

function stopOf({ stops, pool }: WorkerSettings): ReturnType<typeof at> {
  if (stops === 'node') {
    return [
      ...at(STOPS_MS, { type: 'stopNode', node: 'n1' }),
      ...at(STOPS_MS + 5000, { type: 'startNode', node: 'n1' }),
    ];
  }
  // One child is killed by its own task; a process without children dies whole.
  if (stops === 'child' && pool === 'prefork') return [];
  return at(STOPS_MS, { type: 'crashClient', client: 'worker-1' });
}
