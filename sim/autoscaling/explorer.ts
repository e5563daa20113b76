import type { Explorer } from '../core/explore';
import type { Random } from '../core/random';
import type { AutoscalingCommand, AutoscalingConfig } from './config';
import type { AutoscalingState } from './state';

/** Messages come in bursts of any size with quiet between them; pods are killed, versions rolled out. */
export const autoscalingExplorer: Explorer<AutoscalingConfig, AutoscalingState, AutoscalingCommand> = {
  ticksMax: 900_000,
  stepsMax: 1_500,
  commandsFor: (_, random) => ({ next: (state) => next(state, random) }),
  count: ({ kind, actor, data }) => {
    if (kind === 'scaled') return Number(data?.to) > Number(data?.from) ? 'scaledOut' : 'scaledIn';
    if (kind === 'reverted') return 'reverted';
    return kind === 'started' && data?.again === true && actor !== '' ? 'repeated' : null;
  },
  simpler: (command) =>
    command.type === 'burst' && command.count > 1 ? [{ ...command, count: Math.floor(command.count / 2) }] : [],
};

function next(state: AutoscalingState, random: Random): AutoscalingCommand | null {
  if (state.stats.published === 0 || random.chance(1, 40)) {
    return { type: 'burst', count: [1, 4, 11, 22, 60, 150][random.below(6)] ?? 22 };
  }
  const pod = state.pods[random.below(Math.max(1, state.pods.length))];
  if (pod !== undefined && random.chance(1, 300)) return { type: 'killPod', pod: pod.id };
  return random.chance(1, 400) ? { type: 'deploy' } : null;
}
