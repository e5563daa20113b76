import * as z from 'zod/mini';
import { createEngine, type Engine, type Snapshot, type StepRecord, type Violation } from './engine';
import {
  LimitExceeded,
  RECORDING_CHARACTERS_MAX,
  RECORDING_COMMANDS_MAX,
  RUN_LIMITS,
  RUN_STEPS_MAX,
  type RunLimits,
  SEED_MAX,
  TICK_MAX,
} from './limits';
import { CommandRefused, type Simulation, type Tick } from './simulation';

/** A command that is step number `step` of its run and happens at `tick`, which may lie between two events. */
export interface RecordedCommand<Command> {
  readonly step: number;
  readonly tick: Tick;
  readonly command: Command;
}

/** A run, whole: whoever has the same simulation can run it again to the same bytes. */
export interface Recording<Config, Command> {
  readonly format: 1;
  readonly simulation: string;
  readonly version: string;
  readonly seed: number;
  readonly config: Config;
  /** By rising step. */
  readonly commands: readonly RecordedCommand<Command>[];
  /** The last step, and where the clock rested after it. */
  readonly end: { readonly step: number; readonly tick: Tick };
}

export type RecordingRefusal =
  | 'broken-json'
  | 'unknown-simulation'
  | 'unknown-version'
  | 'too-large'
  | 'too-many-steps'
  | 'invalid';

export type ParsedRecording<Config, Command> =
  | { readonly ok: true; readonly recording: Recording<Config, Command> }
  | { readonly ok: false; readonly reason: RecordingRefusal; readonly message: string };

const stepNumber = z.int().check(z.minimum(0));
const tick = z.int().check(z.minimum(0), z.maximum(TICK_MAX));

/** Read before the rest, so that a recording from elsewhere is refused for what it is and not for a detail. */
const header = z.object({
  format: z.literal(1),
  simulation: z.string().check(z.maxLength(100)),
  version: z.string().check(z.maxLength(100)),
  end: z.strictObject({ step: stepNumber, tick }),
});

const envelope = z.strictObject({
  ...header.shape,
  seed: z.int().check(z.minimum(0), z.maximum(SEED_MAX)),
  config: z.unknown(),
  commands: z
    .array(z.strictObject({ step: stepNumber.check(z.minimum(1)), tick, command: z.unknown() }))
    .check(z.maxLength(RECORDING_COMMANDS_MAX)),
});

/**
 * Reads a recording of `simulation` from JSON text. Nothing is run. Refuses, with the reason: text over 256 Ki characters,
 * broken JSON, another simulation or version, more than 1,000,000 steps, anything outside the codecs' bounds.
 */
export function parseRecording<Config, State, Command, Event>(
  json: string,
  simulation: Simulation<Config, State, Command, Event>,
): ParsedRecording<Config, Command> {
  if (json.length > RECORDING_CHARACTERS_MAX) {
    return refuse(
      'too-large',
      `a recording has at most ${RECORDING_CHARACTERS_MAX} characters, this one ${json.length}`,
    );
  }
  const value = parseJson(json);
  if (value === undefined) return refuse('broken-json', 'the recording is not JSON');
  const head = header.safeParse(value);
  if (!head.success) return refuse('invalid', explain(head.error));
  if (head.data.simulation !== simulation.id) {
    return refuse('unknown-simulation', `this is a recording of "${head.data.simulation}", not of "${simulation.id}"`);
  }
  if (head.data.version !== simulation.version) {
    return refuse(
      'unknown-version',
      `this is a recording of ${simulation.id} ${head.data.version}; the one here is ${simulation.version}`,
    );
  }
  if (head.data.end.step > RUN_STEPS_MAX) {
    return refuse('too-many-steps', `a recording has at most ${RUN_STEPS_MAX} steps, this one ${head.data.end.step}`);
  }
  return parseBody(value, simulation);
}

