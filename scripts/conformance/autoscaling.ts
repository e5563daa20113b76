/** `npm run conformance -- autoscaling`: what AMQP and HTTP say of a queue, on RabbitMQ and in the model; Kubernetes' own tables. */
import amqplib from 'amqplib';
import * as fc from 'fast-check';
import { hpaMemory, syncHpa } from '../../sim/autoscaling/hpa';
import { type RabbitmqFigures, type RabbitmqInput, rabbitmqFigures } from '../../sim/autoscaling/rabbitmq';
import { createAutoscalingSession } from '../../sim/autoscaling/session';
import { kubernetesCases, type SyncCase, syncCases } from './autoscaling-kubernetes';
import type { ConformanceOptions } from './options';
import { type RabbitmqServer, startRabbitmqServer } from './rabbitmq-server';

/** Queues that are compared at the same time: each mostly waits for statistics. */
const TOGETHER = 8;

/** Nothing has been delivered for so long: it is quiet, in milliseconds. */
const QUIET_MS = 250;
/** RabbitMQ collects statistics every 5 s; the machine may be busy. */
const STATISTICS_MS = 30_000;

export const runs = 40;

export const help = `makes random queues on a private RabbitMQ (Debian's 3.10): classic or quorum, up to 60 messages, up to three consumers that come one
after the other with a prefetch count of 0 to 30 (0: no limit), so many acknowledgements of what was delivered first, with or without automatic
acknowledgement, and with one consumer's connection closed at the end or not. Compared:

- messageCount and consumerCount that a passive queue.declare answers,
- messages, messages_ready and messages_unacknowledged of the management API, once its statistics are there,
- how many messages each consumer was given.

Before that the cases of Kubernetes' replica_calculator_test.go and horizontal_test.go, as facts. After it, whether the management API knew of 22
messages right after they were published, and AMQP did.

Not compared: rates, priorities, single active consumers, streams.
`;

const prefetch = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }));

const inputs: fc.Arbitrary<RabbitmqInput> = fc
  .record({
    type: fc.constantFrom('classic' as const, 'quorum' as const),
    published: fc.integer({ min: 0, max: 60 }),
    consumers: fc.array(fc.record({ prefetch }), { maxLength: 3 }),
    acked: fc.integer({ min: 0, max: 20 }),
    dies: fc.boolean(),
    who: fc.nat(2),
    autoAck: fc.boolean(),
  })
  .map(({ dies, who, ...input }) => {
    const count = input.consumers.length;
    return { ...input, die: dies && count > 0 ? who % count : null };
  });

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

type Connection = Awaited<ReturnType<typeof amqplib.connect>>;

interface Delivery {
  readonly consumer: number;
  ack(): void;
}

/** Plays one case on the broker. */
async function playReal(server: RabbitmqServer, queue: string, input: RabbitmqInput): Promise<RabbitmqFigures> {
  const url = `amqp://guest:guest@127.0.0.1:${server.amqpPort}`;
  const own: Connection = await amqplib.connect(url);
  const channel = await own.createConfirmChannel();
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': input.type } });
  for (let message = 0; message < input.published; message += 1)
    channel.sendToQueue(queue, Buffer.from(String(message)));
  await channel.waitForConfirms();

  const delivered = input.consumers.map(() => 0);
  const waiting: Delivery[] = [];
  let lastMs = Date.now();
  const quiet = async () => {
    lastMs = Date.now();
    while (Date.now() < lastMs + QUIET_MS) await pause(20);
  };
  const connections: Connection[] = [];
  for (const [consumer, { prefetch: count }] of input.consumers.entries()) {
    const connection = await amqplib.connect(url);
    connections.push(connection);
    const consuming = await connection.createChannel();
    consuming.on('error', () => undefined);
    await consuming.prefetch(count);
    const onMessage = (message: amqplib.ConsumeMessage | null) => {
      if (message === null) return;
      lastMs = Date.now();
      delivered[consumer] = (delivered[consumer] ?? 0) + 1;
      waiting.push({ consumer, ack: () => consuming.ack(message) });
    };
    await consuming.consume(queue, onMessage, { noAck: input.autoAck });
    await quiet();
  }
  for (let left = input.autoAck ? 0 : input.acked; left > 0 && waiting.length > 0; left -= 1) {
    waiting.shift()?.ack();
    // One after the other, as messages are taken: the next one goes to whom there is room again.
    await pause(15);
  }
  await quiet();
  if (input.die !== null) await connections[input.die]?.close();
  await quiet();

  const { messageCount, consumerCount } = await channel.checkQueue(queue);
  const http = await statisticsOf(server, queue, messageCount);
  const living = connections.filter((_, index) => index !== input.die);
  await Promise.all(living.map((connection) => connection.close()));
  await channel.deleteQueue(queue);
  await own.close();
  return { amqp: { messageCount, consumerCount }, http, deliveredTo: delivered };
}

