import { goalsOf } from '../core/goals';
import { defineLab } from '../core/lab';
import { traceLine } from '../core/step-line';
import { hashRingChallenges } from './challenges';
import type { HashRingCommand } from './config';
import { hashRingExplorer } from './explorer';
import { hashRing } from './model';
import { hashRingPredictions } from './predictions';
import { hashRingQuestions } from './questions';
import { hashRingScenarios } from './scenarios';
import type { HashRingState, HashRingTrace } from './state';

const { tracedMoment } = goalsOf<HashRingState, HashRingCommand, never, HashRingTrace>();

const happens = (id: string, kind: HashRingTrace['kind']) => tracedMoment(id, (entry) => entry.kind === kind);

/** Consistent hashing as proxies do it. */
export const hashRingLab = defineLab({
  simulation: hashRing,
  scenarios: hashRingScenarios,
  challenges: hashRingChallenges,
  predictions: hashRingPredictions,
  milestones: [happens('event-missed', 'missed'), happens('key-moved', 'keyMoved'), happens('host-added', 'hostAdded')],
  questions: hashRingQuestions,
  explorer: hashRingExplorer,
  stepLine: (record, { plan, shares, matches }) => ({
    ...traceLine(record),
    algorithm: plan.algorithm,
    shares: Object.fromEntries(plan.hosts.map(({ id }, index) => [id, shares[index] ?? 0])),
    matches,
  }),
  lineSession: () => import('./session').then((module) => module.createHashRingSession),
});
