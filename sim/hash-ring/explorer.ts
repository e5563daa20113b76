import type { Explorer } from '../core/explore';
import { ALGORITHMS, type HashRingCommand, type HashRingConfig } from './config';
import type { HashRingState } from './state';

const WEIGHTS = [1, 2, 3, 5];

/** Hosts that come, go and are weighed, under one algorithm after another, and jobs with their events between. */
export const hashRingExplorer: Explorer<HashRingConfig, HashRingState, HashRingCommand> = {
  ticksMax: 1,
  stepsMax: 24,
  commandsFor: (_config, random) => ({
    next({ plan }) {
      const host = plan.hosts[random.below(plan.hosts.length)]?.id ?? '';
      switch (random.below(8)) {
        case 0:
        case 1:
          return { type: 'addHost' };
        case 2:
          return { type: 'removeHost', host };
        case 3:
          return { type: 'weigh', host, weight: WEIGHTS[random.below(WEIGHTS.length)] ?? 1 };
        case 4:
        case 5:
          return { type: 'setAlgorithm', algorithm: ALGORITHMS[random.below(ALGORITHMS.length)] ?? 'ring-hash' };
        case 6:
          return { type: 'addKeys', count: 1 + random.below(5) };
        default:
          return { type: 'publish', key: `job-${random.below(1_000)}` };
      }
    },
  }),
  count: ({ kind }) =>
    kind === 'keyMoved' || kind === 'delivered' || kind === 'missed' || kind === 'hostAdded' ? kind : null,
  simpler: (command) => (command.type === 'addKeys' && command.count > 1 ? [{ type: 'addKeys', count: 1 }] : []),
};
