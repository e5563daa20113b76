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
  'trimmed-unread': {
    keyEvents: [
      { id: 'full', kind: 'trim', data: { unread: [] } },
      { id: 'unread', kind: 'trim', data: { unread: ['workers'] } },
    ],
  },
  'eco2-events': {
    keyEvents: [
      { id: 'down', kind: 'crash', actor: 'gateway' },
      { id: 'back', kind: 'restart', actor: 'gateway' },
    ],
  },
  'hidden-behind': {
    keyEvents: [
      { id: 'claims', kind: 'claim' },
      { id: 'again', kind: 'claim', data: { ids: ['1-0', '2-0'] }, fromTick: ticksFromMs(10_000) },
    ],
  },
  'trimmed-by-nodes': {
    keyEvents: [
      { id: 'over', kind: 'console', data: { number: 1 } },
      { id: 'node', kind: 'trim' },
    ],
  },
  'blocked-readers': {
    keyEvents: [
      { id: 'first', kind: 'deliver' },
      { id: 'outside', kind: 'got', actor: 'dashboard' },
    ],
  },
  'big-stream': {
    keyEvents: [
      { id: 'limit', kind: 'trim' },
      { id: 'nodes', kind: 'trim', fromTick: ticksFromMs(6000) },
      { id: 'exact', kind: 'trim', fromTick: ticksFromMs(8000) },
    ],
  },
  'sent-again': {
    keyEvents: [
      { id: 'lost', kind: 'drop', actor: 'shop' },
      { id: 'again', kind: 'sendAgain', actor: 'shop' },
      { id: 'twice', kind: 'add', data: { key: 'orders' }, fromTick: ticksFromMs(2000) },
    ],
  },
  'ack-lost': {
    keyEvents: [
      { id: 'lost', kind: 'drop', actor: 'worker-1' },
      { id: 'claim', kind: 'claim' },
      { id: 'twice', kind: 'duplicate' },
    ],
  },
  'new-name-each-time': {
    keyEvents: [
      { id: 'crash', kind: 'crash', actor: 'pod' },
      { id: 'claim', kind: 'claim' },
    ],
  },
  'deleted-consumer': {
    keyEvents: [
      { id: 'crash', kind: 'crash', actor: 'worker-1' },
      { id: 'deleted', kind: 'console', data: { number: 3 } },
    ],
  },
  'evicted-stream': {
    keyEvents: [
      { id: 'evicted', kind: 'receive', actor: 'worker-1', data: { kind: 'error' } },
      { id: 'anew', kind: 'add', fromTick: ticksFromMs(3700) },
    ],
  },
  'deleted-yet-pending': {
    keyEvents: [
      { id: 'deleted', kind: 'delete' },
      { id: 'claims', kind: 'claim' },
    ],
  },
};
