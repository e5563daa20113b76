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
  definePrediction({
    id: 'probe-behind-a-block',
    scenarioId: 'sleep-in-async',
    tick: 2_500,
    tickMax: 9_000,
    options: ['at-once', 'when-it-ends', 'refused'],
    otherwise: 'at-once',
    outcome: firstSeen(({ trace }) => {
      const late = trace.some((entry) => entry.kind === 'answered' && entry.data.ms >= 3_000);
      return late ? 'when-it-ends' : trace.some(({ kind }) => kind === 'failed') ? 'refused' : null;
    }),
  }),
  definePrediction({
    // What awaits needs no token.
    id: 'async-beside-forty',
    scenarioId: 'the-41st-request',
    tick: 900,
    tickMax: 4_000,
    options: ['behind-the-41st', 'at-once', 'one-by-one'],
    otherwise: 'behind-the-41st',
    outcome: firstSeen(({ trace }) => {
      const first = trace.find(({ kind }) => kind === 'answered');
      return first?.kind === 'answered' ? (first.data.ms <= 500 ? 'at-once' : 'behind-the-41st') : null;
    }),
  }),
  definePrediction({
    id: 'how-the-deadlock-ends',
    scenarioId: 'dependency-deadlock',
    tick: 1_000,
    tickMax: 40_000,
    options: ['when-a-request-ends', 'with-timeouts', 'with-a-new-thread'],
    otherwise: 'when-a-request-ends',
    outcome: firstSeen(({ trace }) => {
      if (trace.some(({ kind }) => kind === 'connectionTimeout')) return 'with-timeouts';
      return trace.some(({ kind }) => kind === 'answered') ? 'when-a-request-ends' : null;
    }),
  }),
  definePrediction({
    id: 'requests-of-a-dead-process',
    scenarioId: 'dead-process',
    tick: 900,
    tickMax: 2_000,
    options: ['taken-over', 'failed', 'answered-by-the-next'],
    otherwise: 'taken-over',
    outcome: firstSeen(({ trace }) => {
      if (trace.some(({ kind }) => kind === 'failed')) return 'failed';
      return trace.some(({ kind }) => kind === 'processStarted') ? 'answered-by-the-next' : null;
    }),
  }),
  definePrediction({
    // Four computing threads share one interpreter.
    id: 'threads-that-compute',
    scenarioId: 'same-work-each-pool',
    tick: 4_400,
    tickMax: 14_000,
    options: ['as-prefork', 'one-after-another', 'half'],
    otherwise: 'half',
    outcome: firstSeen(({ trace }, { workers }) => {
      const end = trace.find(({ kind }) => kind === 'end');
      const worker = workers.find(({ id }) => end?.actor.startsWith(`${id}.`));
      if (end?.kind !== 'end' || worker?.settings.pool !== 'threads') return null;
      return end.data.ms >= 8_000 ? 'one-after-another' : end.data.ms <= 2_000 ? 'as-prefork' : 'half';
    }),
  }),
  definePrediction({
    id: 'four-waiting-for-four',
    scenarioId: 'waiting-in-a-task',
    tick: 600,
    tickMax: 12_000,
    options: ['results-come', 'all-time-out', 'half-time-out'],
    otherwise: 'half-time-out',
    outcome: firstSeen(({ trace }, { stats }) => {
      if (trace.some(({ kind }) => kind === 'end') && stats.failed === 0) return 'results-come';
      return stats.failed >= 4 ? 'all-time-out' : null;
    }),
  }),
  definePrediction({
    id: 'eta-past-visibility',
    scenarioId: 'eta-past-visibility',
    tick: 1_000,
    tickMax: 159_000,
    options: ['once', 'three-times', 'never'],
    otherwise: 'never',
    outcome: firstSeen(({ trace }, { stats, workers }) => {
      const isBusy = workers.some(({ slots }) => slots.some(({ task }) => task !== null));
      if (!trace.some(({ kind }) => kind === 'end') || isBusy) return null;
      return stats.done === 1 ? 'once' : stats.done === 3 ? 'three-times' : null;
    }),
  }),
] as const;

export type WorkerPoolsPredictionId = (typeof all)[number]['id'];

export const workerPoolsPredictions: readonly (Prediction<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent> & {
  readonly id: WorkerPoolsPredictionId;
})[] = all;
