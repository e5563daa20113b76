import type { Invariant, RuleValues } from '../core/simulation';
import { slotId, type WorkerPoolsState } from './state';

const by = (task: string | null): RuleValues | null => (task === null ? null : { task });

/** What Celery and anyio promise, each kept by one of the rules that can be switched off. */
export const workerPoolsInvariants: readonly Invariant<WorkerPoolsState>[] = [
  {
    id: 'withinPrefetch',
    name: 'No more unacknowledged than the prefetch count',
    source: 'RabbitMQ, "Consumer Prefetch"; celery/worker/consumer/tasks.py',
    check: ({ observations }) => (observations.overPrefetch === null ? null : { worker: observations.overPrefetch }),
  },
  {
    id: 'lateRejectKeeps',
    name: 'Nothing is lost with late ack and reject',
    source: 'celery/worker/request.py, on_failure',
    check: ({ observations }) => by(observations.lostDespiteReject),
  },
  {
    id: 'nobodyBehindBusy',
    name: 'Nothing waits behind a busy child while one is idle',
    source: 'celery/concurrency/asynpool.py, schedule_writes',
    check({ workers }) {
      for (const { id, slots } of workers) {
        const busy = slots.findIndex(({ task, behind }) => task !== null && behind.length > 0);
        const idle = slots.findIndex(({ task }) => task === null);
        if (busy >= 0 && idle >= 0) return { busy: slotId(id, busy), idle: slotId(id, idle) };
      }
      return null;
    },
  },
  {
    id: 'tokensBound',
    name: 'A thread only with a token',
    source: 'anyio, CapacityLimiter',
    check: ({ observations }) => (observations.overBorrowed === null ? null : { request: observations.overBorrowed }),
  },
  {
    id: 'atMostOnce',
    name: 'Without late ack no child begins a task again',
    source: 'celery/worker/request.py, on_accepted',
    check: ({ observations }) => by(observations.startedTwice),
  },
];
