import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import { type ConcurrencyModelsCommand, ticksFromMs } from './config';
import type { ConcurrencyModelsEvent, ConcurrencyModelsState, ConcurrencyModelsTrace } from './state';

const { firstSeen } = goalsOf<
  ConcurrencyModelsState,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent,
  ConcurrencyModelsTrace
>();

const all = [
  definePrediction({
    id: 'which-ends-first',
    scenarioId: 'eight-resizes',
    tick: ticksFromMs(1),
    tickMax: ticksFromMs(600),
    options: ['processes', 'threads', 'greenlets', 'all-alike'],
    otherwise: 'all-alike',
    outcome: firstSeen(({ trace }) => {
      const first = trace.find(({ kind }) => kind === 'finished');
      if (first === undefined) return null;
      return first.actor === 'process' ? 'processes' : first.actor === 'thread' ? 'threads' : 'greenlets';
    }),
  }),
  definePrediction({
    // The parent reads again after the child has written.
    id: 'child-writes-parent-reads',
    scenarioId: 'write-in-the-child',
    tick: ticksFromMs(7),
    tickMax: ticksFromMs(50),
    options: ['one', 'zero', 'error'],
    otherwise: 'error',
    outcome: {
      initial: { hasWritten: false, read: -1 },
      observe: (memory: { hasWritten: boolean; read: number }, { trace }) => {
        const own = trace as readonly ConcurrencyModelsTrace[];
        const hasWritten =
          memory.hasWritten || own.some(({ kind, actor }) => kind === 'write' && actor.startsWith('child'));
        const read = own.find(({ kind, actor }) => kind === 'read' && actor === 'j1');
        return { hasWritten, read: hasWritten && read?.kind === 'read' ? read.data.value : memory.read };
      },
      decide: ({ read }) => (read < 0 ? null : read === 1 ? 'one' : 'zero'),
    },
  }),
  definePrediction({
    id: 'order-after-spawn',
    scenarioId: 'spawn-order',
    tick: 0,
    tickMax: ticksFromMs(60),
    options: ['spawned', 'a-starts', 'a-to-its-end'],
    otherwise: 'a-to-its-end',
    outcome: firstSeen(({ trace }) => {
      const printed = trace.find((entry) => entry.kind === 'printed');
      if (printed?.kind !== 'printed') return null;
      return printed.data.text === 'spawned' ? 'spawned' : 'a-starts';
    }),
  }),
  definePrediction({
    id: 'how-many-succeed',
    scenarioId: 'two-loops-in-one-thread',
    tick: ticksFromMs(1),
    tickMax: ticksFromMs(400),
    options: ['all', 'one', 'none'],
    otherwise: 'none',
    outcome: firstSeen((record, { program }) => {
      if (!record.trace.some(({ kind }) => kind === 'programOver')) return null;
      const after = (program?.output ?? '').split('ten at once')[1] ?? '';
      const succeeded = after.split('\n').filter((line) => line.endsWith('succeeds')).length;
      return succeeded === 0 ? 'none' : succeeded === 1 ? 'one' : 'all';
    }),
  }),
  definePrediction({
    id: 'who-sleeps',
    scenarioId: 'unpatched-sleep',
    tick: ticksFromMs(1),
    tickMax: ticksFromMs(400),
    options: ['r1-alone', 'both', 'nobody'],
    otherwise: 'nobody',
    outcome: firstSeen((record, { program }) => {
      // What was printed when the first one was answered.
      const answered = record.trace.some((entry) => entry.kind === 'printed' && entry.data.text === 'r1 is answered');
      if (!answered) return null;
      return program?.output.includes('r2 asks') === true ? 'r1-alone' : 'both';
    }),
  }),
] as const;

export type ConcurrencyModelsPredictionId = (typeof all)[number]['id'];

/** Moments at which a scenario asks what happens next. */
export const concurrencyModelsPredictions: readonly (Prediction<
  ConcurrencyModelsState,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent
> & { readonly id: ConcurrencyModelsPredictionId })[] = all;
