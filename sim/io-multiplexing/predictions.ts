import type { StepRecord } from '../core/engine';
import { definePrediction, type Prediction } from '../core/prediction';
import type { IoMultiplexingCommand } from './config';
import type { IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';

type Record = StepRecord<IoMultiplexingCommand, IoMultiplexingEvent>;
type OfIoMultiplexing = Prediction<IoMultiplexingState, IoMultiplexingCommand, IoMultiplexingEvent>;

/** What the first step says that `read` can make something of. */
function firstSaid<Option extends string>(read: (entries: readonly IoMultiplexingTrace[]) => Option | null) {
  return {
    initial: null as Option | null,
    observe: (said: Option | null, { trace }: Record, _state: IoMultiplexingState) =>
      said ?? read(trace as readonly IoMultiplexingTrace[]),
    decide: (said: Option | null) => said,
  };
}

const all = [
  definePrediction({
    // The second wait after a read that took 4,096 of 6,000 bytes.
    id: 'second-wait',
    scenarioId: 'edge-and-partial-read',
    tick: 1_250,
    tickMax: 1_500,
    options: ['c1-again', 'nothing', 'error'],
    otherwise: 'error',
    outcome: firstSaid((entries) => {
      const waited = entries.find((entry) => entry.kind === 'waited');
      if (waited?.kind !== 'waited') return null;
      return waited.data.events === 0 ? 'nothing' : 'c1-again';
    }),
  }),
  definePrediction({
    id: 'who-wakes',
    scenarioId: 'thundering-herd',
    tick: 250,
    tickMax: 500,
    options: ['first', 'last', 'all'],
    otherwise: 'first',
    outcome: firstSaid((entries) => {
      const woken = entries.filter(({ kind }) => kind === 'woke');
      if (woken.length === 0) return null;
      if (woken.length > 1) return 'all';
      return woken[0]?.actor === 'w1' ? 'first' : 'last';
    }),
  }),
  definePrediction({
    // p.r is closed, its duplicate d is open.
    id: 'closed-but-reported',
    scenarioId: 'ghost-event',
    tick: 3_250,
    tickMax: 3_500,
    options: ['nothing', 'd', 'closed'],
    otherwise: 'nothing',
    outcome: firstSaid((entries) => {
      const called = entries.find((entry) => entry.kind === 'called');
      if (called?.kind !== 'called') return null;
      if (called.data.reply === '[]') return 'nothing';
      return called.data.reply.includes('p.r') ? 'closed' : 'd';
    }),
  }),
  definePrediction({
    id: 'ten-tasks',
    scenarioId: 'two-loops-in-one-worker',
    tick: 900,
    tickMax: 1_400,
    options: ['all-succeed', 'one-succeeds', 'none-succeeds'],
    otherwise: 'all-succeed',
    outcome: firstSaid((entries) => {
      const begun = entries.filter(({ kind }) => kind === 'taskBegins').length;
      const failed = entries.filter(({ kind }) => kind === 'taskFails').length;
      if (begun + failed === 0) return null;
      if (failed === 0) return 'all-succeed';
      return begun > 0 ? 'one-succeeds' : 'none-succeeds';
    }),
  }),
] as const;

export type IoMultiplexingPredictionId = (typeof all)[number]['id'];

export const ioMultiplexingPredictions: readonly (OfIoMultiplexing & { readonly id: IoMultiplexingPredictionId })[] =
  all;
