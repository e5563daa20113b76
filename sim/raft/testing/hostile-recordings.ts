import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { raft as simulation } from '../raft';

const raft = hostileTo(simulation);
const hasty = {
  servers: 9,
  latencyMinMs: 0,
  latencyMaxMs: 0,
  heartbeatIntervalMs: 1,
  rpcTimeoutMs: 1,
  entriesPerMessageMax: 100,
};
/** One server that leads from the first command on. */
const alone = { servers: 3, initialServers: 1 };

/** Raft: logs, state machines and what is remembered of them grow, and are looked through again and again. */
export const hostileRecordings: readonly HostileRecording[] = [
  raft('applies four thousand keys one by one', alone, [
    { type: 'timeout', server: 's1' },
    ...times(1_990, (at) => ({ type: 'clientRequest', value: `k${at}=1` })),
    { type: 'snapshot', server: 's1' },
    ...times(1_400, (at) => ({ type: 'clientRequest', value: `l${at}=1` })),
  ]),
  raft('takes a snapshot after each entry of a large machine', alone, [
    { type: 'timeout', server: 's1' },
    ...times(1_900, (at) => ({ type: 'clientRequest', value: `k${at}=1` })),
    ...times(800, (at) => [
      { type: 'clientRequest', value: `k${at}=2` },
      { type: 'snapshot', server: 's1' },
    ]).flat(),
  ]),
  raft('stands for election again and again with much committed', alone, [
    { type: 'timeout', server: 's1' },
    ...times(1_900, (at) => ({ type: 'clientRequest', value: `k${at}` })),
    ...times(1_000, () => [
      { type: 'crash', server: 's1' },
      { type: 'restart', server: 's1' },
      { type: 'timeout', server: 's1' },
    ])
      .flat()
      .slice(0, 1_800),
  ]),
  raft('has nine servers talk without rest', { ...hasty, electionTimeoutMinMs: 1, electionTimeoutMaxMs: 1 }, []),
  raft('doubles every message between nine servers', { ...hasty, duplicatePerMille: 1000 }, [
    { type: 'timeout', server: 's1' },
  ]),
  raft('brings servers without a disk up to date again and again', { ...hasty, conflictHint: true }, [
    { type: 'timeout', server: 's1' },
    ...times(1_000, (at) => ({ type: 'clientRequest', value: `k${at}` })),
    ...times(900, (at) => [
      { type: 'crash', server: `s${(at % 8) + 2}` },
      { type: 'restart', server: `s${(at % 8) + 2}`, disk: false },
    ]).flat(),
  ]),
];
