import type { StepRecord } from '../core/engine';
import { defineLab } from '../core/lab';
import { defineMilestone } from '../core/milestone';
import { traceLine } from '../core/step-line';
import { ioMultiplexingChallenges } from './challenges';
import type { IoMultiplexingCommand } from './config';
import { ioMultiplexingExplorer } from './explorer';
import { ioMultiplexing } from './model';
import { ioMultiplexingPredictions } from './predictions';
import { ioMultiplexingQuestions } from './questions';
import { ioMultiplexingScenarios } from './scenarios';
import type { IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';

function happens(id: string, holds: (entry: IoMultiplexingTrace, state: IoMultiplexingState) => boolean) {
  return defineMilestone({
    id,
    goal: {
      initial: false,
      observe: (
        _: boolean,
        { trace }: StepRecord<IoMultiplexingCommand, IoMultiplexingEvent>,
        state: IoMultiplexingState,
      ) => (trace as readonly IoMultiplexingTrace[]).some((entry) => holds(entry, state)),
      isMet: (hasCome) => hasCome,
    },
  });
}

/** System calls that wait for many descriptors at once, typed or made by a server's loop; and two loops in one thread. */
export const ioMultiplexingLab = defineLab({
  simulation: ioMultiplexing,
  scenarios: ioMultiplexingScenarios,
  challenges: ioMultiplexingChallenges,
  predictions: ioMultiplexingPredictions,
  milestones: [
    happens('loop-idle', ({ kind }) => kind === 'idle'),
    happens('thread-woken', ({ kind }) => kind === 'woke'),
    happens('loop-refused', ({ kind }) => kind === 'taskFails'),
    happens(
      'ghost-reported',
      (entry, { kernel }) =>
        entry.kind === 'called' && kernel.reported.some(({ name }) => kernel.names[name] === undefined),
    ),
  ],
  questions: ioMultiplexingQuestions,
  explorer: ioMultiplexingExplorer,
  stepLine: (record, { loop, kernel, worker }) => ({
    ...traceLine(record),
    loop: { mechanism: loop.mechanism, pending: loop.pending.length, waits: loop.waits, scanned: loop.scanned },
    threads: Object.keys(kernel.threads),
    runningLoop: worker.runningLoop,
  }),
  lineSession: () => import('./session').then((module) => module.createIoMultiplexingSession),
});
