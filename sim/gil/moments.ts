import type { ScenarioMoments } from '../core/scenario';
import { ticksFromMs } from './config';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'workers-and-pools': {
    keyEvents: [
      { id: 'asks', kind: 'ask' },
      { id: 'handed', kind: 'drop', data: { requested: true } },
    ],
  },
  'executor-waits': {
    keyEvents: [
      { id: 'again', kind: 'begin', actor: 'scan-1', data: { operation: 'block' }, fromTick: ticksFromMs(90) },
    ],
  },
  'executor-computes': {
    keyEvents: [
      { id: 'asks', kind: 'ask' },
      { id: 'handed', kind: 'drop', data: { requested: true } },
    ],
  },
  'events-beside-a-report': {
    keyEvents: [
      { id: 'asks', kind: 'ask', actor: 'sse' },
      { id: 'released', kind: 'drop', actor: 'sse', fromTick: ticksFromMs(10) },
    ],
  },
  'sixteen-lookups': {
    keyEvents: [{ id: 'released', kind: 'drop' }],
  },
  'counter-3-9': {
    keyEvents: [{ id: 'lost', kind: 'lost' }],
  },
  'sse-and-resize': {
    keyEvents: [
      { id: 'asks', kind: 'ask' },
      { id: 'swapped', kind: 'swapped' },
    ],
  },
  'regex-freezes': {
    opensAtTick: ticksFromMs(38),
    keyEvents: [{ id: 'asks', kind: 'ask', fromTick: 4000 }],
  },
  'openmp-loop': {
    keyEvents: [
      { id: 'handed', kind: 'drop' },
      { id: 'off', kind: 'gilOff' },
    ],
  },
  'counter-3-11': {
    keyEvents: [
      { id: 'asks', kind: 'ask' },
      { id: 'handed', kind: 'drop' },
    ],
  },
  'hashing-releases': {
    keyEvents: [
      { id: 'released', kind: 'drop' },
      { id: 'python', kind: 'wait', fromTick: ticksFromMs(40) },
    ],
  },
  'check-then-act': {
    keyEvents: [
      { id: 'handed', kind: 'drop' },
      { id: 'second', kind: 'drop', actor: 'b' },
      { id: 'twice', kind: 'store', actor: 'b' },
    ],
  },
  'free-threaded-dict': {
    keyEvents: [
      { id: 'lock', kind: 'objectWait' },
      { id: 'lost', kind: 'lost' },
    ],
  },
};
