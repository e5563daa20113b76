import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as fc from 'fast-check';
import { bodies, CALLEE, type Code, callee } from '../../sim/gil/bytecode';
import { reachableValues } from '../../sim/gil/reachable';
import type { ConformanceOptions } from './options';

const SHIPPED = path.join(import.meta.dirname, '../../sim/gil/bytecode.json');
const PYTHON = process.env.PYTHON ?? 'python3.11';

/** How often each set of generated bodies is run on Python, every time with other switches. */
const ROUNDS = 400;
const UPDATES = 200_000;

export const runs = 200;

export const help = `asks Python 3.11 (PYTHON names another executable) what is deterministic there:

- the bytecode of every shipped body, instruction by instruction, against its own dis;
- which calls let another thread run before they return (nobody asks: the switch interval is a minute);
- no slice of a busy thread is shorter than the switch interval while another one waits;
- bodies for which the model reaches no lost update lose none in ${UPDATES.toLocaleString('en')} calls of each of two threads, at 1 µs;
- two or three threads with generated bodies (assignments, calls, loops, the lock): every value of x that Python comes to in
  ${ROUNDS} rounds, at 1 µs, is one that the model reaches, from Python's own bytecode of these bodies.

Not compared: how often something happens, and how long a hand-over takes. --record writes the bytecode anew.
`;

interface Bytecode {
  readonly python: string;
  readonly callee: Code;
  readonly bodies: Readonly<Record<string, Code>>;
}

