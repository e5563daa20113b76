import type { Scenario } from '../core/scenario';
import type { RaftCommand } from './command';
import { type RaftConfig, raftConfig, ticksFromMs } from './config';
import { moments } from './moments';
import { at, calm } from './script';

export type IncidentId =
  | 'empty-leader'
  | 'empty-leader-without-check'
  | 'lost-disk'
  | 'timed-out-write'
  | 'single-server-change'
  | 'single-server-change-after-commit'
  | 'node-restart';

type Incident = Scenario<RaftConfig, RaftCommand> & { readonly id: IncidentId };

const threeEntries: readonly RaftCommand[] = ['x=1', 'y=2', 'z=3'].map((value) => ({ type: 'clientRequest', value }));

/** s1 leads term 2 and everybody has its three entries. It comes back with an empty disk and stands in term 3. */
function emptyLeader<Id extends IncidentId>(id: Id, electionRestriction: boolean) {
  return {
    id,
    ...moments[id],
    config: calm({ servers: 3, rules: { electionRestriction } }),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's2' }),
      ...at(30, { type: 'timeout', server: 's1' }),
      ...at(60, ...threeEntries),
      ...at(170, { type: 'crash', server: 's1' }, { type: 'restart', server: 's1', disk: false }),
      ...at(180, { type: 'timeout', server: 's1' }),
      ...(electionRestriction
        ? at(220, { type: 'timeout', server: 's2' })
        : at(220, { type: 'clientRequest', server: 's1', value: 'w=9' })),
    ],
    endTick: ticksFromMs(400),
  } as const;
}

/**
 * Four members that have w=0; s5 is new. s1 adds s5 and reaches nobody else; s2, elected by the others, removes s1 and commits that with s3 alone;
 * then s1, which has learnt of term 2 by s4, stands with s4 and s5. `commitsFirst`: s2 has an entry of its own term committed before it changes the members.
 */
function singleServerChange<Id extends IncidentId>(id: Id, commitsFirst: boolean) {
  return {
    id,
    ...moments[id],
    config: calm({ initialServers: 4, heartbeatIntervalMs: 50, rules: { jointConsensus: false } }),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(30, { type: 'clientRequest', server: 's1', value: 'w=0' }),
      ...at(70, {
        type: 'partition',
        groups: [
          ['s1', 's5'],
          ['s2', 's3', 's4'],
        ],
      }),
      ...at(80, { type: 'reconfigure', servers: ['s1', 's2', 's3', 's4', 's5'] }),
      ...at(170, { type: 'timeout', server: 's2' }),
      ...(commitsFirst ? at(200, { type: 'clientRequest', server: 's2', value: 'x=1' }) : []),
      ...at(240, {
        type: 'partition',
        groups: [
          ['s2', 's3'],
          ['s1', 's4', 's5'],
        ],
      }),
      ...at(250, { type: 'reconfigure', servers: ['s2', 's3', 's4'] }),
      ...at(300, { type: 'timeout', server: 's1' }),
      ...at(360, { type: 'clientRequest', server: 's1', value: 'y=2' }),
    ],
    endTick: ticksFromMs(400),
  } as const;
}

/** What the lessons on logs and members ask about: what a disk, a reply and a member are worth. */
export const incidents: readonly Incident[] = [
  emptyLeader('empty-leader', true),
  // The rule of §5.4.1 is off: the empty server wins, and what it takes replaces everything.
  emptyLeader('empty-leader-without-check', false),
  {
    // x=1 and y=2 are committed by s1 and s2. s2 loses its disk, and with s3, which was down, elects a leader that has neither.
    id: 'lost-disk',
    ...moments['lost-disk'],
    config: calm({ servers: 3 }),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(40, { type: 'crash', server: 's3' }),
      ...at(50, { type: 'clientRequest', value: 'x=1' }, { type: 'clientRequest', value: 'y=2' }),
      ...at(150, { type: 'crash', server: 's1' }, { type: 'crash', server: 's2' }),
      ...at(160, { type: 'restart', server: 's2', disk: false }, { type: 'restart', server: 's3', disk: true }),
      ...at(170, { type: 'timeout', server: 's3' }),
      ...at(210, { type: 'restart', server: 's1', disk: true }),
      ...at(220, { type: 'clientRequest', server: 's3', value: 'z=9' }),
    ],
    endTick: ticksFromMs(400),
  },
  {
    // s1 crashes once the others have stored charge, and before it can answer. The client sends it again, to s2.
    id: 'timed-out-write',
    ...moments['timed-out-write'],
    config: calm({ servers: 3, noOpOnElection: true }),
    seed: 1,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(60, { type: 'clientRequest', value: 'charge' }),
      ...at(75, { type: 'crash', server: 's1' }),
      ...at(90, { type: 'timeout', server: 's2' }),
      ...at(200, { type: 'clientRequest', server: 's2', value: 'charge' }),
    ],
    endTick: ticksFromMs(300),
  },
  singleServerChange('single-server-change', false),
  singleServerChange('single-server-change-after-commit', true),
  {
    // All three servers stand on one machine, which goes down.
    id: 'node-restart',
    ...moments['node-restart'],
    config: raftConfig.parse({ servers: 3, noOpOnElection: true }),
    seed: 2,
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(60, ...threeEntries),
      ...at(200, { type: 'crash', server: 's1' }, { type: 'crash', server: 's2' }, { type: 'crash', server: 's3' }),
    ],
    endTick: ticksFromMs(200),
  },
];
