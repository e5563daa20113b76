import { defineLab } from '../core/lab';
import { gilChallenges } from './challenges';
import { gilExplorer } from './explorer';
import { gil } from './gil';
import { gilMilestones } from './milestones';
import { gilPredictions } from './predictions';
import { gilQuestions } from './questions';
import { gilScenarios } from './scenarios';
import { gilStepLine } from './step-line';

/** CPython's global interpreter lock. */
export const gilLab = defineLab({
  simulation: gil,
  scenarios: gilScenarios,
  challenges: gilChallenges,
  predictions: gilPredictions,
  milestones: gilMilestones,
  questions: gilQuestions,
  explorer: gilExplorer,
  stepLine: gilStepLine,
  lineSession: () => import('./session').then((module) => module.createGilSession),
});
