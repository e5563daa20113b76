import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import { type GilCommand, ticksFromMs } from './config';
import { type GilEvent, type GilState, type GilTrace, waiters } from './state';

type Step = StepRecord<GilCommand, GilEvent, GilTrace>;

const { firstSeen } = goalsOf<GilState, GilCommand, GilEvent, GilTrace>();

const all = [
  definePrediction({
    // The resize ends long after the interval; what counts is the call, not the setting.
    id: 'how-long-a-reply-waits',
    scenarioId: 'sse-and-resize',
    tick: ticksFromMs(8),
    tickMax: ticksFromMs(150),
    options: ['not-at-all', 'one-interval', 'the-whole-call'],
    otherwise: 'not-at-all',
    outcome: firstSeen(({ trace }) => {
      const taken = trace.find((entry) => entry.kind === 'take' && entry.actor === 'sse');
      if (taken?.kind !== 'take') return null;
      if (taken.data.waitedTicks === 0) return 'not-at-all';
      return taken.data.waitedTicks <= ticksFromMs(6) ? 'one-interval' : 'the-whole-call';
    }),
  }),
  definePrediction({
    // Four cores are there all the time: until the GIL is off, one thread's worth of work is done.
    id: 'four-threads-on-four-cores',
    scenarioId: 'openmp-loop',
    tick: ticksFromMs(0),
    tickMax: ticksFromMs(119),
    options: ['all-four', 'one', 'none'],
    otherwise: 'none',
    outcome: {
      initial: 0,
      observe: (done: number, { trace }: Step, _state: GilState) =>
        done + trace.filter(({ kind }) => kind === 'done').length,
      decide: (done) => (done === 4 ? 'all-four' : done === 1 ? 'one' : null),
    },
  }),
  definePrediction({
    // The dropper waits until another thread has taken the GIL.
    id: 'who-runs-after-the-drop',
    scenarioId: 'workers-and-pools',
    tick: ticksFromMs(15),
    tickMax: ticksFromMs(100),
    options: ['the-dropper', 'another-one', 'nobody'],
    otherwise: 'nobody',
    outcome: firstSeen(({ trace }, state) => {
      const drop = trace.find((entry) => entry.kind === 'drop' && entry.data.requested);
      const holder = state.threads[state.gil.holder ?? -1]?.id;
      if (drop === undefined || (holder === undefined && waiters(state).length === 0)) return null;
      return holder === drop.actor ? 'the-dropper' : 'another-one';
    }),
  }),
] as const;

export type GilPredictionId = (typeof all)[number]['id'];

export const gilPredictions: readonly (Prediction<GilState, GilCommand, GilEvent> & {
  readonly id: GilPredictionId;
})[] = all;
