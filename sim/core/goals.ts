import type { ChallengeGoal } from './challenge';
import type { StepRecord } from './engine';
import { defineMilestone } from './milestone';
import type { PredictionOutcome } from './prediction';
import type { TraceEntry } from './simulation';

/**
 * Goals that labs have in common, for one lab's types.
 * @example const { once, traced } = goalsOf<RaftState, RaftCommand, RaftEvent, RaftTrace>();
 */
export function goalsOf<State, Command, Event, Trace extends TraceEntry = TraceEntry>() {
  type Step = StepRecord<Command, Event, Trace>;
  type Goal<Memory> = ChallengeGoal<State, Command, Event, Memory>;

  /** Met by a single step. */
  const once = (holds: (record: Step, state: State) => boolean): Goal<boolean> => ({
    initial: false,
    observe: (_, record: Step, state) => holds(record, state),
    isMet: (isReached) => isReached,
  });

  /** Met by a single entry of the trace. */
  const traced = (holds: (entry: Trace, state: State) => boolean): Goal<boolean> =>
    once(({ trace }, state) => trace.some((entry) => holds(entry, state)));

  return {
    once,
    traced,
    /** Met by so many entries that count, with none between them that does not; null: it is not about this. */
    inARow: (times: number, counts: (entry: Trace, state: State) => boolean | null): Goal<number> => ({
      initial: 0,
      observe: (row, { trace }: Step, state) =>
        trace.reduce((count, entry) => {
          const isSo = count >= times ? null : counts(entry, state);
          return isSo === null ? count : isSo ? count + 1 : 0;
        }, row),
      isMet: (row) => row >= times,
      progress: (row) => row,
    }),
    /** What comes about in a prediction, where the first step of which something can be said decides it; null: it says nothing. */
    firstSeen: <Option extends string>(
      decide: (record: Step, state: State) => Option | null,
    ): PredictionOutcome<State, Command, Event, Option | null, Option> => ({
      initial: null,
      observe: (_, record: Step, state) => decide(record, state),
      decide: (option) => option,
    }),
    /** What a text waits for and a single step shows. */
    moment: <Id extends string>(id: Id, holds: (record: Step, state: State) => boolean) =>
      defineMilestone({ id, goal: once(holds) }),
    /** What a text waits for and a single entry of the trace shows. */
    tracedMoment: <Id extends string>(id: Id, holds: (entry: Trace, state: State) => boolean) =>
      defineMilestone({ id, goal: traced(holds) }),
  };
}
