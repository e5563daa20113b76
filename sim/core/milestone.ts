import type { Position } from './branch';
import { type ChallengeGoal, type GoalWatch, watchGoal } from './challenge';
import { createEngine } from './engine';
import { type Recording, runRecordedStep, runRecording } from './recording';
import type { Simulation } from './simulation';

/**
 * Something that a text waits for: it has come about in a run, whoever brought it about. Unlike a challenge it has no start, no
 * limit and no credit. What is said once it has come about stands in the text that names it.
 */
export interface Milestone<State, Command, Event> {
  readonly id: string;
  /** Whether a run in which it has come about gives an answer to a question about it. */
  readonly hasAnswer: boolean;
  watch(): MilestoneWatch<State, Command, Event>;
  /**
   * Where no scenario does it by itself: what a reader does to bring it about, asked for after every step. Null while there is
   * nothing to do but to go on.
   */
  byHand?(state: State): Command | null;
}

/** What only a run tells: a count, or the id of something in it. */
export type RunAnswer = number | string;

/** A milestone being watched over one run. */
export interface MilestoneWatch<State, Command, Event> extends Pick<GoalWatch<State, Command, Event>, 'see'> {
  /** What the run gave when it came about; null before, and where nothing is asked. */
  readonly answer: RunAnswer | null;
}

/**
 * Builds a milestone and hides what it remembers. `goal` is fed every step after the one that the watching began at; `answer` tells
 * what the run gave, at the step that met the goal.
 */
export function defineMilestone<State, Command, Event, Memory, Id extends string>(parts: {
  readonly id: Id;
  readonly goal: ChallengeGoal<State, Command, Event, Memory>;
  answer?(memory: Memory, state: State): RunAnswer;
  byHand?(state: State): Command | null;
}): Milestone<State, Command, Event> & { readonly id: Id } {
  const { goal, answer, ...rest } = parts;
  return { ...rest, hasAnswer: answer !== undefined, watch: () => watchMilestone(goal, answer) };
}

function watchMilestone<State, Command, Event, Memory>(
  goal: ChallengeGoal<State, Command, Event, Memory>,
  answerOf: ((memory: Memory, state: State) => RunAnswer) | undefined,
): MilestoneWatch<State, Command, Event> {
  let memory = goal.initial;
  let answer: RunAnswer | null = null;
  const watch = watchGoal<State, Command, Event, Memory>({
    ...goal,
    observe(before, record, state) {
      memory = goal.observe(before, record, state);
      if (goal.isMet(memory)) answer = answerOf?.(memory, state) ?? null;
      return memory;
    },
  });
  return {
    see: (record, state) => watch.see(record, state),
    get answer() {
      return answer;
    },
  };
}

/** Steps after which a text that still waits would wait forever, as far as a reader's patience goes. */
const STEPS_MAX = 2_000;

/**
 * Plays a scenario from the step at which a lesson opens it, doing by hand what the milestone asks for, and tells the step at which it
 * comes about, and what the run answers; null when it does not.
 */
export function bringAbout<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  milestone: Milestone<State, Command, Event>,
  recording: Recording<Config, Command>,
  fromStep: number,
): { readonly step: number; readonly answer: RunAnswer | null } | null {
  const engine = createEngine(simulation, { config: recording.config, seed: recording.seed });
  const watch = milestone.watch();
  let scripted = recording.commands;
  while (engine.stepNumber < recording.end.step + STEPS_MAX) {
    const own = engine.stepNumber >= fromStep ? (milestone.byHand?.(engine.state) ?? null) : null;
    // Whoever acts in the past makes another future: what the scenario does later does not come.
    if (own !== null) scripted = [];
    const record = own !== null ? engine.dispatch(own) : runRecordedStep(engine, scripted[0]);
    if (record === null) return null;
    if (own === null && record.cause.type === 'command') scripted = scripted.slice(1);
    if (record.step > fromStep && watch.see(record, engine.state)) {
      return { step: record.step, answer: watch.answer };
    }
  }
  return null;
}

/**
 * When it comes about in a recorded run that is watched from after `fromStep` on; null when it does not. Throws what
 * `runRecording` throws.
 */
export function whenItHappens<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  milestone: Milestone<State, Command, Event>,
  recording: Recording<Config, Command>,
  fromStep = 0,
): Position | null {
  const engine = createEngine(simulation, { config: recording.config, seed: recording.seed });
  const watch = milestone.watch();
  let seen: Position | null = null;
  runRecording(engine, recording, (record) => {
    if (seen !== null || record.step <= fromStep || !watch.see(record, engine.state)) return;
    seen = { step: record.step, tick: record.tick };
  });
  return seen;
}
