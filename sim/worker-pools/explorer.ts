import type { Explorer } from '../core/explore';
import type { Random } from '../core/random';
import type { WorkerPoolsCommand, WorkerPoolsConfig } from './config';
import { slotId, type WorkerPoolsState } from './state';

/** Tasks or requests come at random; children, workers and connections end while something is carried out. */
export const workerPoolsExplorer: Explorer<WorkerPoolsConfig, WorkerPoolsState, WorkerPoolsCommand> = {
  ticksMax: 120_000,
  stepsMax: 400,
  commandsFor({ stack }, random) {
    return { next: (state) => (stack === 'fastapi' ? nextRequest(state, random) : nextTask(state, random)) };
  },
  count: ({ kind, data }) => {
    if (kind === 'lost') return 'lost';
    return kind === 'start' && data?.again === true ? 'repeated' : kind === 'tokenWait' ? 'waited' : null;
  },
  simpler: (command) =>
    (command.type === 'publish' || command.type === 'request') && command.count > 1 ? [{ ...command, count: 1 }] : [],
};

function nextTask(state: WorkerPoolsState, random: Random): WorkerPoolsCommand | null {
  const { workers } = state;
  const worker = workers[random.below(Math.max(1, workers.length))];
  if (worker === undefined) return null;
  if (state.stats.published < 20 || random.chance(1, 8)) {
    const ms = [500, 2_000, 9_000, 30_000][random.below(4)] ?? 500;
    return { type: 'publish', count: 1 + random.below(12), does: 'sleep', ms, etaMs: random.chance(1, 8) ? 5_000 : 0 };
  }
  if (worker.status === 'down') return random.chance(1, 3) ? { type: 'startWorker', worker: worker.id } : null;
  const busy = worker.slots.findIndex(({ task }) => task !== null);
  if (busy >= 0 && worker.settings.pool === 'prefork' && random.chance(1, 10)) {
    return { type: 'killChild', child: slotId(worker.id, busy) };
  }
  if (random.chance(1, 25)) return { type: 'killWorker', worker: worker.id };
  return random.chance(1, 25) ? { type: 'dropConnection', worker: worker.id } : null;
}

function nextRequest(state: WorkerPoolsState, random: Random): WorkerPoolsCommand | null {
  if (state.stats.published > 0 && !random.chance(1, 6)) return null;
  const route = (['await', 'block', 'def', 'def', 'db'] as const)[random.below(5)] ?? 'def';
  return { type: 'request', route, count: 1 + random.below(60), ms: 100 * (1 + random.below(30)) };
}
