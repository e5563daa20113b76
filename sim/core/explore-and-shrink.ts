import { type Exploration, type ExploreOptions, type Explorer, explore, type FoundViolation } from './explore';
import { shrink } from './shrink';
import type { Simulation } from './simulation';

export interface CounterexampleProgress<Config, Command> {
  readonly phase: 'exploring' | 'shrinking';
  readonly exploration: Exploration<Config, Command>;
  /** The shortest run so far that breaks a rule; null while there is none. */
  readonly best: FoundViolation<Config, Command> | null;
  /** Runs that shrinking has tried. */
  readonly tried: number;
}

/** Once a rule is broken, so many more schedules are run: a shorter breaking to begin with is worth more than shrinking. */
const RUNS_AFTER_FIRST = 2000;

/** … unless it takes no more commands than these already. */
const FEW_COMMANDS = 3;

/** Simulated steps that shrinking may spend. */
const SHRINK_STEPS_BUDGET = 3_000_000;

/**
 * Looks for a run that breaks a rule, the shorter the better, in at most `options.runs` schedules. Yields after each run, so
 * that whoever drives it decides about time and may stop. The last progress, yielded or returned, holds the result.
 */
export function* findCounterexample<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  explorer: Explorer<Config, State, Command>,
  options: ExploreOptions<Config>,
): Generator<CounterexampleProgress<Config, Command>, CounterexampleProgress<Config, Command>, void> {
  let progress: CounterexampleProgress<Config, Command> | null = null;
  let runsMax = options.runs;
  for (const exploration of explore(simulation, explorer, options)) {
    const best = shortest(exploration.found);
    const isFirst = best !== null && (progress === null || progress.best === null);
    if (isFirst) runsMax = Math.min(runsMax, exploration.runs + RUNS_AFTER_FIRST);
    progress = { phase: 'exploring', exploration, best, tried: 0 };
    yield progress;
    if (exploration.runs >= runsMax || (best !== null && best.recording.commands.length <= FEW_COMMANDS)) break;
  }
  if (progress === null) throw new RangeError('an exploration takes at least one run');
  if (progress.best === null) return progress;
  return yield* shrinkFound(simulation, explorer, progress, progress.best);
}

function* shrinkFound<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  explorer: Explorer<Config, State, Command>,
  found: CounterexampleProgress<Config, Command>,
  violation: FoundViolation<Config, Command>,
): Generator<CounterexampleProgress<Config, Command>, CounterexampleProgress<Config, Command>, void> {
  let progress: CounterexampleProgress<Config, Command> = { ...found, phase: 'shrinking' };
  const options = {
    rule: violation.name,
    stepsBudget: SHRINK_STEPS_BUDGET,
    simpler: (command: Command) => explorer.simpler(command),
  };
  for (const { best, values, tried } of shrink(simulation, violation.recording, options)) {
    progress = { ...progress, best: { ...violation, values, recording: best }, tried };
    yield progress;
  }
  return progress;
}

function shortest<Config, Command>(
  found: readonly FoundViolation<Config, Command>[],
): FoundViolation<Config, Command> | null {
  return found.reduce<FoundViolation<Config, Command> | null>((best, one) => {
    if (best === null || one.recording.commands.length < best.recording.commands.length) return one;
    return best;
  }, null);
}