/** What the management API says once it has said the same twice, at least a collection apart, and as much as AMQP is ready. */
async function statisticsOf(server: RabbitmqServer, queue: string, ready: number): Promise<RabbitmqFigures['http']> {
  const deadline = Date.now() + STATISTICS_MS;
  let last = '';
  for (;;) {
    await pause(5_500);
    const { messages, messages_ready, messages_unacknowledged } = (await server.api('GET', `/queues/%2F/${queue}`)) as {
      messages?: number;
      messages_ready?: number;
      messages_unacknowledged?: number;
    };
    const figures = {
      messages: messages ?? -1,
      messages_ready: messages_ready ?? -1,
      messages_unacknowledged: messages_unacknowledged ?? -1,
    };
    const text = JSON.stringify(figures);
    if ((text === last && figures.messages_ready === ready) || Date.now() > deadline) return figures;
    last = text;
  }
}

function compareTables(): boolean {
  const session = createAutoscalingSession();
  let different = 0;
  for (const { name, line, expected } of kubernetesCases) {
    const [answer] = session.feed(JSON.stringify(line));
    const isSame = Object.entries(expected).every(
      ([key, value]) => JSON.stringify((answer as Record<string, unknown>)[key]) === JSON.stringify(value),
    );
    if (isSame) continue;
    different += 1;
    console.log(
      `differs: ${name}\n  ${JSON.stringify(line)}\n  Kubernetes ${JSON.stringify(expected)}\n  model ${JSON.stringify(answer)}`,
    );
  }
  for (const each of syncCases) {
    const replicas = syncOf(each);
    if (replicas === each.expected) continue;
    different += 1;
    console.log(`differs: ${each.name}\n  Kubernetes ${each.expected}\n  model ${replicas}`);
  }
  console.log(`${kubernetesCases.length + syncCases.length} cases of Kubernetes' tables, ${different} differ`);
  return different === 0;
}

const NOW_S = 10_000;
const PERIOD_S = 120;

/** One sync after what was done and proposed before. */
function syncOf({ current, raw, periodS = PERIOD_S, ...asked }: SyncCase): number | null {
  const memory = hpaMemory();
  const changes = (all: readonly number[] = []) => all.map((change) => ({ t: NOW_S - periodS / 2, change }));
  memory.ups = changes(asked.ups);
  memory.downs = changes(asked.downs);
  memory.proposals = (asked.proposals ?? [[Number.POSITIVE_INFINITY, 0]]).map(([agoS, replicas]) => ({
    t: NOW_S - agoS,
    replicas,
  }));
  const rules = (windowS = 0, policies: SyncCase['up'] = []) => ({
    windowS,
    policies: policies.map(([type, value]) => ({ type, value, periodS })),
    select: 'Max' as const,
  });
  const spec = {
    ...{ min: asked.min ?? 1, max: asked.max ?? 1_000, toleranceMilli: 100, kubernetes: '1.32' as const },
    up: rules(asked.upWindowS, asked.up),
    down: rules(asked.downWindowS, asked.down),
  };
  return syncHpa(spec, memory, current, raw, NOW_S)?.replicas ?? null;
}

async function compareQueues(server: RabbitmqServer, { seed, runs: count }: ConformanceOptions): Promise<boolean> {
  const cases = fc.sample(inputs, { seed, numRuns: count });
  let different = 0;
  for (let from = 0; from < cases.length; from += TOGETHER) {
    await Promise.all(
      cases.slice(from, from + TOGETHER).map(async (input, index) => {
        const real = await playReal(server, `q${from + index}`, input);
        const model = rabbitmqFigures(input);
        if (JSON.stringify(real) === JSON.stringify(model)) return;
        different += 1;
        const line = JSON.stringify({ rabbitmq: input });
        console.log(`differs: ${line}\n  RabbitMQ ${JSON.stringify(real)}\n  model    ${JSON.stringify(model)}`);
      }),
    );
  }
  console.log(`${cases.length} queues on RabbitMQ, ${different} differ`);
  return different === 0;
}

/** Right after 22 messages were published and taken: what either side says. */
async function compareClocks(server: RabbitmqServer): Promise<void> {
  const connection = await amqplib.connect(`amqp://guest:guest@127.0.0.1:${server.amqpPort}`);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue('clocks');
  await pause(6_000);
  for (let message = 0; message < 22; message += 1) channel.sendToQueue('clocks', Buffer.from(''));
  await channel.waitForConfirms();
  const { messageCount } = await channel.checkQueue('clocks');
  const { messages } = (await server.api('GET', '/queues/%2F/clocks')) as { messages?: number };
  console.log(`right after publishing 22: AMQP ${messageCount}, HTTP ${messages ?? 'nothing'}`);
  const later = await statisticsOf(server, 'clocks', 22);
  console.log(`once statistics are collected: HTTP ${later.messages}`);
  await channel.deleteQueue('clocks');
  await connection.close();
}

export async function conform(options: ConformanceOptions): Promise<boolean> {
  const areTablesSame = compareTables();
  const server = await startRabbitmqServer();
  try {
    const areQueuesSame = await compareQueues(server, options);
    await compareClocks(server);
    return areTablesSame && areQueuesSame;
  } finally {
    await server.stop();
  }
}
