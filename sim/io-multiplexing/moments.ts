import type { ScenarioMoments } from '../core/scenario';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'two-loops-in-one-worker': {
    keyEvents: [
      { id: 'fails', kind: 'taskFails' },
      { id: 'sync', kind: 'clientSet' },
    ],
  },
  'edge-and-partial-read': {
    keyEvents: [{ id: 'partial', kind: 'handled' }],
  },
  'end-behind-a-short-read': {
    keyEvents: [{ id: 'short', kind: 'called', data: { line: 'read p.r 4096' } }],
  },
  'thundering-herd': {
    keyEvents: [{ id: 'connected', kind: 'connected' }],
  },
  'busy-loop-at-the-end': {
    keyEvents: [{ id: 'open', kind: 'leftOpen' }],
  },
  'accept-one-under-edge': {
    keyEvents: [{ id: 'idle', kind: 'idle' }],
  },
  'imported-before-the-patch': {
    keyEvents: [{ id: 'patched', kind: 'patched' }],
  },
  'connection-made-once': {
    keyEvents: [{ id: 'attached', kind: 'taskFails' }],
  },
  'threads-of-their-own': {
    keyEvents: [{ id: 'ended', kind: 'taskEnds' }],
  },
  'idle-clients': {
    keyEvents: [
      { id: 'select', kind: 'handled' },
      { id: 'swapped', kind: 'swapped' },
    ],
  },
  'ghost-event': {
    keyEvents: [
      { id: 'closed', kind: 'called', data: { line: 'close p.r' } },
      { id: 'ghost', kind: 'called', data: { line: 'wait e' } },
      { id: 'stuck', kind: 'called', data: { line: 'ctl e DEL p.r' } },
    ],
  },
};
