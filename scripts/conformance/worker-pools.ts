/** `npm run conformance -- worker-pools`: random sessions on Celery with RabbitMQ, and random cases of anyio's limiter. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import type { ConformanceOptions } from './options';
import { startRabbitmqServer } from './rabbitmq-server';
import {
  type CeleryCase,
  celeryCases,
  endOf,
  type LimiterCase,
  limiterCases,
  linesOf,
  modelOf,
  taskName,
} from './worker-pools-cases';
import { type FastapiCase, fastapiCases, fastapiDifference } from './worker-pools-fastapi';

const SCRIPT = path.join(import.meta.dirname, 'worker-pools.py');
/** Debian's packages python3-celery, python3-gevent and python3-anyio are found by Debian's Python. */
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

/** Sessions that run at the same time: each of them mostly sleeps. */
const TOGETHER = 4;
/** How much later or earlier something may happen than in the model, in milliseconds. */
const LATE_MS = 1_200;
/** The limiter runs on a virtual clock: sums of seconds differ in their last digits only. */
const SAME_S = 1e-6;
const LIMITER_CASES_A_RUN = 50;
const FASTAPI_CASES_A_RUN = 4;

export const runs = 12;

export const help = `runs random sessions on a Celery worker (Debian's 5.2.6; PYTHON names another interpreter) at a private RabbitMQ: prefork, gevent,
threads or solo, one to three slots, multiplier 0 to 3, early and late ack, with and without reject. Three to nine tasks are published at once; the worker
is killed and started again, or the child that runs the first task is killed, or nothing is. Compared:

- how often each task begins and ends, whether it was redelivered, and when, to ${LATE_MS} ms;
- how many messages are ready, at up to three moments.

A killed child is noticed at once by the model and within five seconds by Celery: of these sessions only how often tasks begin and end is compared.
Before that ${LIMITER_CASES_A_RUN} times as many cases of anyio's CapacityLimiter (Debian's 3.6.2) on a virtual clock: requests that come, wait and
give up, and resizes; when each has its token. And ${FASTAPI_CASES_A_RUN} times as many applications of FastAPI (Debian's 0.92) with one to three tokens: requests to
\`def\` and \`async def\`, to one that blocks the loop, and to one with a connection from a \`def\` dependency; how long each waits.

Not compared: eventlet (not installed), ETAs, broken connections, deploys, several queues, Uvicorn's processes.
`;

interface RealEvent {
  readonly at: number;
  readonly start?: string;
  readonly end?: string;
  readonly pid?: number;
  readonly redelivered?: boolean;
}

interface RealSession {
  readonly ready: readonly number[];
  readonly events: readonly RealEvent[];
}

