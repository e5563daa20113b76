import type { ChallengeGoal } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone, type RunAnswer } from '../core/milestone';
import type { WorkerPoolsCommand, WorkerPoolsConfig } from './config';
import type { WorkerPoolsEvent, WorkerPoolsState, WorkerPoolsTrace } from './state';

const { tracedMoment, moment } = goalsOf<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent, WorkerPoolsTrace>();

/** A health check that is answered later than this has failed: Kubernetes' `timeoutSeconds` unless it is set. */
const PROBE_MS = 1_000;

type Trace = readonly WorkerPoolsTrace[];

/** Met by the first step of which something can be told, which is what a text asks for. */
const asked = <Id extends string>(id: Id, tell: (trace: Trace, state: WorkerPoolsState) => RunAnswer | null) => {
  const goal: ChallengeGoal<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent, RunAnswer | null> = {
    initial: null,
    observe: (told, { trace }: StepRecord<WorkerPoolsCommand, WorkerPoolsEvent, WorkerPoolsTrace>, state) =>
      told ?? tell(trace, state),
    isMet: (told) => told !== null,
  };
  return defineMilestone({ id, goal, answer: (told) => told ?? '' });
};

const isIdle = ({ readyCount, unacked, workers }: WorkerPoolsState): boolean =>
  readyCount === 0 &&
  Object.keys(unacked).length === 0 &&
  workers.every(({ slots }) => slots.every(({ task }) => task === null));

/** All tasks of a pool's workers have ended; asked: how many seconds after it was published the last one did. */
const through = <Id extends string>(id: Id, pool: WorkerPoolsConfig['pool']) =>
  asked(id, (trace, { workers }) => {
    const ends = trace.flatMap((entry) => (entry.kind === 'end' ? [entry] : []));
    const last = ends.at(-1);
    const worker = workers.find((each) => last?.actor.startsWith(`${each.id}.`));
    if (last === undefined || worker?.settings.pool !== pool) return null;
    const isThrough = worker.slots.every(({ task }) => task === null) && worker.unacked <= ends.length;
    const waits = worker.reserved.length + (worker.hub?.inbox.length ?? 0) + (worker.hub?.blocked == null ? 0 : 1);
    return isThrough && waits === 0 ? last.data.ms / 1_000 : null;
  });

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
  /** How many threads wait for a connection, each with a token, when nobody can go on. */
  asked('tokens-deadlocked', (trace, { processes }) =>
    trace.some(({ kind }) => kind === 'deadlock')
      ? processes.reduce((sum, { connections }) => sum + connections.waiting.length, 0)
      : null,
  ),
  tracedMoment('connection-lost', ({ kind }) => kind === 'connectionLost'),
  /** How long the first health check waited that was late, in seconds. */
  asked('probe-answered-late', (trace) => {
    const probes = trace.flatMap((entry) =>
      entry.kind === 'accepted' && entry.data.route === 'health' ? [entry.peer ?? ''] : [],
    );
    const late = trace.find(
      (entry) => entry.kind === 'answered' && probes.includes(entry.actor) && entry.data.ms > PROBE_MS,
    );
    return late?.kind === 'answered' ? late.data.ms / 1_000 : null;
  }),
  /** How long the first request waited that had to wait for a token, in seconds. */
  asked('waiter-begins', (trace) => {
    const entry = trace.find((each) => each.kind === 'thread' && each.data.waitedMs > 0);
    return entry?.kind === 'thread' ? entry.data.waitedMs / 1_000 : null;
  }),
  /** How many requests the process had that was killed. */
  asked('process-died', (trace) => {
    const entry = trace.find(({ kind }) => kind === 'processKilled');
    return entry?.kind === 'processKilled' ? entry.data.requests : null;
  }),
  /** How many connections all processes hold when each one's pool is used up. */
  asked('pools-used-up', (_, { processes, config }) =>
    processes.length > 0 && processes.every(({ connections }) => connections.used === config.dbPool)
      ? processes.reduce((sum, { connections }) => sum + connections.used, 0)
      : null,
  ),
  /** How many requests wait for a connection when each process's pool is used up. */
  asked('pools-used-up-waiting', (_, { processes, config }) =>
    processes.length > 0 && processes.every(({ connections }) => connections.used === config.dbPool)
      ? processes.reduce((sum, { connections }) => sum + connections.waiting.length, 0)
      : null,
  ),
  /** How many messages are left in the queue when a worker's window is full. */
  asked('ready-behind-window', (trace, { readyCount }) =>
    readyCount > 0 && trace.some(({ kind }) => kind === 'delivered') ? readyCount : null,
  ),
  /** How many tasks are reserved behind a long one when it ends. */
  asked('long-task-ends', (trace, { workers }) => {
    const long = trace.find((entry) => entry.kind === 'end' && entry.data.ms >= 30_000);
    const worker = workers.find(({ id }) => long?.actor.startsWith(`${id}.`));
    return worker === undefined ? null : worker.reserved.length;
  }),
  /** Which task was lost. */
  asked('lost-by-name', (trace) => {
    const entry = trace.find(({ kind }) => kind === 'lost');
    return entry?.kind === 'lost' ? entry.data.task : null;
  }),
  /** How many messages a killed worker had not acknowledged. */
  asked('killed-with-unacked', (trace) => {
    const entry = trace.find(({ kind }) => kind === 'workerKilled');
    return entry?.kind === 'workerKilled' ? entry.data.unacked : null;
  }),
  /** How many tasks have been started more than once, at the first moment at which any is. */
  asked('started-again', (trace, { stats }) =>
    trace.some((entry) => entry.kind === 'start' && entry.data.again) ? stats.repeated : null,
  ),
  /** How often a single published task was carried out. */
  asked('carried-out', (trace, state) =>
    trace.some(({ kind }) => kind === 'end') && isIdle(state) ? state.stats.done : null,
  ),
  /** How many tasks have waited in vain once nobody waits any more. */
  asked('all-timed-out', (trace, { workers, stats }) =>
    trace.some(({ kind }) => kind === 'resultTimeout') &&
    workers.every(({ slots }) => slots.every(({ task }) => task?.message.does !== 'get'))
      ? stats.failed
      : null,
  ),
  /** How many messages are ready while the window is full of tasks that wait for their time. */
  asked('window-of-waiters', (_, { readyCount, workers }) =>
    readyCount > 0 && workers.some(({ etaHeld, unacked }) => etaHeld > 0 && etaHeld === unacked) ? readyCount : null,
  ),
  /** How many messages a worker gives back that has sent no heartbeat. */
  asked('silent-gives-back', (trace) => {
    const isSilent = trace.some((entry) => entry.kind === 'connectionLost' && entry.data.reason === 'heartbeat');
    const back = trace.find(({ kind }) => kind === 'requeued');
    return isSilent && back?.kind === 'requeued' ? back.data.count : null;
  }),
  through('prefork-through', 'prefork'),
  through('threads-through', 'threads'),
  through('gevent-through', 'gevent'),
  through('solo-through', 'solo'),
] as const;

export type WorkerPoolsMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const workerPoolsMilestones: readonly (Milestone<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent> & {
  readonly id: WorkerPoolsMilestoneId;
})[] = all;
