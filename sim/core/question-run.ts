import { createEngine } from './engine';
import type { GeneratedQuestion } from './question';
import { playCommands, recordScenario } from './scenario';
import type { Simulation, Tick, TraceEntry } from './simulation';

interface Moment {
  readonly tick: Tick;
  readonly step: number;
}

/** What happened, and when. */
export type Happened<Trace extends TraceEntry> = Trace & Moment;

/** A run that begins with what a question shows and ends with what it asks. */
export interface QuestionRun<Config, State, Command, Trace extends TraceEntry> {
  /** Everything that happened, in order. */
  readonly entries: readonly Happened<Trace>[];
  /** At the end. */
  readonly state: State;
  /** The run's start as the picture, and the whole run as the proof: `decisive` is where it is seen, the end unless it is given. */
  question(decisive?: Moment): Pick<GeneratedQuestion<Config, Command>, 'picture' | 'proof'>;
}

/** Runs commands, by rising tick, to `endTick` under a parsed configuration, with seed 1. Throws CommandRefused. */
export function runForQuestion<Config, State, Command, Event, Trace extends TraceEntry>(
  simulation: Simulation<Config, State, Command, Event, Trace>,
  config: Config,
  endTick: Tick,
  commands: readonly { readonly tick: Tick; readonly command: Command }[],
): QuestionRun<Config, State, Command, Trace> {
  const shared = { id: 'question', config, seed: 1 };
  const engine = createEngine<Config, State, Command, Event, Trace>({ ...simulation, invariants: [] }, shared);
  const entries: Happened<Trace>[] = [];
  for (const { tick, step, trace } of playCommands(engine, { commands, endTick })) {
    for (const entry of trace) entries.push({ ...entry, tick, step });
  }
  const end: Moment = { tick: endTick, step: engine.stepNumber };
  return {
    entries,
    state: engine.state,
    question({ tick, step } = end) {
      return {
        picture: recordScenario(simulation, { ...shared, commands: [], endTick: 0 }),
        proof: { recording: recordScenario(simulation, { ...shared, commands, endTick }), step, tick },
      };
    },
  };
}
