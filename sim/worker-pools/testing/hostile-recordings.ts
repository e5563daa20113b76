import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { workerPools } from '../model';

const hostile = hostileTo(workerPools);

const publish = (etaMs: number) => ({ type: 'publish', count: 1_000, does: 'sleep', ms: 86_400_000, etaMs });

/** Everything that was published in one worker's hands, and that worker killed and started again; more requests than there is room for. */
export const hostileRecordings: readonly HostileRecording[] = [
  hostile('takes everything, dies and starts again', { mult: 0, c: 100, late: true }, [
    ...times(9, () => publish(0)),
    ...times(3_400, (at) => ({ type: at % 2 === 0 ? 'killWorker' : 'startWorker', worker: 'w1' })),
  ]),
  hostile('cuts the connections of workers that hold everything for later', { mult: 0, workers: 8 }, [
    ...times(9, () => publish(86_400_000)),
    ...times(3_400, (at) => ({ type: 'dropConnection', worker: `w${1 + (at % 8)}` })),
  ]),
  hostile('sends requests and kills the process that has them', { stack: 'fastapi', restartsDead: true }, [
    ...times(3_000, (at) =>
      at % 2 === 0
        ? { type: 'request', count: 1_000, route: 'def', ms: 60_000 }
        : { type: 'killProcess', process: `p${1 + (at - 1) / 2}` },
    ),
  ]),
];
