import { createEngine } from './engine';
import { dispatchIfPossible } from './explore';
import { LimitExceeded, SEED_MAX } from './limits';
import type { RecordedCommand, Recording } from './recording';
import type { Simulation, Tick } from './simulation';

export interface ShrinkOptions<Command> {
  /** The name of the rule that has to stay broken. */
  readonly rule: string;
  /** How many simulated steps may be spent on looking; the result is the best one until then. */
  readonly stepsBudget: number;
  /** Commands that do less than this one, the simplest first. */
  simpler(command: Command): readonly Command[];
}

export interface ShrinkProgress<Config, Command> {
  /** Runs that were tried, and the steps that they took. */
  readonly tried: number;
  readonly steps: number;
  /** The shortest run so far. */
  readonly best: Recording<Config, Command>;
}

/**
 * Looks for a shorter run of the same configuration that breaks the same rule: fewer commands first (ddmin: Zeller &
 * Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002), then simpler ones, then less time between them.
 * Taking a command away shifts all chance after it, so other seeds are tried as well. Yields after each try, so that whoever
 * drives it decides about time and may stop. Deterministic. The result breaks the rule at its last step, and has at most as
 * many commands, steps and ticks as the input; a run that does not break the rule comes back as it was.
 */
export function* shrink<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  recording: Recording<Config, Command>,
  options: ShrinkOptions<Command>,
): Generator<ShrinkProgress<Config, Command>, Recording<Config, Command>, void> {
  const search = new ShrinkSearch(simulation, recording, options);
  if (!search.isBroken) return recording;
  let before: Recording<Config, Command>;
  do {
    before = search.best;
    yield* removeChunks(search);
    yield* removeUnderOtherSeeds(search);
    yield* simplify(search);
    yield* hurry(search);
  } while (search.best !== before && search.isWithinBudget);
  return search.best;
}

interface TimedCommand<Command> {
  readonly tick: Tick;
  readonly command: Command;
}

interface Candidate<Command> {
  readonly seed: number;
  readonly commands: readonly TimedCommand<Command>[];
}

class ShrinkSearch<Config, State, Command, Event> {
  best: Recording<Config, Command>;
  tried = 0;
  steps = 0;
  readonly isBroken: boolean;
  private readonly input: Recording<Config, Command>;

  constructor(
    private readonly simulation: Simulation<Config, State, Command, Event>,
    recording: Recording<Config, Command>,
    private readonly options: ShrinkOptions<Command>,
  ) {
    this.input = recording;
    this.best = recording;
    const again = this.run(recording);
    this.isBroken = again !== null;
    if (again !== null) this.best = again;
  }

  get isWithinBudget(): boolean {
    return this.steps < this.options.stepsBudget;
  }

  get progress(): ShrinkProgress<Config, Command> {
    return { tried: this.tried, steps: this.steps, best: this.best };
  }

  simpler(command: Command): readonly Command[] {
    return this.options.simpler(command);
  }

  /** Makes the candidate the best one if it breaks the rule and `isBetter`. */
  attempt(candidate: Candidate<Command>, isBetter: (found: Recording<Config, Command>) => boolean): boolean {
    const found = this.run(candidate);
    if (found === null || !isBetter(found)) return false;
    this.best = found;
    return true;
  }

  /** Runs the commands at their ticks, each after all that is due then, until the rule breaks; null when it does not. */
  private run({ seed, commands }: Candidate<Command>): Recording<Config, Command> | null {
    this.tried += 1;
    const { config, end } = this.input;
    const engine = createEngine(this.simulation, { config, seed });
    const done: RecordedCommand<Command>[] = [];
    let next = 0;
    try {
      while (!engine.lastRecord?.violations.some(({ name }) => name === this.options.rule)) {
        if (engine.stepNumber >= end.step) return null;
        const command = commands[next];
        const due = engine.nextDueTick;
        if (command !== undefined && (due === null || command.tick < due)) {
          engine.advanceTo(command.tick);
          const record = dispatchIfPossible(engine, command.command);
          if (record !== null) done.push({ step: record.step, tick: record.tick, command: command.command });
          next += 1;
        } else if (due === null || due > end.tick || engine.step() === null) {
          return null;
        }
      }
    } catch (error) {
      if (error instanceof LimitExceeded) return null;
      throw error;
    } finally {
      this.steps += engine.stepNumber;
    }
    return { ...this.input, seed, commands: done, end: { step: engine.stepNumber, tick: engine.tick } };
  }
}

