import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { kafkaGroup } from '../kafka-group';

const kafka = hostileTo(kafkaGroup);
const busy = {
  partitions: 24,
  consumers: 8,
  producers: 4,
  recordsPerSecond: 1000,
  networkDelayMs: 0,
  serviceMinMs: 0,
  serviceMaxMs: 0,
  fetchMaxWaitMs: 1,
  groupInitialRebalanceDelayMs: 0,
};

/** Kafka: fetches of many records, and assignments over and over. */
export const hostileRecordings: readonly HostileRecording[] = [
  kafka(
    'reads without rest',
    busy,
    times(10, () => ({ type: 'produce', count: 500 })),
  ),
  kafka(
    'assigns anew with each heartbeat',
    { ...busy, strategy: 'cooperative-sticky', sessionTimeoutMs: 2, heartbeatIntervalMs: 1, maxPollIntervalMs: 1 },
    times(2_500, (at) => ({ type: at % 2 === 0 ? 'crash' : 'restart', consumer: `c${(Math.floor(at / 2) % 8) + 1}` })),
  ),
  kafka(
    'fetches five hundred records to work none of them',
    {
      ...busy,
      enableAutoCommit: false,
      serviceMinMs: 600_000,
      serviceMaxMs: 600_000,
      maxPollIntervalMs: 1,
      sessionTimeoutMs: 2,
      heartbeatIntervalMs: 1,
    },
    [
      ...times(10, () => ({ type: 'produce', count: 500 })),
      ...times(2_400, (at) => ({
        type: at % 2 === 0 ? 'crash' : 'restart',
        consumer: `c${(Math.floor(at / 2) % 8) + 1}`,
      })),
    ],
  ),
  kafka('keeps eight consumers waiting', { ...busy, recordsPerSecond: 0, fetchMaxWaitMs: 1 }, [
    ...times(8, (at) => ({ type: 'pause', consumer: `c${at + 1}` })),
  ]),
];
