import type { Scenario } from '../core/scenario';
import type { RaftCommand } from './command';
import { type RaftConfig, raftConfig, ticksFromMs } from './config';

export type RaftScenarioId = 'first-election' | 'leader-crash' | 'split-vote';

/** The seeds are chosen, and the tests say what for: another version of the model may need others. */
export const raftScenarios: readonly (Scenario<RaftConfig, RaftCommand> & { readonly id: RaftScenarioId })[] = [
  {
    // Five servers start; s5 times out first and wins term 1.
    id: 'first-election',
    config: raftConfig.parse({}),
    seed: 1,
    commands: [],
    endTick: ticksFromMs(500),
  },
  {
    // The leader of term 1 crashes, another takes over, and the first comes back as its follower.
    id: 'leader-crash',
    config: raftConfig.parse({}),
    seed: 1,
    commands: [
      { tick: ticksFromMs(600), command: { type: 'crash', server: 's5' } },
      { tick: ticksFromMs(1200), command: { type: 'restart', server: 's5', disk: true } },
    ],
    endTick: ticksFromMs(1500),
  },
  {
    // Of four servers two stand at once and get two votes each: nobody wins term 1. Term 2 decides.
    id: 'split-vote',
    config: raftConfig.parse({ servers: 4 }),
    seed: 18,
    commands: [
      { tick: ticksFromMs(60), command: { type: 'timeout', server: 's1' } },
      { tick: ticksFromMs(60), command: { type: 'timeout', server: 's2' } },
    ],
    endTick: ticksFromMs(500),
  },
];
