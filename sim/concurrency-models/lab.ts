import { defineLab } from '../core/lab';
import { traceLine } from '../core/step-line';
import { concurrencyModelsChallenges } from './challenges';
import { msFromTicks } from './config';
import { concurrencyModelsExplorer } from './explorer';
import { concurrencyModelsMilestones } from './milestones';
import { concurrencyModels } from './model';
import { concurrencyModelsPredictions } from './predictions';
import { concurrencyModelsQuestions } from './questions';
import { concurrencyModelsScenarios } from './scenarios';

/** Processes, threads, greenlets and coroutines under one workload; and programs of greenlets. */
export const concurrencyModelsLab = defineLab({
  simulation: concurrencyModels,
  scenarios: concurrencyModelsScenarios,
  challenges: concurrencyModelsChallenges,
  predictions: concurrencyModelsPredictions,
  milestones: concurrencyModelsMilestones,
  questions: concurrencyModelsQuestions,
  explorer: concurrencyModelsExplorer,
  stepLine: (record, { runs, program }) => ({
    ...traceLine(record),
    ms: msFromTicks(record.tick),
    runs: runs.map(({ model, alive, switches, bytes, lost }) => ({ model, alive, switches, memory: bytes, lost })),
    stdout: program?.output ?? '',
  }),
  lineSession: () => import('./session').then((module) => module.createConcurrencyModelsSession),
});
