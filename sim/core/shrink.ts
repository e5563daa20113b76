import { createEngine, type Engine } from './engine';
import { dispatchIfPossible } from './explore';
import { LimitExceeded, SEED_MAX } from './limits';
import type { RecordedCommand, Recording } from './recording';
import type { RuleValues, Simulation, Tick } from './simulation';

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
  /** What broke the rule in it. */
  readonly values: RuleValues;
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
  let before: Recording<Config, Command> | null = null;
  while (before !== search.best && search.isWithinBudget) {
    before = search.best;
    // The cheapest first, and again from the cheapest after each success.
    for (const tries of [
      removeChunks(search, 1),
      removeChunks(search, SOME_SEEDS),
      simplify(search),
      hurry(search),
      removeChunks(search, MANY_SEEDS),
    ]) {
      yield* tries;
      if (search.best !== before) break;
    }
  }
  return search.best;
}

/** Seeds tried for each change, the present one included: what a command forced may come about by chance under another. */
const SOME_SEEDS = 8;
const MANY_SEEDS = 50;

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
  values: RuleValues = {};
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
    this.isBroken = this.attempt(recording, () => true);
  }

  get isWithinBudget(): boolean {
    return this.steps < this.options.stepsBudget;
  }

  get progress(): ShrinkProgress<Config, Command> {
    return { tried: this.tried, steps: this.steps, best: this.best, values: this.values };
  }

  simpler(command: Command): readonly Command[] {
    return this.options.simpler(command);
  }

  /** Makes the candidate the best one if it breaks the rule and `isBetter`. */
  attempt(candidate: Candidate<Command>, isBetter: (found: Recording<Config, Command>) => boolean): boolean {
    const found = this.run(candidate);
    if (found === null || !isBetter(found.recording)) return false;
    this.best = found.recording;
    this.values = found.values;
    return true;
  }

  /** Runs the commands at their ticks, each after all that is due then, until the rule breaks; null when it does not. */
  private run({ seed, commands }: Candidate<Command>): {
    readonly recording: Recording<Config, Command>;
    readonly values: RuleValues;
  } | null {
    this.tried += 1;
    const engine = createEngine(this.simulation, { config: this.input.config, seed });
    try {
      const done: RecordedCommand<Command>[] = [];
      let values = this.violation(engine);
      for (let next = 0; values === null; values = this.violation(engine)) {
        if (engine.stepNumber >= this.input.end.step) return null;
        const command = commands[next];
        if (command !== undefined && isBefore(command.tick, engine.nextDueTick)) {
          engine.advanceTo(command.tick);
          const record = dispatchIfPossible(engine, command.command);
          if (record !== null) done.push({ step: record.step, tick: record.tick, command: command.command });
          next += 1;
        } else if (isBefore(this.input.end.tick, engine.nextDueTick) || engine.step() === null) return null;
      }
      const end = { step: engine.stepNumber, tick: engine.tick };
      return { recording: { ...this.input, seed, commands: done, end }, values };
    } catch (error) {
      if (error instanceof LimitExceeded) return null;
      throw error;
    } finally {
      this.steps += engine.stepNumber;
    }
  }

  /** How the last step broke the rule; null when it did not. */
  private violation({ lastRecord }: Engine<State, Command, Event>): RuleValues | null {
    return lastRecord?.violations.find(({ name }) => name === this.options.rule)?.values ?? null;
  }
}

function isBefore(tick: Tick, dueTick: Tick | null): boolean {
  return dueTick === null || tick < dueTick;
}

type AnySearch<Config, Command> = Pick<
  ShrinkSearch<Config, unknown, Command, unknown>,
  'best' | 'isWithinBudget' | 'progress' | 'simpler' | 'attempt'
>;
type Tries<Config, Command> = Generator<ShrinkProgress<Config, Command>, void, void>;

/** Takes away runs of neighbouring commands: half of them, then quarters, down to single ones. */
function* removeChunks<Config, Command>(search: AnySearch<Config, Command>, seeds: number): Tries<Config, Command> {
  for (let size = Math.ceil(search.best.commands.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < search.best.commands.length && search.isWithinBudget; ) {
      const { commands } = search.best;
      const left = [...commands.slice(0, start), ...commands.slice(start + size)];
      const isFewer = (found: Recording<Config, Command>) => found.commands.length < commands.length;
      if (!(yield* attemptUnderSeeds(search, left, seeds, isFewer))) start += size;
    }
  }
}

/** Puts simpler commands in the place of others. */
function* simplify<Config, Command>(search: AnySearch<Config, Command>): Tries<Config, Command> {
  for (let index = 0; index < search.best.commands.length; index += 1) {
    const { commands } = search.best;
    const current = commands[index];
    for (const command of current === undefined ? [] : search.simpler(current.command)) {
      const changed = commands.map((other, position) => (position === index ? { tick: other.tick, command } : other));
      const isNoLonger = (found: Recording<Config, Command>) => found.commands.length <= commands.length;
      if (yield* attemptUnderSeeds(search, changed, SOME_SEEDS, isNoLonger)) break;
    }
  }
}

function* attemptUnderSeeds<Config, Command>(
  search: AnySearch<Config, Command>,
  commands: readonly TimedCommand<Command>[],
  seeds: number,
  isBetter: (found: Recording<Config, Command>) => boolean,
): Generator<ShrinkProgress<Config, Command>, boolean, void> {
  const { seed } = search.best;
  for (let other = 0; other < seeds && search.isWithinBudget; other += 1) {
    const isFound = search.attempt({ seed: (seed + other) % (SEED_MAX + 1), commands }, isBetter);
    yield search.progress;
    if (isFound) return true;
  }
  return false;
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
