import { goalsOf } from '../core/goals';
import type { Milestone } from '../core/milestone';
import type { WorkerPoolsCommand } from './config';
import type { WorkerPoolsEvent, WorkerPoolsState, WorkerPoolsTrace } from './state';

const { tracedMoment, moment } = goalsOf<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent, WorkerPoolsTrace>();

const all = [
  tracedMoment('task-started', ({ kind }) => kind === 'start'),
  tracedMoment('task-lost', ({ kind }) => kind === 'lost'),
  tracedMoment('task-repeated', (entry) => entry.kind === 'start' && entry.data.again),
  tracedMoment('message-redelivered', ({ kind }) => kind === 'redelivered'),
  tracedMoment('result-timed-out', ({ kind }) => kind === 'resultTimeout'),
  tracedMoment('child-killed', ({ kind }) => kind === 'childKilled'),
  tracedMoment('worker-killed', ({ kind }) => kind === 'workerKilled'),
  tracedMoment('message-requeued', (entry) => entry.kind === 'requeued' || entry.kind === 'rejected'),
  moment('window-full', (_, { workers, readyCount }) => readyCount > 0 && workers.some(({ unacked }) => unacked > 0)),
  tracedMoment('loop-blocked', ({ kind }) => kind === 'blocks'),
  tracedMoment('token-waited-for', ({ kind }) => kind === 'tokenWait'),
  tracedMoment('tokens-deadlocked', ({ kind }) => kind === 'deadlock'),
  tracedMoment('connection-lost', ({ kind }) => kind === 'connectionLost'),
] as const;

export type WorkerPoolsMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const workerPoolsMilestones: readonly (Milestone<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent> & {
  readonly id: WorkerPoolsMilestoneId;
})[] = all;
