import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import type { IoMultiplexingCommand } from './config';
import type { IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';
import { FUTURE_ERROR } from './worker';

type OfIoMultiplexing = Prediction<IoMultiplexingState, IoMultiplexingCommand, IoMultiplexingEvent>;

const { firstSeen } = goalsOf<IoMultiplexingState, IoMultiplexingCommand, IoMultiplexingEvent, IoMultiplexingTrace>();

const all = [
  definePrediction({
    // The second wait after a read that took 4,096 of 6,000 bytes.
    id: 'second-wait',
    scenarioId: 'edge-and-partial-read',
    tick: 1_250,
    tickMax: 1_500,
    options: ['c1-again', 'nothing', 'error'],
    otherwise: 'error',
    outcome: firstSeen(({ trace }) => {
      const waited = trace.find((entry) => entry.kind === 'waited');
      if (waited === undefined) return null;
      return waited.data.events === 0 ? 'nothing' : 'c1-again';
    }),
  }),
  definePrediction({
    // The writer has closed; a read has taken the 100 bytes that were there.
    id: 'after-a-short-read',
    scenarioId: 'end-behind-a-short-read',
    tick: 3_750,
    tickMax: 4_000,
    options: ['hang-up', 'nothing', 'bytes'],
    otherwise: 'bytes',
    outcome: firstSeen(({ trace }) => {
      const called = trace.find((entry) => entry.kind === 'called');
      if (called === undefined) return null;
      if (called.data.reply === '[]') return 'nothing';
      return called.data.reply.includes('HUP') ? 'hang-up' : 'bytes';
    }),
  }),
  definePrediction({
    id: 'who-wakes',
    scenarioId: 'thundering-herd',
    tick: 250,
    tickMax: 500,
    options: ['first', 'last', 'all'],
    otherwise: 'first',
    outcome: firstSeen(({ trace }) => {
      const woken = trace.filter(({ kind }) => kind === 'woke');
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
    outcome: firstSeen(({ trace }) => {
      const called = trace.find((entry) => entry.kind === 'called');
      if (called === undefined) return null;
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
    outcome: firstSeen(({ trace }) => {
      const begun = trace.filter(({ kind }) => kind === 'taskBegins').length;
      const failed = trace.filter(({ kind }) => kind === 'taskFails').length;
      if (begun + failed === 0) return null;
      if (failed === 0) return 'all-succeed';
      return begun > 0 ? 'one-succeeds' : 'none-succeeds';
    }),
  }),
  definePrediction({
    // The first batch has opened the connection in its loop, which is closed by now.
    id: 'second-batch',
    scenarioId: 'connection-made-once',
    tick: 900,
    tickMax: 1_400,
    options: ['succeeds', 'another-loop-runs', 'different-loop'],
    otherwise: 'succeeds',
    outcome: firstSeen(({ trace }) => {
      const failed = trace.find((entry) => entry.kind === 'taskFails');
      if (failed !== undefined) return failed.data.error === FUTURE_ERROR ? 'different-loop' : 'another-loop-runs';
      return trace.some(({ kind }) => kind === 'taskBegins') ? 'succeeds' : null;
    }),
  }),
] as const;

export type IoMultiplexingPredictionId = (typeof all)[number]['id'];

export const ioMultiplexingPredictions: readonly (OfIoMultiplexing & { readonly id: IoMultiplexingPredictionId })[] =
  all;
