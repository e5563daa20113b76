import type { Explorer } from '../core/explore';
import { type GilCommand, type GilConfig, ticksFromMs } from './config';
import { type GilState, waiters } from './state';

/**
 * Schedules of the same threads: who is woken is drawn, by the system and by a person; intervals change. In manual runs the
 * person takes one instruction after another.
 */
export const gilExplorer: Explorer<GilConfig, GilState, GilCommand> = {
  ticksMax: ticksFromMs(200),
  stepsMax: 600,
  commandsFor({ scheduler }, random) {
    return {
      next(state) {
        const waiting = waiters(state);
        const next = state.threads[waiting[random.below(Math.max(1, waiting.length))] ?? -1]?.id;
        if (scheduler === 'manual') {
          const holder = state.threads[state.gil.holder ?? -1];
          if (holder === undefined || holder.work !== null) return null;
          if (next !== undefined && holder.isAtCheckPoint && random.chance(1, 2))
            return { type: 'choose', thread: next };
          return random.chance(1, 2) ? { type: 'runToCheckPoint' } : { type: 'step' };
        }
        if (random.chance(1, 10) && next !== undefined) return { type: 'choose', thread: next };
        return random.chance(1, 60) ? { type: 'setInterval', ms: [0.02, 0.05, 1, 5][random.below(4)] ?? 5 } : null;
      },
    };
  },
  count: ({ kind }) => (kind === 'lost' ? 'lost' : kind === 'take' ? 'taken' : null),
  simpler: (command) => (command.type === 'runToCheckPoint' ? [{ type: 'step' }] : []),
};
