/** `npm run conformance -- amqp`: random sessions on RabbitMQ and on the lab's model, compared. */
import { availableParallelism, loadavg } from 'node:os';
import fc from 'fast-check';
import { type Comparison, compareSession, type Difference, type Stage } from './amqp-compare';
import { compareDefinitions } from './amqp-definitions';
import { FeatureCounts } from './amqp-features';
import { recordFixtures } from './amqp-fixtures';
import { sessions } from './amqp-generator';
import { compareInspections } from './amqp-inspect';
import type { JsonObject } from './amqp-lines';
import { QueueProbe, TooSlow } from './amqp-real';
import { shrinkSession } from './amqp-shrink';
import type { ConformanceOptions } from './options';
import { type RabbitmqServer, startRabbitmqServer } from './rabbitmq-server';

/** Sessions played at the same time, fewer on a busy machine; more would only make each slower than its times to live allow. */
const stageCount = (loadavg()[0] ?? 0) > 2 * availableParallelism() ? 6 : 16;
const repetitions = 4;
const shrinkTimeLimitMs = 240_000;
/** In so many random sessions each feature is to occur. */
const runsForEveryFeature = 2_000;

/** A vhost's name is one character, as `/` is: RabbitMQ cuts its texts at 255 bytes. */
export async function setUpStages(server: RabbitmqServer, count: number): Promise<Stage[]> {
  const names = Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
  return Promise.all(
    names.map(async (vhost) => {
      await server.api('PUT', `/vhosts/${vhost}`);
      const probe = await QueueProbe.open(server.amqpPort, vhost);
      const setPolicy = async (name: string, policy: JsonObject | null): Promise<void> => {
        await server.api(policy === null ? 'DELETE' : 'PUT', `/policies/${vhost}/${name}`, policy ?? undefined);
      };
      return { port: server.amqpPort, vhost, probe, setPolicy };
    }),
  );
}

interface Found {
  readonly run: number;
  readonly difference: Difference;
}

interface Played {
  readonly found: Found | null;
  readonly agreed: number;
  readonly again: number;
  readonly byProcessId: number;
  /** Sessions that could not be played in their time. */
  readonly late: number;
}

/** Plays the sessions on all stages until one differs. */
async function playAll(
  stages: readonly Stage[],
  generated: readonly (readonly JsonObject[])[],
  counts: FeatureCounts,
): Promise<Played> {
  let next = 0;
  let agreed = 0;
  let again = 0;
  let byProcessId = 0;
  let late = 0;
  let found: Found | null = null;
  const note = (run: number, comparison: Comparison): void => {
    if (comparison.difference !== null) {
      if (found === null || run < found.run) found = { run, difference: comparison.difference };
      return;
    }
    agreed += 1;
    if (comparison.again) again += 1;
    if (comparison.byProcessId) byProcessId += 1;
    counts.add(comparison.exchanges);
    if (agreed % 200 === 0) process.stderr.write(`${agreed} sessions agree\n`);
  };
  await Promise.all(
    stages.map(async (stage) => {
      while (next < generated.length && found === null) {
        const run = next;
        next += 1;
        try {
          note(run, await compareSession(stage, generated[run] ?? [], repetitions));
        } catch (error) {
          if (!(error instanceof TooSlow)) throw error;
          late += 1;
        }
      }
    }),
  );
  return { found, agreed, again, byProcessId, late };
}

/** The smallest session that is answered as differently as the one that was found. */
async function shrink(stage: Stage, found: Difference): Promise<Difference> {
  let smallest = found;
  const giveUpMs = Date.now() + shrinkTimeLimitMs;
  await shrinkSession(found.lines, async (lines) => {
    if (Date.now() > giveUpMs) return false;
    const { difference } = await compareSession(stage, lines, 1);
    if (difference === null || difference.lines.length < lines.length) return false;
    smallest = difference;
    return true;
  });
  return smallest;
}