function parseBody<Config, State, Command, Event>(
  value: unknown,
  simulation: Simulation<Config, State, Command, Event>,
): ParsedRecording<Config, Command> {
  const outer = envelope.safeParse(value);
  if (!outer.success) return refuse('invalid', explain(outer.error));
  const { format, version, seed, end } = outer.data;
  const config = simulation.config.safeParse(outer.data.config);
  if (!config.success) return refuse('invalid', `config: ${explain(config.error)}`);

  const commands: RecordedCommand<Command>[] = [];
  let last: { step: number; tick: Tick } = { step: 0, tick: 0 };
  for (const [index, recorded] of outer.data.commands.entries()) {
    const command = simulation.command.safeParse(recorded.command);
    if (!command.success) return refuse('invalid', `commands[${index}]: ${explain(command.error)}`);
    if (recorded.step <= last.step || recorded.tick < last.tick) {
      return refuse('invalid', `commands[${index}] is not after the one before it`);
    }
    last = recorded;
    commands.push({ step: recorded.step, tick: recorded.tick, command: command.data });
  }
  if (last.step > end.step || last.tick > end.tick) return refuse('invalid', 'the last command is after the end');
  return {
    ok: true,
    recording: { format, simulation: simulation.id, version, seed, config: config.data, commands, end },
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function refuse(
  reason: RecordingRefusal,
  message: string,
): { readonly ok: false; readonly reason: RecordingRefusal; readonly message: string } {
  return { ok: false, reason, message };
}

function explain(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'invalid';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}

/** Thrown when a recording does not fit the run that it claims to be of. */
export class RecordingMismatch extends Error {
  override readonly name = 'RecordingMismatch';
}

/**
 * Runs the one step after the engine's last: `command` when it is the next step of the recording, else the next event.
 * Null when no event is left. Throws RecordingMismatch when the command's tick is not between the last step and the next event.
 */
export function runRecordedStep<State, Command, Event>(
  engine: Engine<State, Command, Event>,
  command: RecordedCommand<Command> | undefined,
): StepRecord<Command, Event> | null {
  if (command === undefined || command.step !== engine.stepNumber + 1) return engine.step();
  const due = engine.nextDueTick;
  if (command.tick < engine.tick || (due !== null && command.tick > due)) {
    throw new RecordingMismatch(`the command at step ${command.step} cannot happen at tick ${command.tick}`);
  }
  engine.advanceTo(command.tick);
  return engine.dispatch(command.command);
}

/**
 * Runs a recording on an engine at its start, calls `onRecord` for every step, at the run's expense, and leaves the clock at the
 * recording's end.
 * Throws RecordingMismatch when the recording does not fit, CommandRefused and LimitExceeded as the engine does.
 */
export function runRecording<Config, State, Command, Event>(
  engine: Engine<State, Command, Event>,
  recording: Recording<Config, Command>,
  onRecord: (record: StepRecord<Command, Event>) => void,
): void {
  const { commands, end } = recording;
  let nextCommand = 0;
  while (engine.stepNumber < end.step) {
    const record = runRecordedStep(engine, commands[nextCommand]);
    if (record === null) throw new RecordingMismatch(`nothing is left to happen after step ${engine.stepNumber}`);
    if (record.cause.type === 'command') nextCommand += 1;
    engine.charging(() => onRecord(record));
  }
  const due = engine.nextDueTick;
  if (end.tick < engine.tick || (due !== null && end.tick > due)) {
    throw new RecordingMismatch(`step ${end.step} is not the last one at tick ${end.tick}`);
  }
  engine.advanceTo(end.tick);
}

/** A rule's breaking, with the step it was first seen at. */
export interface ReplayedViolation extends Violation {
  readonly step: number;
  readonly tick: Tick;
}

export type Replay<State, Event> =
  | {
      readonly ok: true;
      /** Where the run ended; copied when it is asked for. */
      readonly snapshot: Snapshot<State, Event>;
      /** The first breaking of each rule, in order. */
      readonly violations: readonly ReplayedViolation[];
      readonly steps: number;
    }
  | {
      readonly ok: false;
      readonly reason: 'too-many-steps' | 'does-not-fit' | 'limit-exceeded';
      readonly message: string;
    };

/** Runs a parsed recording from its seed to its end, within limits, or says why it cannot be what it claims. */
export function replay<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  recording: Recording<Config, Command>,
  limits: RunLimits = RUN_LIMITS,
): Replay<State, Event> {
  if (recording.end.step > limits.stepsMax) {
    return { ok: false, reason: 'too-many-steps', message: `more than ${limits.stepsMax} steps` };
  }
  const violations = new Map<string, ReplayedViolation>();
  function note(record: StepRecord<Command, Event>): void {
    for (const violation of record.violations) {
      if (violations.has(violation.name)) continue;
      violations.set(violation.name, { ...violation, step: record.step, tick: record.tick });
    }
  }
  try {
    const engine = createEngine(simulation, { config: recording.config, seed: recording.seed }, limits);
    if (engine.lastRecord !== null) note(engine.lastRecord);
    runRecording(engine, recording, note);
    return {
      ok: true,
      get snapshot() {
        return engine.snapshot();
      },
      violations: [...violations.values()],
      steps: engine.stepNumber,
    };
  } catch (error) {
    if (error instanceof RecordingMismatch || error instanceof CommandRefused) {
      return { ok: false, reason: 'does-not-fit', message: error.message };
    }
    if (error instanceof LimitExceeded) return { ok: false, reason: 'limit-exceeded', message: error.message };
    throw error;
  }
}
