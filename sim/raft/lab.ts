import { defineLab } from '../core/lab';
import { raft } from './raft';
import { raftScenarios } from './scenarios';
import { raftStepLine } from './step-line';

/** The Raft lab, as the catalogue lists it. */
export const raftLab = defineLab({
  simulation: raft,
  scenarios: raftScenarios,
  challenges: [],
  predictions: [],
  explorer: null,
  stepLine: raftStepLine,
});
