import type { ScenarioMoments } from '../core/scenario';
import { ticksFromMs } from './config';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'first-stream': {
    keyEvents: [
      { id: 'added', kind: 'add', fromTick: 2500000 },
      { id: 'read', kind: 'got', actor: 'archive', fromTick: 2500000 },
    ],
  },
  'shared-work': {
    keyEvents: [
      { id: 'delivered', kind: 'deliver' },
      { id: 'acked', kind: 'ack' },
    ],
  },
  'crash-loses-nothing': {
    opensAtTick: ticksFromMs(1200),
    keyEvents: [
      { id: 'crash', kind: 'crash' },
      { id: 'claim', kind: 'claim' },
    ],
  },
  'missing-ack': {
    keyEvents: [{ id: 'worked', kind: 'worked', actor: 'worker-2' }],
  },
  'at-least-once': {
    keyEvents: [
      { id: 'claim', kind: 'claim' },
      { id: 'twice', kind: 'duplicate' },
    ],
  },
  'poison-entry': {
    keyEvents: [{ id: 'fails', kind: 'workFailed', data: { reason: 'poison' } }],
  },
  'group-gone': {
    opensAtTick: ticksFromMs(3700),
    keyEvents: [{ id: 'restart', kind: 'restartServer' }],
  },
  'replica-behind': {
    opensAtTick: ticksFromMs(2300),
    keyEvents: [
      { id: 'behind', kind: 'replica', data: { does: 'pause' } },
      { id: 'failover', kind: 'failover' },
    ],
  },
};
