/**
 * Runs a lab without a page.
 *
 *   npm run -s lab -- <model>
 *
 * Lines in the model's own language in, its answers as JSON lines out: `amqp` takes AMQP methods, `redis-streams` commands.
 *
 *   npm run -s lab -- <lab> --seed N [--config JSON] [--explore RUNS]
 *
 * The lab as learners have it: JSON lines in, one JSON line per step out.
 * Input: `{"run": ms}` lets time pass, `{"at": ms, "command": {…}}` runs to a moment and acts. Times are simulated
 * milliseconds since the start; a line's `tick` is the simulation's own (Raft: a microsecond). A rule that breaks prints a
 * line `{"violation": …}` after the step that broke it. With `--explore` nothing is read: RUNS random schedules are run,
 * from seed N on, and one line says what they came to, with the commands that break each broken rule, shrunk.
 * Bad input: one line on standard error that says which line and why, exit 2.
 *
 *   npm run -s lab -- asyncio PROGRAM.py
 *
 * A lab that runs programs: see program-lab.ts.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { labById, labs } from '../sim/catalog';
import { createEngine, type StepRecord } from '../sim/core/engine';
import { type Exploration, type Explorer, explore, type FoundViolation } from '../sim/core/explore';
import type { Lab, LabTypes } from '../sim/core/lab';
import { LimitExceeded, RUN_STEPS_MAX, SEED_MAX, TICK_MAX } from '../sim/core/limits';
import { BadLine, type LineSession } from '../sim/core/line-session';
import { shrink } from '../sim/core/shrink';
import { CommandRefused, type Simulation } from '../sim/core/simulation';

// Says what is wrong with a line in words; zod/mini has none of its own.
z.config(z.locales.en());

const USAGE = 'usage: npm run -s lab -- <lab> --seed N [--config JSON] [--explore RUNS]';

const EXPLORE_RUNS_MAX = 10_000_000;

/** Steps that shrinking one counterexample may take. */
const SHRINK_STEPS_MAX = 1_000_000;

/** What is wrong with what was asked for, in one line. */
class BadInput extends Error {}

/** What the input brought about; anything else is a fault of the program and keeps its stack. */
function isInputError(error: unknown): error is Error {
  return (
    error instanceof BadInput ||
    error instanceof BadLine ||
    error instanceof CommandRefused ||
    error instanceof LimitExceeded
  );
}

const milliseconds = z.number().check(z.minimum(0));
const inputLine = z.union([
  z.strictObject({ run: milliseconds }),
  z.strictObject({ at: milliseconds, command: z.unknown() }),
]);

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string' }, config: { type: 'string' }, explore: { type: 'string' } },
    });
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : USAGE);
  }
}

interface Arguments {
  readonly id: string;
  readonly seed: number;
  readonly config: unknown;
  /** Null: read commands instead. */
  readonly exploreRuns: number | null;
}

function readArguments(): Arguments {
  const { values, positionals } = readOptions();
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new BadInput(USAGE);
  const seed = readWholeNumber('--seed', values.seed, 0, SEED_MAX);
  const config = parseJson(values.config ?? '{}', '--config is not JSON');
  const exploreRuns =
    values.explore === undefined ? null : readWholeNumber('--explore', values.explore, 1, EXPLORE_RUNS_MAX);
  return { id, seed, config, exploreRuns };
}

function readWholeNumber(option: string, text: string | undefined, min: number, max: number): number {
  const value = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || value < min || value > max) {
    throw new BadInput(`${option} must be a whole number in ${min} .. ${max}`);
  }
  return value;
}

function parseJson(text: string, complaint: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(complaint);
  }
}

function explain(error: z.core.$ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
    .replaceAll('\n', ' ');
}

function parseConfig<Config>(codec: z.ZodMiniType<Config>, config: unknown): Config {
  const parsed = codec.safeParse(config);
  if (!parsed.success) throw new BadInput(`--config: ${explain(parsed.error)}`);
  return parsed.data;
}

/** Runs random schedules and says in one line what they came to. */
function exploreLab<T extends LabTypes>(
  { simulation, explorer }: Lab<T>,
  options: { seed: number; config: unknown; runs: number },
): void {
  if (explorer === null) throw new BadInput(`--explore: ${simulation.id} cannot be explored`);
  const config = parseConfig(simulation.config, options.config);
  let last: Exploration<T['Config'], T['Command']> | null = null;
  for (const sum of explore(simulation, explorer, { ...options, config })) last = sum;
  if (last === null) return;
  const { found, ...totals } = last;
  const counterexamples = found.map((violation) => shrunk(simulation, explorer, violation));
  process.stdout.write(`${JSON.stringify({ ...totals, counterexamples })}\n`);
}

