import type { Explorer } from '../core/explore';
import { type ConcurrencyModelsCommand, type ConcurrencyModelsConfig, JOB_KINDS, ticksFromMs } from './config';
import { MODELS } from './costs';
import type { ConcurrencyModelsState } from './state';

/** Workloads at random, begun under models at random, with cores, children and yields added meanwhile. */
export const concurrencyModelsExplorer: Explorer<
  ConcurrencyModelsConfig,
  ConcurrencyModelsState,
  ConcurrencyModelsCommand
> = {
  ticksMax: ticksFromMs(300),
  stepsMax: 400,
  commandsFor(_config, random) {
    return {
      next(state) {
        const model = MODELS[random.below(MODELS.length)] ?? 'thread';
        const kind = JOB_KINDS[random.below(JOB_KINDS.length)] ?? 'cpu';
        if (state.jobs.length < 4) return { type: 'addJobs', kind, count: 1 + random.below(3) };
        if (state.runs.length < 2) return { type: 'start', model };
        if (!random.chance(1, 8)) return null;
        switch (random.below(5)) {
          case 0:
            return { type: 'addCore' };
          case 1:
            return { type: 'spawn', model, kind };
          case 2:
            return { type: 'fork', model };
          case 3:
            return { type: 'kill', model, job: `j${1 + random.below(4)}` };
          default:
            return { type: 'start', model };
        }
      },
    };
  },
  count: ({ kind }) =>
    kind === 'lost' ? 'lost' : kind === 'finished' ? 'finished' : kind === 'stuck' ? 'stuck' : null,
  simpler: (command) => (command.type === 'addJobs' && command.count > 1 ? [{ ...command, count: 1 }] : []),
};
