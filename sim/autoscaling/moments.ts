import type { ScenarioMoments } from '../core/scenario';

/** Where a first run of each scenario stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'scaler-not-active': {
    keyEvents: [
      { id: 'all-taken', kind: 'delivered', fromTick: 3_000 },
      { id: 'not-active', kind: 'polled', fromTick: 15_000 },
      { id: 'zero-of-ten', kind: 'synced', fromTick: 30_000 },
    ],
  },
  'three-pods-one-works': {
    keyEvents: [
      { id: 'all-taken', kind: 'delivered', fromTick: 3_000 },
      { id: 'three', kind: 'scaled' },
      { id: 'nothing-to-do', kind: 'podReady' },
    ],
  },
  'git-puts-it-back': {
    keyEvents: [
      { id: 'three', kind: 'scaled' },
      { id: 'back', kind: 'reverted' },
      { id: 'off', kind: 'gitSet' },
    ],
  },
  'cpu-sees-nothing': {
    keyEvents: [
      { id: 'proposal', kind: 'synced', fromTick: 60_000 },
      { id: 'late', kind: 'done', fromTick: 120_000 },
    ],
  },
  'dead-cooldown': {
    keyEvents: [
      { id: 'not-active', kind: 'deactivated' },
      { id: 'in', kind: 'scaled', data: { from: 4, to: 2 } },
    ],
  },
  'zero-at-zero-ready': {
    keyEvents: [
      { id: 'woken', kind: 'scaled', data: { from: 0, to: 1 } },
      { id: 'zero', kind: 'scaled', data: { from: 1, to: 0 } },
      { id: 'again', kind: 'requeued' },
    ],
  },
  sawtooth: {
    keyEvents: [
      { id: 'up', kind: 'scaled' },
      { id: 'down', kind: 'scaled', fromTick: 60_000 },
      { id: 'held', kind: 'behaviourSet' },
    ],
  },
  'four-pods-one-node': {
    keyEvents: [
      { id: 'wanted', kind: 'scaled' },
      { id: 'pending', kind: 'podPending' },
    ],
  },
  'eleven-of-ten': {
    keyEvents: [{ id: 'asked', kind: 'synced' }],
  },
  'metrics-blocked': {
    keyEvents: [
      { id: 'failed', kind: 'metricsFailed' },
      { id: 'found', kind: 'scaled' },
    ],
  },
};
