import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { ioMultiplexing } from '../model';

const hostile = hostileTo(ioMultiplexing);

/** Ten thousand connections, waited for by another mechanism each time; epoll instances that watch each other in layers. */
export const hostileRecordings: readonly HostileRecording[] = [
  hostile(
    'moves ten thousand connections from one mechanism to the next',
    { clients: 10_000, mechanism: 'poll' },
    times(4_000, (at) =>
      at % 2 === 0 ? { type: 'swap', mechanism: at % 4 === 0 ? 'level' : 'poll' } : { type: 'handle' },
    ),
  ),
  hostile('wakes layers of epoll instances', { clients: 0 }, [
    ...[{ type: 'call', line: 'pipe p' }],
    ...times(4 * 24, (at) => ({ type: 'call', line: `epoll e${Math.floor(at / 24)}.${at % 24}` })),
    ...times(24, (at) => ({ type: 'call', line: `ctl e0.${at} ADD p.r IN` })),
    ...times(3 * 576, (at) => ({
      type: 'call',
      line: `ctl e${1 + Math.floor(at / 576)}.${at % 24} ADD e${Math.floor(at / 576)}.${Math.floor(at / 24) % 24} IN`,
    })),
    ...times(1_000, () => ({ type: 'call', line: 'write p.w 1' })),
  ]),
];
