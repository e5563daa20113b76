import { defineLab } from '../core/lab';
import { traceLine } from '../core/step-line';
import { ioMultiplexingChallenges } from './challenges';
import { ioMultiplexingExplorer } from './explorer';
import { ioMultiplexingMilestones } from './milestones';
import { ioMultiplexing } from './model';
import { ioMultiplexingPredictions } from './predictions';
import { ioMultiplexingQuestions } from './questions';
import { ioMultiplexingScenarios } from './scenarios';

/** System calls that wait for many descriptors at once, typed or made by a server's loop; and two loops in one thread. */
export const ioMultiplexingLab = defineLab({
  simulation: ioMultiplexing,
  scenarios: ioMultiplexingScenarios,
  challenges: ioMultiplexingChallenges,
  predictions: ioMultiplexingPredictions,
  milestones: ioMultiplexingMilestones,
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
