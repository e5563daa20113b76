import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { autoscaling } from '../model';

const hostile = hostileTo(autoscaling);

const burst = { type: 'burst', count: 10_000 };

/** A hundred pods that hold everything and are killed one after the other; rollouts of all of them; traffic that never ends. */
export const hostileRecordings: readonly HostileRecording[] = [
  hostile(
    'kills pods that hold everything',
    { mult: 0, replicas: 100, min: 100, max: 100, startS: 0, taskMs: 86_400_000 },
    [...times(90, () => burst), ...times(3_300, (at) => ({ type: 'killPod', pod: `pod-${at + 1}` }))],
  ),
  hostile('rolls out a hundred pods again and again', { replicas: 100, min: 100, max: 100, startS: 0, taskMs: 1 }, [
    ...times(90, () => burst),
    ...times(3_300, () => ({ type: 'deploy' })),
  ]),
  hostile('has syncs, polls and statistics each second', { syncS: 1, pollingS: 1, statisticsS: 1, perMinute: 60_000 }, [
    ...times(3_400, (at) => ({ type: 'arrive', perMinute: at % 2 === 0 ? 60_000 : 1 })),
  ]),
];