function shrunk<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  explorer: Explorer<Config, State, Command>,
  { id, name, source, values, recording }: FoundViolation<Config, Command>,
) {
  let smallest = { best: recording, values };
  const simpler = (command: Command) => explorer.simpler(command);
  const options = { rule: name, stepsBudget: SHRINK_STEPS_MAX, simpler };
  for (const progress of shrink(simulation, recording, options)) smallest = progress;
  const { seed, commands, end } = smallest.best;
  return { id, name, source, values: smallest.values, seed, steps: end.step, commands };
}

/** One lab, driven line by line. */
function createRunner<T extends LabTypes>(
  { simulation, stepLine }: Lab<T>,
  { seed, config }: { seed: number; config: unknown },
): (line: string) => void {
  const engine = createEngine(simulation, { config: parseConfig(simulation.config, config), seed });
  const broken = new Set<string>();

  function print(record: StepRecord<T['Command'], T['Event']>): void {
    const line = stepLine(record, engine.state);
    if (line !== null) process.stdout.write(`${JSON.stringify(line)}\n`);
    for (const violation of record.violations) {
      if (broken.has(violation.name)) continue;
      broken.add(violation.name);
      process.stdout.write(
        `${JSON.stringify({ violation: { ...violation, step: record.step, tick: record.tick } })}\n`,
      );
    }
  }

  function requireStepsLeft(): void {
    if (engine.stepNumber >= RUN_STEPS_MAX) throw new BadInput(`a run has at most ${RUN_STEPS_MAX} steps`);
  }

  function runTo(tick: number): void {
    if (tick > TICK_MAX)
      throw new BadInput(`a run ends at ${(TICK_MAX / simulation.ticksPerSecond) * 1000} ms at the latest`);
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) {
      requireStepsLeft();
      const record = engine.step();
      if (record !== null) print(record);
    }
    engine.advanceTo(tick);
  }

  const ticks = (ms: number): number => Math.round((ms * simulation.ticksPerSecond) / 1000);

  return (line) => {
    const input = inputLine.safeParse(parseJson(line, 'not JSON'));
    if (!input.success) throw new BadInput('expected {"run": ms} or {"at": ms, "command": {…}}, ms ≥ 0');
    if ('run' in input.data) {
      runTo(engine.tick + ticks(input.data.run));
      return;
    }
    const command = simulation.command.safeParse(input.data.command);
    if (!command.success) throw new BadInput(`command: ${explain(command.error)}`);
    const tick = ticks(input.data.at);
    if (tick < engine.tick) {
      throw new BadInput(
        `at: ${input.data.at} ms is past, it is ${(engine.tick / simulation.ticksPerSecond) * 1000} ms`,
      );
    }
    runTo(tick);
    requireStepsLeft();
    print(engine.dispatch(command.data));
  };
}

/** Feeds a session its lines and prints what it answers. */
function createTalk(session: LineSession): (line: string) => void {
  return (line) => printAll(session.feed(line));
}

function printAll(values: readonly unknown[]): void {
  for (const value of values) process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function readLines(take: (line: string) => void): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      take(line);
    } catch (error) {
      if (!isInputError(error)) throw error;
      throw new BadInput(`line ${number}: ${error.message}`);
    }
  }
}

async function runProgram(args: readonly string[]): Promise<void> {
  // Only now: the other labs need no interpreter.
  const { runProgramLab } = await import('./program-lab');
  try {
    await runProgramLab(args);
  } catch (error) {
    throw isInputError(error) ? new BadInput(error.message) : error;
  }
}

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === 'asyncio') return runProgram(rest);
  const named: Lab | null = labById(name ?? '');
  const open = await named?.lineSession?.();
  // With options, the name means the lab around the model: the run that learners have.
  if (open !== undefined && rest.length === 0) {
    const session = open();
    await readLines(createTalk(session));
    printAll(session.end?.() ?? []);
    return;
  }
  const { id, seed, config, exploreRuns } = readArguments();
  const lab: Lab | null = labById(id);
  if (lab === null) {
    throw new BadInput(`there is no lab "${id}"; there are: ${Object.keys(labs).join(', ')}`);
  }
  if (exploreRuns === null) return readLines(createRunner(lab, { seed, config }));
  exploreLab(lab, { seed, config, runs: exploreRuns });
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main().catch((error: unknown) => {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.message.replaceAll('\n', ' ')}\n`);
  process.exitCode = 2;
});
