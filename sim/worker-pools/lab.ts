import { defineLab } from '../core/lab';
import { traceLine } from '../core/step-line';
import { workerPoolsChallenges } from './challenges';
import { workerPoolsExplorer } from './explorer';
import { workerPoolsMilestones } from './milestones';
import { workerPools } from './model';
import { workerPoolsPredictions } from './predictions';
import { workerPoolsQuestions } from './questions';
import { workerPoolsScenarios } from './scenarios';

/** Celery's worker pools at a broker; FastAPI's event loop and threads in Uvicorn's processes. */
export const workerPoolsLab = defineLab({
  simulation: workerPools,
  scenarios: workerPoolsScenarios,
  challenges: workerPoolsChallenges,
  predictions: workerPoolsPredictions,
  milestones: workerPoolsMilestones,
  questions: workerPoolsQuestions,
  explorer: workerPoolsExplorer,
  stepLine: (record, { readyCount, unacked, workers, processes, stats }) => ({
    ...traceLine(record),
    ready: readyCount,
    unacked: Object.keys(unacked).length,
    workers: Object.fromEntries(workers.map(({ id, status, unacked: held }) => [id, { status, unacked: held }])),
    processes: Object.fromEntries(
      processes.map(({ id, isUp, blockedBy, limiter }) => [
        id,
        { isUp, blockedBy, borrowed: limiter.borrowers.length },
      ]),
    ),
    done: stats.done,
    lost: stats.lost,
    repeated: stats.repeated,
  }),
  lineSession: () => import('./session').then((module) => module.createWorkerPoolsSession),
});
