/**
 * How the queues stand while clients still hold messages: `{"inspect":"queues"}` of the model against what the real broker's
 * queues say of themselves. The counts that it publishes are seconds old, so that they are asked for inside it.
 */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import { CanonicalSession, stableText } from './amqp-canonical';
import type { Stage } from './amqp-compare';
import { sessions } from './amqp-generator';
import type { Frame, JsonObject } from './amqp-lines';
import { playOnModel } from './amqp-play';
import { RealPlayer } from './amqp-real';
import type { RabbitmqServer } from './rabbitmq-server';

const sessionCount = 96;
const attemptsMax = 6;

/** A line for each queue: its virtual host and its name in base 64, and how many of its messages are unacknowledged. */
const unackedExpression = `
  iolist_to_binary([begin
    {resource, VHost, queue, Name} = amqqueue:get_name(Q),
    Count = case amqqueue:get_type(Q) of
      rabbit_quorum_queue ->
        {ok, Held, _} = ra:consistent_query(amqqueue:get_pid(Q), fun rabbit_fifo:query_messages_checked_out/1),
        Held;
      _ -> proplists:get_value(messages_unacknowledged, rabbit_amqqueue:info(Q, [messages_unacknowledged]))
    end,
    [VHost, " ", base64:encode(Name), " ", integer_to_list(Count), ";"]
  end || Q <- rabbit_amqqueue:list()]).`;

type Counts = ReadonlyMap<string, number>;

async function unackedCounts(server: RabbitmqServer): Promise<Counts> {
  // Erlang prints a long text as several, one on each line.
  const answer = (await server.evaluate(unackedExpression)).replaceAll(/"\s+"/g, '');
  const found = [...answer.matchAll(/([^\s;"]+) ([\w+/=]*) (\d+);/g)];
  return new Map(
    found.map(([, vhost = '', name = '', count = '0']) => [
      `${vhost} ${Buffer.from(name, 'base64').toString()}`,
      Number(count),
    ]),
  );
}

const inspectLine: JsonObject = { inspect: 'queues' };

/** Whether the session can be looked at while it stands: nothing expires, nothing is closed to others. */
function standsStill(lines: readonly JsonObject[]): boolean {
  const text = JSON.stringify(lines);
  return !/x-message-ttl|x-expires|expiration|"exclusive":true|advance|x-single-active|"stream"|"queue":""/.test(text);
}

/** The sessions' lines without those that look at what they left, resolved to what is sent. */
async function bodies(seed: number): Promise<(readonly JsonObject[])[]> {
  const generated = fc.sample(sessions, { seed, numRuns: sessionCount * 20 });
  const chosen = generated
    .map((lines) => lines.filter((line) => line.connection !== 'reader' && line.channel !== 9))
    .filter(standsStill)
    .slice(0, sessionCount);
  return Promise.all(chosen.map(async (lines) => (await playOnModel(lines)).map(({ send }) => send)));
}

async function inspectModel(lines: readonly JsonObject[]): Promise<readonly JsonObject[]> {
  const answered = await playOnModel([...lines, inspectLine], true);
  return answered.at(-1)?.expect ?? [];
}

/** A session that stands on the real broker, its clients connected. */
interface Standing {
  readonly lines: readonly JsonObject[];
  readonly stage: Stage;
  readonly player: RealPlayer;
}

async function play(stage: Stage, lines: readonly JsonObject[], patient: boolean): Promise<Standing> {
  const player = new RealPlayer(stage, patient, 1);
  const session = new CanonicalSession(player);
  for (const line of lines) await session.feed(line);
  return { lines, stage, player };
}

async function inspectReal({ stage, player }: Standing, counts: Counts): Promise<readonly Json[]> {
  const queues: readonly Frame[] = await player.feed(inspectLine);
  return queues.map(({ name, ready, consumers }) => ({
    name: name ?? null,
    ready: ready ?? null,
    unacked: counts.get(`${stage.vhost} ${String(name)}`) ?? null,
    consumers: consumers ?? null,
  }));
}

const inAnyOrder = (queues: readonly Json[]): string => queues.map(stableText).sort().join('\n');

/** Whether every session's queues stood the same; the first that did not is printed. */
export async function compareInspections(
  server: RabbitmqServer,
  stages: readonly Stage[],
  seed: number,
): Promise<boolean> {
  let waiting = (await bodies(seed)).map((lines) => ({ lines, attempts: 0 }));
  const count = waiting.length;
  let held = 0;
  while (waiting.length > 0) {
    const batch = waiting.slice(0, stages.length);
    waiting = waiting.slice(stages.length);
    const standing = await Promise.all(
      batch.map(({ lines, attempts }, index) => play(stages[index] as Stage, lines, attempts > 0)),
    );
    const counts = await unackedCounts(server);
    for (const [index, one] of standing.entries()) {
      const { lines, attempts } = batch[index] as (typeof batch)[number];
      const [real, ours] = [await inspectReal(one, counts), await inspectModel(lines)];
      await one.player.end();
      if (inAnyOrder(real) === inAnyOrder(ours)) {
        held += ours.reduce((sum, queue) => sum + Number(queue.unacked ?? 0), 0);
      } else if (attempts < attemptsMax) waiting.push({ lines, attempts: attempts + 1 });
      else return printDifference(lines, real, ours);
    }
  }
  process.stdout.write(`${count} sessions inspected with clients connected agree (${held} messages unacknowledged).\n`);
  return true;
}

function printDifference(lines: readonly JsonObject[], real: readonly Json[], ours: readonly Json[]): false {
  const listed = lines.map((line) => `    ${JSON.stringify(line)}\n`).join('');
  process.stdout.write(`Queues stand differently after\n${listed}`);
  process.stdout.write(`The real broker: ${JSON.stringify(real)}\nThe model:       ${JSON.stringify(ours)}\n`);
  return false;
}
