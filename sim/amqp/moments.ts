import type { ScenarioMoments } from '../core/scenario';
import { ticksFromMs } from './config';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'eco2-pipeline': {
    keyEvents: [
      { id: 'routed', kind: 'routed' },
      { id: 'result', kind: 'work-done', actor: 'celery-1' },
      { id: 'crash', kind: 'crashed' },
    ],
  },
  'work-queue': {
    keyEvents: [{ id: 'first', kind: 'work-started', actor: 'fast' }],
  },
  'pub-sub': {
    keyEvents: [
      { id: 'copies', kind: 'routed' },
      { id: 'gone', kind: 'queue-gone' },
    ],
  },
  'retry-with-ttl': {
    keyEvents: [
      { id: 'fails', kind: 'work-failed' },
      { id: 'back', kind: 'dead-lettered', actor: 'q:jobs.wait' },
    ],
  },
  'poison-message': {
    opensAtTick: ticksFromMs(4500),
    keyEvents: [{ id: 'kills', kind: 'crashed' }],
  },
  'overload-without-prefetch': {
    opensAtTick: ticksFromMs(5500),
    keyEvents: [{ id: 'crash', kind: 'crashed' }],
  },
  'overload-with-prefetch': {
    opensAtTick: ticksFromMs(5500),
    keyEvents: [{ id: 'crash', kind: 'crashed' }],
  },
  'lost-without-confirms': {
    opensAtTick: ticksFromMs(3700),
    keyEvents: [
      { id: 'down', kind: 'node-stopped' },
      { id: 'up', kind: 'node-started' },
    ],
  },
  'kept-with-confirms': {
    opensAtTick: ticksFromMs(3700),
    keyEvents: [
      { id: 'down', kind: 'node-stopped' },
      { id: 'up', kind: 'node-started' },
    ],
  },
  'quorum-loses-a-minority': {
    opensAtTick: ticksFromMs(5600),
    keyEvents: [
      { id: 'down', kind: 'node-stopped' },
      { id: 'leads', kind: 'role', actor: 'n2', data: { to: 'leader' } },
    ],
  },
  'quorum-loses-a-majority': {
    opensAtTick: ticksFromMs(5600),
    keyEvents: [
      { id: 'second-down', kind: 'node-stopped', actor: 'n3' },
      { id: 'up', kind: 'node-started' },
    ],
  },
};
