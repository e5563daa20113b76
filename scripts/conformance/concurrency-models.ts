import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Operation } from '../../sim/concurrency-models/config';
import { concurrencyModelsConfig } from '../../sim/concurrency-models/config';
import { MODELS, type Model } from '../../sim/concurrency-models/costs';
import { Refused } from '../../sim/concurrency-models/python/refused';
import { runProgram } from '../../sim/concurrency-models/python/run-program';
import { runWorkload } from '../../sim/concurrency-models/workload';
import { createRandom, type Random } from '../../sim/core/random';
import { bruteForce } from './concurrency-models-brute-force';
import { drawConformanceProgram } from './concurrency-models-programs';
import type { ConformanceOptions } from './options';

/** Debian's python3-gevent is for this one. */
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

/** Programs wait more than they compute: so many run at once. */
const PROCESSES = 8;

/** Differences that are made small and shown. */
const SHOWN_MAX = 3;

/** A difference has to show so often in a row: timers are real. */
const TRIES = 3;

export const runs = 400;

export const help = `runs generated programs of the subset on Debian's gevent and greenlet (PYTHON names another executable) and on the
model, and compares what they print: greenlets by themselves, gevent's greenlets, events, queues, locks, pools and timeouts, and plain
Python. Then 100 tasks at once that each call asyncio's run_until_complete in a patched thread, and makespans, switches and memory of
generated workloads against a computation that goes from one microsecond to the next.

Not compared: what stands on standard error; addresses in texts of objects; finalizers of greenlets that nothing refers to any more.
`;

interface Printed {
  readonly stdout?: string;
  readonly timeout?: true;
}

