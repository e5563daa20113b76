import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createNodeRunner } from '../../python/node-runner';
import type { ProgramRunner } from '../../python/program-runner';
import { IterationLines, type ProgramEvent } from '../../sim/asyncio/events';
import type { RecordedProgram } from '../../sim/asyncio/programs';
import { readEvent, writeLog } from '../../sim/asyncio/read-events';
import { createRandom } from '../../sim/core/random';
import type { Json } from '../../sim/core/simulation';
import { randomProgram } from './asyncio-programs';
import type { ConformanceOptions } from './options';

const PYTHON = process.env.PYTHON ?? 'python3';

export const runs = 80;

export const help = `runs random asyncio programs in the interpreter of the page (CPython 3.11.3 as WebAssembly, with the recorder) and on this
machine's Python (PYTHON names another executable, which should be a 3.11), there with the selector loop of the system whose waiting takes no
time, and compares every iteration: its virtual time, the ready queue, what ran, the timers in the order of the heap, and what was written;
then how the program ended.

--record runs the lab's own programs (sim/asyncio/programs) anew and writes down what they did.

Not compared: the order within one iteration where it comes from a set of tasks, which go by their addresses. Such programs are counted.
`;

type Lines = readonly Json[];

/** This machine's Python, a program and its lines at a time. */
class RealPython {
  private readonly child = spawn(PYTHON, [path.join(import.meta.dirname, 'asyncio-real.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONHASHSEED: '0' },
  });
  private readonly answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  async version(): Promise<string> {
    return String((await this.next()).python);
  }

  async run(source: string): Promise<Lines> {
    this.child.stdin.write(`${JSON.stringify({ source })}\n`);
    return (await this.next()).lines as Lines;
  }

  stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }

  private async next(): Promise<Readonly<Record<string, Json>>> {
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`${PYTHON} ended`);
    return JSON.parse(value);
  }
}

async function recorded(runner: ProgramRunner, source: string): Promise<Lines> {
  const lines = new IterationLines();
  const found: Json[] = [];
  await runner.run(source, (event) => found.push(...lines.feed(readEvent(event))));
  return found;
}

/** What is the same whatever the order within an iteration. */
function unordered(line: Json | undefined): string {
  const parts = Object.entries(line ?? {}).map(([key, value]) => [key, Array.isArray(value) ? sorted(value) : value]);
  return ordered(Object.fromEntries(parts));
}

const sorted = (values: readonly Json[]): readonly string[] => values.map((each) => JSON.stringify(each)).sort();

/**
 * The keys in one order, for the two write them in different ones. Where a module of asyncio is, and on which line, differs by version;
 * which call of an endless recursion is the last one, by what else is on the stack.
 */
const ordered = (line: Json | undefined): string =>
  JSON.stringify(Object.entries(line ?? {}).sort())
    .replaceAll(/(maximum recursion depth exceeded)[\w ]*/g, '$1')
    .replaceAll(/\/[\w./-]*\/asyncio\/(\w+)\.py:\d+/g, '$1.py');

function firstDifference(real: Lines, page: Lines, say: (line: Json | undefined) => string): number {
  const length = Math.max(real.length, page.length);
  for (let at = 0; at < length; at += 1) if (say(real[at]) !== say(page[at])) return at;
  return -1;
}

const PROGRAMS = path.join(import.meta.dirname, '../../sim/asyncio/programs');

/** Runs the lab's own programs and writes down what they did. */
async function recordPrograms(): Promise<void> {
  const runner = await createNodeRunner({ keepsSpare: true });
  const recorded: Record<string, RecordedProgram> = {};
  try {
    for (const name of readdirSync(PROGRAMS).sort()) {
      const source = readFileSync(path.join(PROGRAMS, name), 'utf8');
      const events: ProgramEvent[] = [];
      await runner.run(source, (event) => void events.push(readEvent(event)));
      recorded[name.replace(/\.py$/, '')] = { source, log: writeLog(events) };
    }
  } finally {
    runner.close();
  }
  const file = path.join(PROGRAMS, '..', 'recorded.json');
  writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
  console.log(`${Object.keys(recorded).length} programs: ${file}`);
}

export async function conform({ seed, runs, record }: ConformanceOptions): Promise<boolean> {
  if (record) {
    await recordPrograms();
    return true;
  }
  const real = new RealPython();
  const runner = await createNodeRunner({ keepsSpare: true });
  const counts = { iterations: 0, unordered: 0, different: 0, ends: new Map<string, number>() };
  try {
    console.log(`Python ${await real.version()}`);
    for (let run = 0; run < runs; run += 1) {
      const source = randomProgram(createRandom((seed + run) >>> 0));
      const [theirs, ours] = await Promise.all([real.run(source), recorded(runner, source)]);
      counts.iterations += ours.length - 1;
      const end = Object.keys(ours.at(-1) ?? {})[0] ?? '';
      counts.ends.set(end, (counts.ends.get(end) ?? 0) + 1);
      if (firstDifference(theirs, ours, ordered) < 0) continue;
      const at = firstDifference(theirs, ours, unordered);
      if (at < 0) {
        counts.unordered += 1;
        continue;
      }
      counts.different += 1;
      console.log(`DIFFERS program of seed ${seed + run}\n${source}\nline ${at}`);
      console.log(`Python ${ordered(theirs[at])}\npage   ${ordered(ours[at])}`);
    }
  } finally {
    real.stop();
    runner.close();
  }
  const ends = [...counts.ends].map(([end, count]) => `${count} ${end}`).join(', ');
  const total = `${runs} programs, ${counts.iterations.toLocaleString('en')} iterations; ${ends}; ${counts.unordered} but for an order of a set`;
  console.log(`${counts.different === 0 ? 'agrees ' : `${counts.different} differ`} ${total}`);
  return counts.different === 0;
}
