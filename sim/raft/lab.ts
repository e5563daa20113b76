import { defineLab, type TypesOf } from '../core/lab';
import { raftChallenges } from './challenges';
import { raftExplorer } from './explorer';
import { raftMilestones } from './milestones';
import { raftPredictions } from './predictions';
import { raftQuestions } from './questions/generators';
import { raft } from './raft';
import { raftScenarios } from './scenarios';
import { raftStepLine } from './step-line';

/** The Raft lab, as the catalogue lists it. */
export const raftLab = defineLab({
  simulation: raft,
  scenarios: raftScenarios,
  challenges: raftChallenges,
  predictions: raftPredictions,
  milestones: raftMilestones,
  questions: raftQuestions,
  explorer: raftExplorer,
  stepLine: raftStepLine,
});

export type RaftTypes = TypesOf<typeof raftLab>;
