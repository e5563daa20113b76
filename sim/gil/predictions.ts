import type { StepRecord } from '../core/engine';
import { definePrediction, type Prediction } from '../core/prediction';
import { type GilCommand, ticksFromMs } from './config';
import { type GilEvent, type GilState, type GilTrace, waiters } from './state';

type Step = StepRecord<GilCommand, GilEvent, GilTrace>;

type Record = StepRecord<GilCommand, GilEvent>;

function entries({ trace }: Record): readonly GilTrace[] {
  return trace as Step['trace'];
}

interface Seen {
  readonly option: 'the-dropper' | 'another-one' | null;
}

const all = [
  definePrediction({
    // The resize ends long after the interval; what counts is the call, not the setting.
    id: 'how-long-a-reply-waits',
    scenarioId: 'sse-and-resize',
    tick: ticksFromMs(8),
    tickMax: ticksFromMs(150),
    options: ['not-at-all', 'one-interval', 'the-whole-call'],
    otherwise: 'not-at-all',
    outcome: {
      initial: null as number | null,
      observe(waited: number | null, record: Record, _state: GilState) {
        const taken = entries(record).find(({ kind, actor }) => kind === 'take' && actor === 'sse');
        return waited ?? (taken?.kind === 'take' ? taken.data.waitedTicks : null);
      },
      decide(waited) {
        if (waited === null) return null;
        if (waited === 0) return 'not-at-all';
        return waited <= ticksFromMs(6) ? 'one-interval' : 'the-whole-call';
      },
    },
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
      observe: (done: number, record: Record, _state: GilState) =>
        done + entries(record).filter(({ kind }) => kind === 'done').length,
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
    outcome: {
      initial: { option: null } as Seen,
      observe(memory: Seen, record: Record, state: GilState) {
        const trace = entries(record);
        const drop = trace.find((entry) => entry.kind === 'drop' && entry.data.requested);
        if (drop === undefined || memory.option !== null) return memory;
        const holder = state.threads[state.gil.holder ?? -1]?.id;
        if (holder === undefined && waiters(state).length === 0) return memory;
        return { option: holder === drop.actor ? 'the-dropper' : 'another-one' };
      },
      decide: ({ option }: Seen) => option,
    },
  }),
] as const;

export type GilPredictionId = (typeof all)[number]['id'];

export const gilPredictions: readonly (Prediction<GilState, GilCommand, GilEvent> & {
  readonly id: GilPredictionId;
})[] = all;
