/**
 * Runs a lab without a page: JSON lines in, one JSON line per step out.
 *
 *   npm run -s lab -- <lab> --seed N [--config JSON]
 *
 * Input: `{"run": ms}` lets time pass, `{"at": ms, "command": {…}}` runs to a moment and acts. Times are simulated
 * milliseconds since the start. A rule that breaks prints a line `{"violation": …}` after the step that broke it.
 * Bad input: one line on standard error that says which line and why, exit 2.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { labById, labs } from '../sim/catalog';
import { createEngine, type StepRecord } from '../sim/core/engine';
import type { Lab } from '../sim/core/lab';
import { LimitExceeded, RUN_STEPS_MAX, SEED_MAX, TICK_MAX } from '../sim/core/limits';
import { CommandRefused } from '../sim/core/simulation';

const USAGE = 'usage: npm run -s lab -- <lab> --seed N [--config JSON]';

/** What is wrong with what was asked for, in one line. */
class BadInput extends Error {}

/** What the input brought about; anything else is a fault of the program and keeps its stack. */
function isInputError(error: unknown): error is Error {
  return error instanceof BadInput || error instanceof CommandRefused || error instanceof LimitExceeded;
}

const milliseconds = z.number().min(0);
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

function readArguments(): { id: string; seed: number; config: unknown } {
  const { values, positionals } = readOptions();
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new BadInput(USAGE);
  if (values.explore !== undefined) throw new BadInput(`--explore: ${id} cannot be explored yet`);
  const seed = Number(values.seed);
  if (!/^\d+$/.test(values.seed ?? '') || seed > SEED_MAX) {
    throw new BadInput(`--seed must be a whole number in 0 .. ${SEED_MAX}`);
  }
  return { id, seed, config: parseJson(values.config ?? '{}', '--config is not JSON') };
}

function parseJson(text: string, complaint: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(complaint);
  }
}

function explain(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
    .replaceAll('\n', ' ');
}

/** One lab, driven line by line. */
function createRunner<Config, State, Command, Event>(
  { simulation, stepLine }: Lab<Config, State, Command, Event>,
  { seed, config }: { seed: number; config: unknown },
): (line: string) => void {
  const parsed = simulation.config.safeParse(config);
  if (!parsed.success) throw new BadInput(`--config: ${explain(parsed.error)}`);
  const engine = createEngine(simulation, { config: parsed.data, seed });
  const broken = new Set<string>();

  function print(record: StepRecord<Command, Event>): void {
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

async function main(): Promise<void> {
  const { id, seed, config } = readArguments();
  const lab: Lab<unknown, unknown, unknown, unknown> | null = labById(id);
  if (lab === null) throw new BadInput(`there is no lab "${id}"; there are: ${Object.keys(labs).join(', ')}`);
  const run = createRunner(lab, { seed, config });
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      run(line);
    } catch (error) {
      if (!isInputError(error)) throw error;
      throw new BadInput(`line ${number}: ${error.message}`);
    }
  }
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main().catch((error: unknown) => {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.message.replaceAll('\n', ' ')}\n`);
  process.exitCode = 2;
});
