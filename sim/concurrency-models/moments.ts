import type { ScenarioMoments } from '../core/scenario';

/** Where a first run of each scenario stops. */
export const moments = {
  'prefork-to-gevent': {
    keyEvents: [
      { id: 'greenlets-done', kind: 'finished', actor: 'greenlet' },
      { id: 'processes-done', kind: 'finished', actor: 'process' },
    ],
  },
  'users-on-one-node': {
    keyEvents: [
      { id: 'three-pods', kind: 'finished', actor: 'greenlet' },
      { id: 'six-pods', kind: 'finished', actor: 'greenlet', fromTick: 500_000_000 },
    ],
  },
  'calls-to-an-llm': {
    keyEvents: [
      { id: 'greenlets-done', kind: 'finished', actor: 'greenlet' },
      { id: 'processes-done', kind: 'finished', actor: 'process' },
    ],
  },
  'eight-resizes': {
    keyEvents: [
      { id: 'turn', kind: 'preempt', data: { model: 'thread', core: 1 } },
      { id: 'processes-done', kind: 'finished', actor: 'process' },
    ],
  },
  'mixed-jobs': {
    keyEvents: [
      { id: 'processes-done', kind: 'finished', actor: 'process' },
      { id: 'late-start', kind: 'wait', data: { model: 'greenlet', ms: 60, core: 1 } },
    ],
  },
  'fork-with-a-held-lock': {
    keyEvents: [
      { id: 'forked', kind: 'forked' },
      { id: 'stuck', kind: 'stuck' },
    ],
  },
  'write-in-the-child': {
    keyEvents: [
      { id: 'forked', kind: 'forked' },
      { id: 'child-writes', kind: 'write', actor: 'child-1' },
    ],
  },
  'lost-update-of-threads': {
    keyEvents: [
      { id: 'turn', kind: 'preempt', data: { model: 'thread', core: 1 } },
      { id: 'lost', kind: 'lost', data: { model: 'thread', value: 1 } },
    ],
  },
  'lost-update-of-greenlets': {
    keyEvents: [
      { id: 'switch', kind: 'wait' },
      { id: 'lost', kind: 'lost', data: { model: 'greenlet', value: 1 } },
    ],
  },
  'spawn-order': { keyEvents: [{ id: 'spawned', kind: 'printed', data: { text: 'spawned' } }] },
  'sleep-zero-and-timers': {
    keyEvents: [
      { id: 'message', kind: 'printed', data: { text: 'message 1' } },
      { id: 'late', kind: 'late' },
    ],
  },
  'unpatched-sleep': { keyEvents: [{ id: 'blocked', kind: 'blocked' }] },
  'imported-before-the-patch': {
    keyEvents: [
      { id: 'patched', kind: 'patched' },
      { id: 'blocked', kind: 'blocked' },
    ],
  },
  'thread-locals-under-gevent': {
    keyEvents: [{ id: 'mixed-up', kind: 'printed', data: { text: 'kim is handled as lee' } }],
  },
  'two-loops-in-one-thread': {
    keyEvents: [
      { id: 'alone', kind: 'printed', data: { text: 'task 1 succeeds' } },
      {
        id: 'refused',
        kind: 'printed',
        data: { text: 'task 3 fails: Cannot run the event loop while another loop is running' },
      },
    ],
  },
  'loop-blocks-the-hub': { keyEvents: [{ id: 'other', kind: 'printed', data: { text: 'another greenlet runs' } }] },
  'kill-and-finally': { keyEvents: [{ id: 'killed', kind: 'greenletKilled', actor: 'worker' }] },
  'parent-and-switch': { keyEvents: [{ id: 'switch', kind: 'switched', actor: 'second' }] },
  'pool-of-connections': { keyEvents: [{ id: 'waits', kind: 'printed', data: { text: 't1 waited in vain' } }] },
} as const satisfies Readonly<Record<string, ScenarioMoments>>;

export type ConcurrencyModelsScenarioId = keyof typeof moments;