function printDifference({ lines, real, ours }: Difference): void {
  const json = (values: readonly JsonObject[]): string =>
    values.map((value) => `    ${JSON.stringify(value)}\n`).join('');
  process.stdout.write(`The session:\n${json(lines)}`);
  process.stdout.write(`The real broker's answer to the last line:\n${json(real)}The model's:\n${json(ours)}`);
}

async function run(server: RabbitmqServer, options: ConformanceOptions): Promise<boolean> {
  const stages = await setUpStages(server, stageCount);
  if (options.record) return recordFixtures(stages);
  const agreed = (await compareSessions(stages, options)) && (await compareInspections(server, stages, options.seed));
  await Promise.all(stages.map(({ probe }) => probe.close()));
  return (await compareDefinitions(server, options.seed)) && agreed;
}

async function compareSessions(stages: readonly Stage[], options: ConformanceOptions): Promise<boolean> {
  const startedMs = Date.now();
  const generated = fc.sample(sessions, { seed: options.seed, numRuns: options.runs });
  const counts = new FeatureCounts();
  const { found, agreed, again, byProcessId, late } = await playAll(stages, generated, counts);
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  process.stdout.write(`${agreed} of ${options.runs} random sessions agree, in ${seconds} s (seed ${options.seed}).\n`);
  process.stdout.write(`${again} of them only when the real broker was asked again.\n`);
  process.stdout.write(`${byProcessId} with ids of the broker's processes that are longer or shorter than usual.\n`);
  if (late > 0) process.stdout.write(`${late} could not be played in their time: the machine was busy.\n`);
  process.stdout.write(`Lines that exercised each feature:\n${counts.table()}\n`);
  const [stage] = stages;
  if (found !== null && stage !== undefined) {
    process.stdout.write(`Session ${found.run} differs; shrinking it.\n`);
    printDifference(await shrink(stage, found.difference));
  }
  const missing = counts.missing();
  if (missing.length > 0) process.stdout.write(`Not exercised: ${missing.join(', ')}.\n`);
  return found === null && late === 0 && (missing.length === 0 || options.runs < runsForEveryFeature);
}

/** Runs the comparison; whether everything agreed. */
export async function conform(options: ConformanceOptions): Promise<boolean> {
  const server = await startRabbitmqServer();
  try {
    return await run(server, options);
  } finally {
    await server.stop();
  }
}

export const runs = 2_000;

export const help = `compares the AMQP lab's model with RabbitMQ (Debian's rabbitmq-server, started and stopped here).

Compared, line by line, is what the clients see once it is quiet: every method the broker sends with all its fields,
error codes and texts word for word, each delivery's body, properties and headers (x-death too), delivery tags, the
redelivered flag, the counts of ready messages and consumers, and at the end of each session what is left in each queue.
Some sessions are inspected while their clients are connected: ready bodies in order, unacknowledged messages, consumers.
Topologies exported from the model as definitions, loaded into RabbitMQ and exported again are the same.

Not compared:
  - time: how long an answer takes, and the time in x-death
  - names that the broker invents (amq.gen-…, amq.ctag-…): only that there is one, and where it appears again
  - the order between deliveries to different consumers, and between different channels, caused by one line
  - how confirms are put together (multiple): only which publishes were confirmed or refused
  - a queue's x-expires on a quorum queue, which looks at it every five seconds
  - what follows basic.cancel on a classic queue with a single active consumer: RabbitMQ 3.10 may lose the queue
  - how many messages a stream has, which the broker counts every five seconds, and what several that come at once are to it
  - how long the ids of the broker's processes are, which a stream writes beside each message: they grow while the broker runs. What
    differs is compared with the model for each length; how many agreed only so is printed
  - what a client forges so badly that RabbitMQ's own queue process fails
    (an x-death header that is no list of tables, a count in it that is no whole number)
  - sessions whose answer is a race in the real broker: a session is played again, up to ${repetitions} times, and agrees if the
    real broker ever answers as the model does; how many needed that is printed
`;