type AnySearch<Config, Command> = Pick<
  ShrinkSearch<Config, unknown, Command, unknown>,
  'best' | 'isWithinBudget' | 'progress' | 'simpler' | 'attempt'
>;
type Tries<Config, Command> = Generator<ShrinkProgress<Config, Command>, void, void>;

/** Takes away runs of neighbouring commands: half of them, then quarters, down to single ones. */
function* removeChunks<Config, Command>(search: AnySearch<Config, Command>): Tries<Config, Command> {
  for (let size = Math.ceil(search.best.commands.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < search.best.commands.length && search.isWithinBudget; ) {
      const { seed, commands } = search.best;
      const left = [...commands.slice(0, start), ...commands.slice(start + size)];
      const removed = search.attempt({ seed, commands: left }, (found) => found.commands.length < commands.length);
      yield search.progress;
      if (!removed) start += size;
    }
  }
}

/** Seeds tried with each command taken away. */
const OTHER_SEEDS = 12;

/** Takes single commands away and changes the seed: what the command forced may come about by chance. */
function* removeUnderOtherSeeds<Config, Command>(search: AnySearch<Config, Command>): Tries<Config, Command> {
  for (let index = 0; index < search.best.commands.length; index += 1) {
    for (let other = 1; other <= OTHER_SEEDS && search.isWithinBudget; other += 1) {
      const { seed, commands } = search.best;
      const left = commands.filter((_, position) => position !== index);
      const candidate = { seed: (seed + other) % (SEED_MAX + 1), commands: left };
      const removed = search.attempt(candidate, (found) => found.commands.length < commands.length);
      yield search.progress;
      if (removed) {
        index = -1;
        break;
      }
    }
  }
}

/** Puts simpler commands in the place of others. */
function* simplify<Config, Command>(search: AnySearch<Config, Command>): Tries<Config, Command> {
  for (let index = 0; index < search.best.commands.length; index += 1) {
    const current = search.best.commands[index];
    for (const command of current === undefined ? [] : search.simpler(current.command)) {
      if (!search.isWithinBudget) return;
      const { seed, commands } = search.best;
      const changed = commands.map((other, position) => (position === index ? { tick: other.tick, command } : other));
      const isSimpler = search.attempt(
        { seed, commands: changed },
        (found) => found.commands.length <= commands.length,
      );
      yield search.progress;
      if (isSimpler) break;
    }
  }
}

/** Lets less time pass before a command, and moves all later ones with it. */
function* hurry<Config, Command>(search: AnySearch<Config, Command>): Tries<Config, Command> {
  for (let index = 0; index < search.best.commands.length; index += 1) {
    for (const fraction of [1, 2, 4]) {
      if (!search.isWithinBudget) return;
      const { seed, commands, end } = search.best;
      const gap = (commands[index]?.tick ?? 0) - (commands[index - 1]?.tick ?? 0);
      const saved = Math.floor(gap / fraction);
      if (saved === 0) break;
      const sooner = commands.map(({ tick, command }, position) => ({
        tick: position < index ? tick : tick - saved,
        command,
      }));
      const isShorter = search.attempt(
        { seed, commands: sooner },
        (found) => found.commands.length <= commands.length && found.end.step <= end.step && found.end.tick < end.tick,
      );
      yield search.progress;
      if (isShorter) break;
    }
  }
}
