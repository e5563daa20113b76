import type { Scenario } from '../core/scenario';
import type { RaftCommand } from './command';
import { type RaftConfig, raftConfig, ticksFromMs } from './config';
import { figure7, figure8, figure8e } from './figures';
import { type IncidentId, incidents } from './incidents';
import { moments } from './moments';
import { at, calm } from './script';

export type RaftScenarioId =
  | 'first-election'
  | 'leader-crash'
  | 'split-vote'
  | 'impatient-followers'
  | 'partitioned-leader'
  | 'figure-7'
  | 'figure-8'
  | 'figure-8-with-rule'
  | 'figure-8-e'
  | 'disruptive-server'
  | 'disruptive-server-pre-vote'
  | 'slow-follower-snapshot'
  | 'grow-to-five'
  | IncidentId;

/** A server is removed, hears no heartbeats any more, and stands for election (§6). */
const removal = {
  seed: 4,
  commands: [
    ...at(0, { type: 'timeout', server: 's1' }),
    ...at(100, { type: 'clientRequest', value: 'x=1' }),
    ...at(150, { type: 'reconfigure', servers: ['s1', 's2', 's3'] }),
  ],
  endTick: ticksFromMs(700),
} as const;

/** The seeds are chosen, and the tests say what for: another version of the model may need others. */
export const raftScenarios: readonly (Scenario<RaftConfig, RaftCommand> & { readonly id: RaftScenarioId })[] = [
  {
    // Five servers start; s5 times out first and wins term 1.
    id: 'first-election',
    ...moments['first-election'],
    config: raftConfig.parse({}),
    seed: 1,
    commands: [],
    endTick: ticksFromMs(500),
  },
  {
    // The leader of term 1 crashes, another takes over, and the first comes back as its follower.
    id: 'leader-crash',
    ...moments['leader-crash'],
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
    ...moments['split-vote'],
    config: raftConfig.parse({ servers: 4 }),
    seed: 18,
    commands: [
      { tick: ticksFromMs(60), command: { type: 'timeout', server: 's1' } },
      { tick: ticksFromMs(60), command: { type: 'timeout', server: 's2' } },
    ],
    endTick: ticksFromMs(500),
  },
  {
    // Election timeouts below the heartbeat interval: leaders are unseated although nothing fails.
    id: 'impatient-followers',
    ...moments['impatient-followers'],
    config: raftConfig.parse({ electionTimeoutMinMs: 20, electionTimeoutMaxMs: 40 }),
    seed: 1,
    commands: [],
    endTick: ticksFromMs(500),
  },
  {
    // The leader is cut off with one follower; what it takes up there is overwritten once the network is whole again.
    id: 'partitioned-leader',
    ...moments['partitioned-leader'],
    config: calm({}),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(30, { type: 'clientRequest', value: 'x=1' }),
      ...at(150, {
        type: 'partition',
        groups: [
          ['s1', 's2'],
          ['s3', 's4', 's5'],
        ],
      }),
      ...at(160, { type: 'clientRequest', server: 's1', value: 'x=2' }),
      ...at(170, { type: 'clientRequest', server: 's1', value: 'x=3' }),
      ...at(200, { type: 'timeout', server: 's3' }),
      ...at(230, { type: 'clientRequest', server: 's3', value: 'x=4' }),
      ...at(300, { type: 'heal' }),
    ],
    endTick: ticksFromMs(600),
  },
  figure7,
  // The rule of §5.4.2 is off: what (c) has committed is lost in (d).
  figure8('figure-8', false),
  // The same commands with the rule: nothing was committed, so that nothing is lost.
  figure8('figure-8-with-rule', true),
  figure8e,
  { id: 'disruptive-server', ...moments['disruptive-server'], config: raftConfig.parse({ servers: 4 }), ...removal },
  {
    id: 'disruptive-server-pre-vote',
    ...moments['disruptive-server-pre-vote'],
    config: raftConfig.parse({ servers: 4, preVote: true }),
    ...removal,
  },
  {
    // s3 is down while the log grows and is compacted: it is caught up by the snapshot, then by the log.
    id: 'slow-follower-snapshot',
    ...moments['slow-follower-snapshot'],
    config: calm({ servers: 3 }),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(30, { type: 'clientRequest', value: 'x=1' }),
      ...at(60, { type: 'crash', server: 's3' }),
      ...at(70, { type: 'clientRequest', value: 'x=2' }, { type: 'clientRequest', value: 'y=3' }),
      ...at(100, { type: 'clientRequest', value: 'x=4' }),
      ...at(130, { type: 'snapshot', server: 's1' }, { type: 'clientRequest', value: 'z=5' }),
      ...at(160, { type: 'restart', server: 's3', disk: true }),
    ],
    endTick: ticksFromMs(400),
  },
  {
    // Two servers are added to three: they catch up, C_old,new is replicated, then C_new (§6).
    id: 'grow-to-five',
    ...moments['grow-to-five'],
    config: calm({ initialServers: 3 }),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(30, { type: 'clientRequest', value: 'x=1' }, { type: 'clientRequest', value: 'y=2' }),
      ...at(80, { type: 'reconfigure', servers: ['s1', 's2', 's3', 's4', 's5'] }),
    ],
    endTick: ticksFromMs(300),
  },
  ...incidents,
];