/** One Python process that forks for each program. */
class Gevent {
  private readonly child = spawn(PYTHON, [path.join(import.meta.dirname, 'concurrency-models.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  private readonly lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  async next<Answer>(): Promise<Answer> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${PYTHON} ended`);
    return JSON.parse(value) as Answer;
  }

  async run(program: string): Promise<string> {
    this.child.stdin.write(`${JSON.stringify({ program })}\n`);
    const { stdout } = await this.next<Printed>();
    return stdout ?? '(did not end)\n';
  }

  stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }
}

/** Null for a program that the model refuses or stops. */
function modelPrints(program: string): string | null {
  try {
    return runProgram(program).stdout;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

const withoutAddresses = (text: string) => text.replace(/\b0x[0-9a-f]+\b/g, '0x');

/** By how much the hub may oversleep, in nanoseconds. Where it matters, timers are too close to be compared on a busy machine. */
const WAKES_NS = [0, 400_000, 1_500_000, 3_000_000];

function isTooClose(program: string, printed: string): boolean {
  return WAKES_NS.some((wakeNs) => runProgram(program, undefined, wakeNs).stdout !== printed);
}

/** What the real one prints where it differs each time; null where they agree, or where it does not agree with itself. */
async function difference(
  gevent: Gevent,
  program: string,
): Promise<{ readonly real: string; readonly model: string } | null> {
  const model = modelPrints(program);
  if (model === null || isTooClose(program, model)) return null;
  const seen: string[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const real = withoutAddresses(await gevent.run(program));
    if (real === withoutAddresses(model)) return null;
    seen.push(real);
  }
  const [real = ''] = seen;
  return seen.every((each) => each === real) ? { real, model } : null;
}

/** The same difference in as few lines as it takes: a line, or one with all that is indented below it, left out after the other. */
async function shrunk(gevent: Gevent, program: string): Promise<string> {
  let best = program.split('\n');
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (let at = best.length - 1; at >= 0; at -= 1) {
      const indent = /^ */.exec(best[at] ?? '')?.[0].length ?? 0;
      let end = at + 1;
      while (
        end < best.length &&
        /^ */.exec(best[end] ?? '')?.[0] !== undefined &&
        (/^ */.exec(best[end] ?? '')?.[0].length ?? 0) > indent
      )
        end += 1;
      const shorter = [...best.slice(0, at), ...best.slice(end)];
      if (modelPrints(shorter.join('\n')) === null || (await difference(gevent, shorter.join('\n'))) === null) continue;
      best = shorter;
      isSmaller = true;
    }
  }
  return best.join('\n');
}

export async function conform({ seed, runs }: ConformanceOptions): Promise<boolean> {
  const gevents = Array.from({ length: PROCESSES }, () => new Gevent());
  try {
    const versions = await Promise.all(gevents.map((gevent) => gevent.next<object>()));
    console.log(JSON.stringify(versions[0]));
    const agree = await comparePrograms(gevents, seed, runs);
    const loops = await compareLoops(gevents[0] as Gevent);
    return compareMakespans(seed, runs) && loops && agree;
  } finally {
    for (const gevent of gevents) gevent.stop();
  }
}

async function comparePrograms(gevents: readonly Gevent[], seed: number, runs: number): Promise<boolean> {
  const found: { readonly seed: number; readonly program: string }[] = [];
  let [next, agreed, refused, lines, close] = [0, 0, 0, 0, 0];
  const work = async (gevent: Gevent) => {
    while (next < runs) {
      const own = (seed + next) >>> 0;
      next += 1;
      const program = drawConformanceProgram(createRandom(own));
      const model = modelPrints(program);
      if (model === null) refused += 1;
      else if (isTooClose(program, model)) close += 1;
      else if ((await difference(gevent, program)) === null) {
        agreed += 1;
        lines += model.split('\n').length - 1;
      } else found.push({ seed: own, program });
    }
  };
  await Promise.all(gevents.map(work));
  const [gevent] = gevents;
  for (const each of found.slice(0, SHOWN_MAX)) {
    if (gevent === undefined) break;
    const small = await shrunk(gevent, each.program);
    const shown = await difference(gevent, small);
    console.log(`DIFFERS with seed ${each.seed}\n${small}\n--- gevent\n${shown?.real}--- the model\n${shown?.model}`);
  }
  const print = found.length === 0 ? 'agree' : `agree, ${found.length} DIFFER`;
  console.log(
    `${agreed} programs ${print} (${lines.toLocaleString('en')} lines printed; ${close} more whose timers are too close, ${refused} refused by the model)`,
  );
  return found.length === 0 && refused === 0;
}

/** The case: 100 tasks at once in a patched thread, each with a loop of its own. */
const REAL_LOOPS = `from gevent import monkey
monkey.patch_all()
import asyncio
import gevent

def task(number):
    loop = asyncio.new_event_loop()
    coroutine = asyncio.sleep(0.05)
    try:
        loop.run_until_complete(coroutine)
        print('succeeds')
    except RuntimeError as error:
        coroutine.close()
        print('fails:', error)

gevent.joinall([gevent.spawn(task, number) for number in range(100)])
`;

const MODEL_LOOPS = `import gevent
running_loop = []

def task(number):
    try:
        if running_loop:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        running_loop.append(number)
        gevent.sleep(0.05)
        running_loop.pop()
        print('succeeds')
    except RuntimeError as error:
        print('fails:', error)

tasks = []
for number in range(100):
    tasks.append(gevent.spawn(task, number))
gevent.joinall(tasks)
`;

async function compareLoops(gevent: Gevent): Promise<boolean> {
  const real = await gevent.run(REAL_LOOPS);
  const model = modelPrints(MODEL_LOOPS);
  const succeeded = real.split('\n').filter((line) => line === 'succeeds').length;
  console.log(
    `${succeeded} of 100 tasks with a loop each succeed on asyncio and gevent: ${real === model ? 'agrees' : 'DIFFERS'}`,
  );
  return real === model;
}

function drawJobs(random: Random): Operation[][] {
  return Array.from({ length: 1 + random.below(8) }, () =>
    Array.from(
      { length: 1 + random.below(3) },
      (): Operation => ({ type: random.below(2) === 0 ? 'cpu' : 'wait', ms: random.below(12) / 2 }),
    ),
  );
}

function compareMakespans(seed: number, runs: number): boolean {
  for (let run = 0; run < runs; run += 1) {
    const random = createRandom((seed + run) >>> 0);
    const jobs = drawJobs(random);
    const per = (most: number, unit: number) =>
      Object.fromEntries(MODELS.map((model) => [model, unit * random.below(most)]));
    const costs = random.below(2) === 0 ? {} : { createUs: per(4, 500), switchUs: per(3, 500), bytes: per(9, 1_000) };
    const zero = { createUs: per(1, 1), switchUs: per(1, 1) };
    const config = concurrencyModelsConfig.parse({
      cores: 1 + random.below(4),
      gil: random.below(4) > 0,
      quantumMs: 1 + random.below(5),
      costs: 'bytes' in costs ? costs : zero,
    });
    for (const model of MODELS) {
      const own = runWorkload(model, jobs, config);
      const other = bruteForce(model as Model, jobs, config);
      if (own.makespanMs === other.makespanMs && own.switches === other.switches && own.peakBytes === other.peakBytes)
        continue;
      console.log(
        `DIFFERS with seed ${seed + run}: ${model} ${JSON.stringify({ jobs, cores: config.cores, gil: config.gil, costs })}`,
      );
      console.log(`the model ${JSON.stringify(own)}, one after the other ${JSON.stringify(other)}`);
      return false;
    }
  }
  console.log(`${runs} workloads under four models: makespans, switches and memory agree with brute force`);
  return true;
}