/** One Python process; a question and an answer at a time. */
class Python {
  private readonly child = spawn(PYTHON, [path.join(import.meta.dirname, 'gil.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  private readonly lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  async ask<Answer>(question: object): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${PYTHON} ended`);
    return JSON.parse(value) as Answer;
  }

  stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }
}

export async function conform({ seed, runs, record }: ConformanceOptions): Promise<boolean> {
  const python = new Python();
  try {
    const read = await python.ask<Bytecode>({ ask: 'bytecode', bodies: Object.keys(bodies) });
    console.log(`Python ${read.python}`);
    if (record) {
      await writeFile(SHIPPED, formatted(read));
      return true;
    }
    // Patch releases of one version compile alike: whichever is installed is compared.
    const shipped: Bytecode = JSON.parse(await readFile(SHIPPED, 'utf8'));
    const isShipped = JSON.stringify({ ...read, python: shipped.python }) === JSON.stringify(shipped);
    const checks = [
      tell('bytecode of the shipped bodies', isShipped),
      await compareReleases(python),
      await compareSlices(python),
      await compareLosses(python),
      await compareRandom(python, seed, runs),
    ];
    return checks.every(Boolean);
  } finally {
    python.stop();
  }
}

function tell(what: string, agrees: boolean): boolean {
  console.log(`${agrees ? 'agrees ' : 'DIFFERS'} ${what}`);
  return agrees;
}

/** One instruction a line. */
function formatted({ python, callee: f, bodies: all }: Bytecode): string {
  const code = (each: Code, indent: string) =>
    `[\n${each.map((one) => `${indent}  ${JSON.stringify(one)}`).join(',\n')}\n${indent}]`;
  const list = Object.entries(all).map(([body, each]) => `    ${JSON.stringify(body)}: ${code(each, '    ')}`);
  return `{\n  "python": ${JSON.stringify(python)},\n  "callee": ${code(f, '  ')},\n  "bodies": {\n${list.join(',\n')}\n  }\n}\n`;
}

/** What the lab says of calls: the ones that wait or work on bytes let others run, the ones that handle objects do not. */
const RELEASES: Readonly<Record<string, boolean>> = {
  'time.sleep(0.05)': true,
  'hashlib.sha256(data)': true,
  'zlib.compress(data)': true,
  'lock.acquire(timeout=0.05)': true,
  're.match(catastrophic)': false,
  'sum(range(n))': false,
  'sorted(numbers)': false,
  'json.dumps(numbers)': false,
};

async function compareReleases(python: Python): Promise<boolean> {
  const { releases } = await python.ask<{ releases: Record<string, boolean> }>({ ask: 'releases' });
  return Object.entries(RELEASES)
    .map(([call, expected]) => tell(`${call} ${expected ? 'releases' : 'keeps'} the GIL`, releases[call] === expected))
    .every(Boolean);
}

async function compareSlices(python: Python): Promise<boolean> {
  const agreed: boolean[] = [];
  for (const interval of [1, 5, 20]) {
    const question = { ask: 'slices', interval_ms: interval, seconds: 1 };
    const { slices_ms: slices } = await python.ask<{ slices_ms: number[] }>(question);
    const least = Math.min(...slices);
    // The two clocks are read a little after the hand-over, once earlier and once later.
    const what = `no slice below the interval of ${interval} ms (${slices.length} slices, the shortest ${least.toFixed(2)} ms)`;
    agreed.push(tell(what, slices.length > 0 && least > interval - 0.3));
  }
  return agreed.every(Boolean);
}

async function compareLosses(python: Python): Promise<boolean> {
  const agreed: boolean[] = [];
  for (const body of [
    'x += 1',
    'x = x + 1',
    'with lock: x += f()',
    'x += f()',
    'x += int(1)',
    't = x; f(); x = t + 1',
  ]) {
    const canLose = reachableValues([body, body], '3.11').some((value) => value < 2);
    const question = { ask: 'count', bodies: [body, body], updates: UPDATES };
    const { lost } = await python.ask<{ lost: number }>(question);
    const says = canLose ? 'can lose' : 'never loses';
    agreed.push(tell(`${body}: the model ${says}, Python lost ${lost}`, canLose || lost === 0));
  }
  return agreed.every(Boolean);
}

const value = fc.constantFrom('1', '2', 'f()', 'int(1)', 'x', 't', 'max(x, 1)', 'f() + x', 'x + 1');
const simple = fc.oneof(
  fc.tuple(fc.constantFrom('x', 't'), fc.constantFrom('=', '+=', '-=', '*='), value).map((parts) => parts.join(' ')),
  fc.constantFrom('f()', 'int(1)'),
);
const lines = fc.array(simple, { minLength: 1, maxLength: 3 }).map((each) => each.join('; '));
const statement = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: lines.map((inner) => `with lock: ${inner}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), lines).map(([n, inner]) => `for _ in range(${n}): ${inner}`),
  },
  { weight: 1, arbitrary: fc.tuple(value, lines).map(([left, inner]) => `if ${left} == 1: ${inner}`) },
);
/** Local `t` is set first, so that reading it never fails. */
const generatedBody = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((statements) => ['t = 0', ...statements].join('\n'));

async function compareRandom(python: Python, seed: number, runs: number): Promise<boolean> {
  let values = 0;
  let seen = 0;
  const property = fc.asyncProperty(fc.array(generatedBody, { minLength: 2, maxLength: 3 }), async (texts) => {
    const read = await python.ask<Bytecode>({ ask: 'bytecode', bodies: texts });
    const codeOf = (code: string): Code => (code === CALLEE ? callee : (read.bodies[code] ?? []));
    const reachable = reachableValues(texts, '3.11', codeOf);
    const { finals } = await python.ask<{ finals: Record<string, number> }>({
      ask: 'run',
      bodies: texts,
      rounds: ROUNDS,
    });
    values += reachable.length;
    seen += Object.keys(finals).length;
    const beyond = Object.keys(finals).filter((final) => !reachable.includes(Number(final)));
    if (beyond.length > 0)
      throw new Error(`Python comes to ${beyond.join(', ')}, the model to ${reachable.join(', ')}`);
  });
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: false });
  if (result.failed) {
    console.log(result.counterexample?.[0].join('\n---\n'), '\n', result.errorInstance);
  }
  return tell(
    `${result.numRuns} sets of generated bodies (${seen} of ${values} reachable values seen)`,
    !result.failed,
  );
}
