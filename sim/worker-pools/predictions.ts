import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import type { WorkerPoolsCommand } from './config';
import type { WorkerPoolsEvent, WorkerPoolsState, WorkerPoolsTrace } from './state';

const { firstSeen } = goalsOf<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent, WorkerPoolsTrace>();

const all = [
  definePrediction({
    // 132 tasks, prefetch 100 × 1: what is in the queue is what greenlets have not taken.
    id: 'ready-after-start',
    scenarioId: 'settings-in-force',
    tick: 4_000,
    tickMax: 6_000,
    options: ['none', 'one-per-greenlet', 'the-rest'],
    otherwise: 'one-per-greenlet',
    outcome: firstSeen(({ trace }, { readyCount, stats }) => {
      if (stats.published < 132 || !trace.some(({ kind }) => kind === 'delivered')) return null;
      return readyCount === 32 ? 'the-rest' : readyCount === 0 ? 'none' : 'one-per-greenlet';
    }),
  }),
  definePrediction({
    // acks_late alone: on_failure acknowledges.
    id: 'killed-child-with-late-ack',
    scenarioId: 'oom-killed-child',
    tick: 2_500,
    tickMax: 20_000,
    options: ['at-once', 'at-the-next-start', 'never'],
    otherwise: 'at-the-next-start',
    outcome: firstSeen(({ trace }) => {
      if (trace.some(({ kind }) => kind === 'rejected')) return 'at-once';
      return trace.some(({ kind }) => kind === 'lost') ? 'never' : null;
    }),
  }),
  definePrediction({
    id: 'killed-worker-with-late-ack',
    scenarioId: 'batches-and-idempotency',
    tick: 3_000,
    tickMax: 8_000,
    options: ['lost', 'again-from-the-start', 'from-where-it-was'],
    otherwise: 'from-where-it-was',
    outcome: firstSeen(({ trace }) => {
      if (trace.some(({ kind }) => kind === 'lost')) return 'lost';
      return trace.some((entry) => entry.kind === 'start' && entry.data.again) ? 'again-from-the-start' : null;
    }),
  }),
  definePrediction({
    id: 'threads-at-once',
    scenarioId: 'the-41st-request',
    tick: 0,
    tickMax: 1_000,
    options: ['one-for-each', 'forty', 'as-many-as-cores'],
    otherwise: 'as-many-as-cores',
    outcome: firstSeen((_, { processes, stats }) => {
      const [process] = processes;
      if (stats.published < 45 || process === undefined) return null;
      const { borrowers } = process.limiter;
      return borrowers.length === 40 ? 'forty' : borrowers.length >= 45 ? 'one-for-each' : null;
    }),
  }),
] as const;

export type WorkerPoolsPredictionId = (typeof all)[number]['id'];

export const workerPoolsPredictions: readonly (Prediction<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent> & {
  readonly id: WorkerPoolsPredictionId;
})[] = all;
