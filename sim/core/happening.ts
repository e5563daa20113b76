import type { Position } from './branch';
import { type ChallengeGoal, type GoalWatch, watchGoal } from './challenge';
import { createEngine } from './engine';
import { type Recording, runRecording } from './recording';
import type { Simulation } from './simulation';

/**
 * Something that a text waits for: it has come about in a run, whoever brought it about. Unlike a challenge it has no start, no
 * limit and no credit. What is said once it has come about stands in the text that names it.
 */
export interface Happening<State, Command, Event> {
  readonly id: string;
  watch(): GoalWatch<State, Command, Event>;
}

/** Builds a happening and hides what it remembers. `goal` is fed every step after the one that the watching began at. */
export function defineHappening<State, Command, Event, Memory, Id extends string>(parts: {
  readonly id: Id;
  readonly goal: ChallengeGoal<State, Command, Event, Memory>;
}): Happening<State, Command, Event> & { readonly id: Id } {
  return { id: parts.id, watch: () => watchGoal(parts.goal) };
}

/**
 * When it comes about in a recorded run that is watched from after `fromStep` on; null when it does not. Throws what
 * `runRecording` throws.
 */
export function whenItHappens<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  happening: Happening<State, Command, Event>,
  recording: Recording<Config, Command>,
  fromStep = 0,
): Position | null {
  const engine = createEngine(simulation, { config: recording.config, seed: recording.seed });
  const watch = happening.watch();
  let seen: Position | null = null;
  runRecording(engine, recording, (record) => {
    if (seen !== null || record.step <= fromStep || !watch.see(record, engine.state)) return;
    seen = { step: record.step, tick: record.tick };
  });
  return seen;
}
