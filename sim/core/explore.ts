import { createEngine, type Engine, type StepRecord, type Violation } from './engine';
import { LimitExceeded, SEED_MAX } from './limits';
import { createRandom, type Random } from './random';
import type { RecordedCommand, Recording } from './recording';
import { CommandRefused, type Simulation, type Tick, type TraceEntry } from './simulation';

/** Where one schedule's commands come from. */
export interface CommandSource<State, Command> {
  /** Asked after every step: what to do now, or null to let the run go on. Looks at the state and changes nothing. */
  next(state: State, tick: Tick): Command | null;
}

/** How a lab's schedules are made. */
export interface Explorer<Config, State, Command> {
  /** How far one schedule goes: long enough for what can go wrong, short enough to try many. */
  readonly ticksMax: Tick;
  readonly stepsMax: number;
  /** Starts a new schedule. All chance comes from `random`, whose seed is the schedule's. */
  commandsFor(config: Config, random: Random): CommandSource<State, Command>;
  /** What is worth counting, by name, such as elections won; null for everything else. */
  count(entry: TraceEntry): string | null;
  /** Commands that do less than this one, the simplest first; tried in its place when a violating run is shrunk. */
  simpler(command: Command): readonly Command[];
}

export interface ExploreOptions<Config> {
  readonly config: Config;
  /** The first schedule's seed; the next ones have the next seeds. */
  readonly seed: number;
  readonly runs: number;
}

/** The first breaking of a rule in one schedule, and the run up to there. */
export interface FoundViolation<Config, Command> extends Violation {
  readonly recording: Recording<Config, Command>;
}

export interface Exploration<Config, Command> {
  readonly runs: number;
  readonly steps: number;
  readonly ticks: Tick;
  readonly commands: number;
  /** What the explorer counts, by name. */
  readonly counts: { readonly [name: string]: number };
  /** Schedules that broke a rule, by the rule's name. */
  readonly violations: { readonly [rule: string]: number };
  /** Of each rule, the breaking that took the fewest commands, and of those the fewest steps. */
  readonly found: readonly FoundViolation<Config, Command>[];
}

/**
 * Runs schedules of one configuration, each until it breaks a rule, comes to rest, or reaches the explorer's limits. Yields
 * after each, so that whoever drives it decides about time and may stop: what was yielded last is the result so far.
 * The same options give the same exploration. RangeError for a seed outside 0 .. 2^32-1.
 */
export function* explore<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  explorer: Explorer<Config, State, Command>,
  options: ExploreOptions<Config>,
): Generator<Exploration<Config, Command>, Exploration<Config, Command>, void> {
  const config = simulation.config.parse(options.config);
  let sum: Exploration<Config, Command> = {
    runs: 0,
    steps: 0,
    ticks: 0,
    commands: 0,
    counts: {},
    violations: {},
    found: [],
  };
  for (let run = 0; run < options.runs; run += 1) {
    const seed = (options.seed + run) % (SEED_MAX + 1);
    sum = add(sum, runSchedule(simulation, explorer, config, seed));
    yield sum;
  }
  return sum;
}

/** What one schedule did. */
export interface ScheduleResult<Config, Command> {
  readonly recording: Recording<Config, Command>;
  /** Of the last step; empty when no rule was broken. */
  readonly violations: readonly Violation[];
  readonly counts: { readonly [name: string]: number };
}

/** Keeps a schedule's own chance apart from the simulation's, which begins with the same seed. */
const SCHEDULE_SEED_MASK = 0x5eed_5eed;

/** Runs one schedule, which is the same whenever seed and configuration are. */
export function runSchedule<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  explorer: Explorer<Config, State, Command>,
  config: Config,
  seed: number,
): ScheduleResult<Config, Command> {
  const engine = createEngine(simulation, { config, seed });
  const source = explorer.commandsFor(config, createRandom((seed ^ SCHEDULE_SEED_MASK) >>> 0));
  const commands: RecordedCommand<Command>[] = [];
  const counts: Record<string, number> = {};
  let record = engine.lastRecord;
  try {
    while (record !== null) {
      tally(record.trace, explorer, counts);
      if (record.violations.length > 0 || record.step >= explorer.stepsMax) break;
      record = takeStep(engine, explorer.ticksMax, source);
      if (record?.cause.type === 'command') {
        commands.push({ step: record.step, tick: record.tick, command: record.cause.command });
      }
    }
  } catch (error) {
    // A run that outgrows a limit proves nothing: what it did until then is counted.
    if (!(error instanceof LimitExceeded)) throw error;
  }
  const { id, version } = simulation;
  const end = { step: engine.stepNumber, tick: engine.tick };
  const recording: Recording<Config, Command> = {
    format: 1,
    simulation: id,
    version,
    seed,
    config,
    commands,
    end,
  };
  return { recording, violations: engine.lastRecord?.violations ?? [], counts };
}

/** A command if the source has one, else the next event; null at the end. */
function takeStep<State, Command, Event>(
  engine: Engine<State, Command, Event>,
  ticksMax: Tick,
  source: CommandSource<State, Command>,
): StepRecord<Command, Event> | null {
  const due = engine.nextDueTick;
  // Only when nothing else is due at this moment, so that a command's place in the run is told by its tick alone.
  if (due === null || due > engine.tick) {
    const command = source.next(engine.state, engine.tick);
    const record = command === null ? null : dispatchIfPossible(engine, command);
    if (record !== null) return record;
  }
  return due === null || due > ticksMax ? null : engine.step();
}

/** Null when the model refuses the command; nothing has changed then. */
export function dispatchIfPossible<State, Command, Event>(
  engine: Engine<State, Command, Event>,
  command: Command,
): StepRecord<Command, Event> | null {
  try {
    return engine.dispatch(command);
  } catch (error) {
    if (error instanceof CommandRefused) return null;
    throw error;
  }
}

function tally<Config, State, Command>(
  trace: readonly TraceEntry[],
  explorer: Explorer<Config, State, Command>,
  counts: Record<string, number>,
): void {
  for (const entry of trace) {
    const name = explorer.count(entry);
    if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  }
}

function add<Config, Command>(
  sum: Exploration<Config, Command>,
  { recording, violations, counts }: ScheduleResult<Config, Command>,
): Exploration<Config, Command> {
  return {
    runs: sum.runs + 1,
    steps: sum.steps + recording.end.step,
    ticks: sum.ticks + recording.end.tick,
    commands: sum.commands + recording.commands.length,
    counts: addCounts(sum.counts, counts),
    violations: addCounts(sum.violations, Object.fromEntries(violations.map(({ name }) => [name, 1]))),
    found: violations.reduce((found, violation) => keepShortest(found, { ...violation, recording }), sum.found),
  };
}

function addCounts(
  a: { readonly [name: string]: number },
  b: { readonly [name: string]: number },
): { readonly [name: string]: number } {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

function keepShortest<Config, Command>(
  found: readonly FoundViolation<Config, Command>[],
  another: FoundViolation<Config, Command>,
): readonly FoundViolation<Config, Command>[] {
  const known = found.find(({ name }) => name === another.name);
  if (known === undefined) return [...found, another];
  return isShorter(another.recording, known.recording)
    ? found.map((violation) => (violation === known ? another : violation))
    : found;
}

function isShorter<Config, Command>(a: Recording<Config, Command>, b: Recording<Config, Command>): boolean {
  const difference = a.commands.length - b.commands.length;
  return difference < 0 || (difference === 0 && a.end.step < b.end.step);
}
