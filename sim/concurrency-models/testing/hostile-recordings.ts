import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { concurrencyModels } from '../model';

const hostile = hostileTo(concurrencyModels);

/** The longest workloads, begun again and again; programs that do as much as they may; thousands of jobs that nobody can run. */
export const hostileRecordings: readonly HostileRecording[] = [
  hostile(
    'begins two thousand jobs under all models again and again',
    { models: [], jobs: times(2_000, () => [{ type: 'cpu', ms: 600_000 }]), quantumMs: 0.1 },
    times(1_000, (at) => ({ type: 'start', model: ['process', 'thread', 'greenlet', 'coroutine'][at % 4] })),
  ),
  hostile(
    'runs programs that do not end',
    { models: [] },
    times(200, (at) => ({ type: 'runProgram', program: `while True:\n    x = ${at}` })),
  ),
  hostile(
    'forks beside two thousand greenlets that are ready',
    { models: ['greenlet'], jobs: times(2_000, () => [{ type: 'cpu', ms: 600_000 }]) },
    times(1_000, () => ({ type: 'fork', model: 'greenlet' })),
  ),
];
