import type { ScenarioMoments } from '../core/scenario';

/** Where a first run of each scenario stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'settings-in-force': {
    keyEvents: [
      { id: 'all-taken', kind: 'delivered', fromTick: 500 },
      { id: 'full', kind: 'delivered', fromTick: 5_000 },
      { id: 'back', kind: 'requeued' },
    ],
  },
  'batches-and-idempotency': {
    keyEvents: [
      { id: 'killed', kind: 'workerKilled' },
      { id: 'again', kind: 'start', data: { task: 't00', slot: 1, again: true } },
    ],
  },
  'waiting-in-a-task': {
    keyEvents: [
      { id: 'all-wait', kind: 'start', actor: 'w1.4' },
      { id: 'timeout', kind: 'resultTimeout' },
      { id: 'chain', kind: 'published', fromTick: 16_000 },
    ],
  },
  'vision-and-short': {
    keyEvents: [
      { id: 'reserved', kind: 'delivered', fromTick: 600 },
      { id: 'through', kind: 'end', actor: 'w1.1' },
    ],
  },
  'oom-killed-child': {
    // The child's death and the failure of its task are one step.
    keyEvents: [{ id: 'lost', kind: 'workerLost' }],
  },
  'rolling-deploy': {
    keyEvents: [
      { id: 'stops', kind: 'workerStops' },
      { id: 'killed', kind: 'workerKilled' },
    ],
  },
  'eta-past-visibility': {
    keyEvents: [
      { id: 'held', kind: 'held' },
      { id: 'visible', kind: 'visible' },
      { id: 'again', kind: 'start', fromTick: 150_000 },
    ],
  },
  'eta-past-ack-timeout': {
    keyEvents: [
      { id: 'held', kind: 'held' },
      { id: 'closed', kind: 'connectionLost' },
    ],
  },
  'eta-fills-the-window': {
    keyEvents: [
      { id: 'held', kind: 'held' },
      { id: 'waits', kind: 'published', fromTick: 2_000 },
      { id: 'over', kind: 'start', fromTick: 60_000 },
    ],
  },
  'cpu-on-gevent': {
    keyEvents: [
      { id: 'silent', kind: 'connectionLost' },
      { id: 'again', kind: 'redelivered' },
    ],
  },
  'sleep-in-async': {
    keyEvents: [
      { id: 'blocks', kind: 'blocks' },
      { id: 'late', kind: 'answered', fromTick: 7_000 },
    ],
  },
  'the-41st-request': {
    keyEvents: [
      { id: 'waits', kind: 'tokenWait' },
      { id: 'next', kind: 'thread', fromTick: 2_500 },
    ],
  },
  'dependency-deadlock': {
    keyEvents: [
      { id: 'deadlock', kind: 'deadlock' },
      { id: 'timeout', kind: 'connectionTimeout' },
    ],
  },
  'dead-process': {
    keyEvents: [
      { id: 'killed', kind: 'processKilled' },
      { id: 'alone', kind: 'blocks' },
    ],
  },
  'pool-for-each-process': {
    keyEvents: [
      { id: 'waits', kind: 'connectionWait' },
      { id: 'next', kind: 'answered' },
    ],
  },
  'same-work-each-pool': {
    keyEvents: [
      { id: 'threads', kind: 'start', fromTick: 4_500 },
      { id: 'gevent', kind: 'start', fromTick: 14_500 },
      { id: 'solo', kind: 'start', fromTick: 20_500 },
    ],
  },
};
