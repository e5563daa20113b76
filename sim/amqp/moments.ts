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
  'topic-routing': {
    keyEvents: [
      { id: 'two', kind: 'routed', data: { number: 1 } },
      { id: 'one', kind: 'routed', data: { number: 2 } },
    ],
  },
  rpc: {
    keyEvents: [
      { id: 'request', kind: 'work-started', actor: 'server-1' },
      { id: 'answer', kind: 'replied', actor: 'caller' },
    ],
  },
  'eta-task-times-out': {
    keyEvents: [
      { id: 'holds', kind: 'work-started', actor: 'celery-1' },
      { id: 'closed', kind: 'channel-closed' },
      { id: 'again', kind: 'work-started', actor: 'celery-1', fromTick: ticksFromMs(7000) },
    ],
  },
  'requeued-until-dropped': {
    keyEvents: [
      { id: 'first', kind: 'requeued', actor: 'q:orders' },
      { id: 'dropped', kind: 'dropped', actor: 'q:orders' },
    ],
  },
  'retry-in-two-steps': {
    keyEvents: [
      { id: 'back', kind: 'dead-lettered', actor: 'q:wait.long' },
      { id: 'gone', kind: 'dead-lettered', actor: 'q:wait.short', data: { queues: [] } },
    ],
  },
  'priority-takes-over': {
    keyEvents: [
      { id: 'joins', kind: 'connected', actor: 'main' },
      { id: 'stuck', kind: 'requeued', actor: 'q:ledger', fromTick: ticksFromMs(6000) },
    ],
  },
  'prefetched-by-one': {
    keyEvents: [
      { id: 'next', kind: 'work-done', actor: 'worker-1', data: { number: 1 } },
      { id: 'last', kind: 'work-done', actor: 'worker-1', data: { number: 3 } },
    ],
  },
  'blocked-by-memory-alarm': {
    keyEvents: [
      { id: 'blocked', kind: 'blocked', actor: 'api' },
      { id: 'over', kind: 'unblocked', actor: 'api' },
    ],
  },
  'stream-read-again': {
    keyEvents: [
      { id: 'kept', kind: 'kept', actor: 'q:events' },
      { id: 'dropped', kind: 'dropped', actor: 'q:events', data: { reason: 'retention' } },
      { id: 'report', kind: 'work-started', actor: 'report' },
    ],
  },
};