function runPython(mode: 'session' | 'limiter' | 'fastapi', input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(PYTHON, ['-W', 'ignore', SCRIPT, mode], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${PYTHON} ended with ${code}`))));
    child.stdin.end(input);
  });
}

/** What one task does: when it begins and ends, and whether it was given out once more. */
interface TaskStory {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly isRedelivered: boolean;
}

interface Story {
  readonly ready: readonly number[];
  readonly tasks: readonly TaskStory[];
}

function modelStory(given: CeleryCase): Story {
  const answers = modelOf([...linesOf(given), { at: endOf(given), ask: 'queue' }]);
  return {
    ready: answers.flatMap(({ ready }) => (ready === undefined ? [] : [ready])),
    tasks: given.durations.map((_, index) => {
      const name = taskName(index);
      return {
        starts: answers.flatMap(({ start, t = 0 }) => (start === name ? [t] : [])),
        ends: answers.flatMap(({ end, t = 0 }) => (end === name ? [t] : [])),
        isRedelivered: answers.some(({ redelivered }) => redelivered === name),
      };
    }),
  };
}

/** Plays a case on a worker of its own, with a queue of its own. */
async function realStory(given: CeleryCase, place: { url: string; folder: string; id: number }): Promise<Story> {
  const publish = given.durations.map((ms, index) => [taskName(index), ms, 'sleep']);
  const timed = linesOf(given).filter((line) => 'at' in line && !('publish' in line));
  const lines = [
    { at: 0, publish },
    // The child that runs the first task, whichever it is.
    ...timed.map((line) => ('kill' in line && line.kill !== 'worker' ? { ...line, kill: taskName(0) } : line)),
    { at: endOf(given), ask: 'queue' },
  ];
  const { url, folder, id } = place;
  const session = { url, queue: `case-${id}`, log: path.join(folder, String(id)), celery: given.celery, lines };
  const { ready, events } = JSON.parse(await runPython('session', JSON.stringify(session))) as RealSession;
  return {
    ready,
    tasks: given.durations.map((_, index) => {
      const name = taskName(index);
      const starts = events.filter(({ start }) => start === name);
      return {
        starts: starts.map(({ at }) => at),
        ends: events.flatMap(({ end, at }) => (end === name ? [at] : [])),
        isRedelivered: starts.some(({ redelivered }) => redelivered === true),
      };
    }),
  };
}

/** Null, or what differs first. */
function difference({ kill }: CeleryCase, model: Story, real: Story): string | null {
  const isOnlyCounted = kill?.what === 'child';
  const ready = isOnlyCounted ? [model.ready.at(-1), real.ready.at(-1)] : [model.ready, real.ready];
  if (JSON.stringify(ready[0]) !== JSON.stringify(ready[1])) return `ready ${JSON.stringify(ready)}`;
  for (const [index, task] of model.tasks.entries()) {
    const other = real.tasks[index];
    const told = `${taskName(index)}: ${JSON.stringify(task)} against ${JSON.stringify(other)}`;
    if (other === undefined || !areLike(task, other, isOnlyCounted)) return told;
  }
  return null;
}

function areLike(one: TaskStory, other: TaskStory, isOnlyCounted: boolean): boolean {
  const like = (times: readonly number[], real: readonly number[]) =>
    times.length === real.length &&
    (isOnlyCounted || times.every((time, index) => Math.abs(time - (real[index] ?? 0)) <= LATE_MS));
  return like(one.starts, other.starts) && like(one.ends, other.ends) && one.isRedelivered === other.isRedelivered;
}

async function compareCelery(seed: number, count: number): Promise<boolean> {
  const cases = fc.sample(celeryCases, { seed, numRuns: count });
  const server = await startRabbitmqServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'interleave-celery-'));
  const url = `amqp://guest:guest@127.0.0.1:${server.amqpPort}//`;
  let made = 0;
  let next = 0;
  let again = 0;
  const found: string[] = [];
  const play = async (given: CeleryCase): Promise<string | null> => {
    made += 1;
    return difference(given, modelStory(given), await realStory(given, { url, folder, id: made }));
  };
  const playSome = async (): Promise<void> => {
    for (let given = cases[next]; given !== undefined; given = cases[next]) {
      next += 1;
      const first = await play(given);
      if (first === null) continue;
      // A machine that is busy for a moment is not a difference.
      again += 1;
      const second = await play(given);
      if (second !== null) found.push(`${JSON.stringify(given)}\n  ${second}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: TOGETHER }, playSome));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const tasks = cases.reduce((sum, { durations }) => sum + durations.length, 0);
  const kills = (what: string) => cases.filter(({ kill }) => kill?.what === what).length;
  const pools = ['prefork', 'gevent', 'threads', 'solo'].map(
    (pool) => `${pool} ${cases.filter(({ celery }) => celery.pool === pool).length}`,
  );
  for (const each of found) console.log(each);
  return tell(
    `${count - found.length} of ${count} sessions of a Celery worker (${pools.join(', ')}; ${tasks} tasks; killed: worker ${kills('worker')}, child ${kills('child')}; played again: ${again})`,
    found.length === 0,
  );
}

type Runs = Readonly<Record<string, string | readonly [number, number]>>;

async function compareLimiter(seed: number, count: number): Promise<boolean> {
  const cases = fc.sample(limiterCases, { seed, numRuns: count });
  const output = await runPython('limiter', cases.map((each) => JSON.stringify(each)).join('\n'));
  const real = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Runs);
  let different = 0;
  for (const [index, each] of cases.entries()) {
    const model = modelRuns(each);
    if (Object.entries(model).every(([id, run]) => isLikeRun(run, real[index]?.[id]))) continue;
    different += 1;
    console.log(`${JSON.stringify(each)}\n  ${JSON.stringify(model)} against ${JSON.stringify(real[index])}`);
  }
  const resized = cases.filter(({ resizes }) => resizes.length > 0).length;
  return tell(`${count - different} of ${count} cases of anyio's limiter (${resized} with resizes)`, different === 0);
}

function modelRuns(given: LimiterCase): Runs {
  const [answer] = modelOf([{ anyio: '3.6', ...given }]);
  return (answer as { readonly runs?: Runs }).runs ?? {};
}

function isLikeRun(model: Runs[string], real: Runs[string] | undefined): boolean {
  if (typeof model === 'string' || typeof real === 'string' || real === undefined) return model === real;
  return model.every((time, index) => Math.abs(time - (real[index] ?? 0)) <= SAME_S);
}

function tell(what: string, agrees: boolean): boolean {
  console.log(`${agrees ? 'agrees ' : 'DIFFERS'} ${what}`);
  return agrees;
}

async function compareFastapi(seed: number, count: number): Promise<boolean> {
  const cases = fc.sample(fastapiCases, { seed, numRuns: count });
  const shares = Array.from({ length: TOGETHER }, (_, at) => cases.filter((_each, index) => index % TOGETHER === at));
  let again = 0;
  const found = await Promise.all(
    shares.map(async (share) => {
      const first = await differencesOf(share);
      again += first.length;
      // A machine that is busy for a moment is not a difference.
      return differencesOf(first.map(({ given }) => given));
    }),
  );
  const different = found.flat();
  for (const { difference: told } of different) console.log(told);
  const requests = cases.reduce((sum, each) => sum + each.requests.length, 0);
  return tell(
    `${count - different.length} of ${count} applications of FastAPI (${requests} requests; played again: ${again})`,
    different.length === 0,
  );
}

async function differencesOf(cases: readonly FastapiCase[]) {
  const output =
    cases.length === 0 ? '' : await runPython('fastapi', cases.map((each) => JSON.stringify(each)).join('\n'));
  const real = output.split('\n').filter((line) => line !== '');
  return cases.flatMap((given, index) => {
    const told = fastapiDifference(given, JSON.parse(real[index] ?? '[]') as readonly number[]);
    return told === null ? [] : [{ given, difference: told }];
  });
}

export async function conform({ seed, runs: count }: ConformanceOptions): Promise<boolean> {
  const limiter = await compareLimiter(seed, LIMITER_CASES_A_RUN * count);
  const fastapi = await compareFastapi(seed, FASTAPI_CASES_A_RUN * count);
  const celery = await compareCelery(seed, count);
  return limiter && fastapi && celery;
}
