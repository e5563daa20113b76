import { type Challenge, defineChallenge } from '../core/challenge';
import { goalsOf } from '../core/goals';
import { type WorkerPoolsCommand, type WorkerPoolsConfig, workerPoolsConfig } from './config';
import { publish, request } from './scenarios';
import type { WorkerPoolsEvent, WorkerPoolsState, WorkerPoolsTrace } from './state';

const { once, traced } = goalsOf<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent, WorkerPoolsTrace>();

/** A health check that is answered later than this has failed: Kubernetes' `timeoutSeconds`. */
const PROBE_MS = 1_000;
const WAIT_MAX_MS = 15_000;
const SHORT_TASKS = 20;

const start = (config: object, endTick: number, ...commands: readonly WorkerPoolsCommand[]) => ({
  config: workerPoolsConfig.parse(config) as WorkerPoolsConfig,
  seed: 1,
  commands: commands.map((command, index) => ({ tick: 100 + index, command })),
  endTick,
});

const only =
  (...types: readonly WorkerPoolsCommand['type'][]) =>
  ({ type }: WorkerPoolsCommand): boolean =>
    types.includes(type);

const running = ({ workers }: WorkerPoolsState) =>
  workers.reduce((sum, { slots }) => sum + slots.filter(({ task }) => task !== null).length, 0);

/** Nothing left: neither in the queue, nor with a worker. */
const isAllDone = (state: WorkerPoolsState) =>
  state.readyCount === 0 && Object.keys(state.unacked).length === 0 && running(state) === 0;

const all = [
  defineChallenge({
    id: 'reserve-exactly-c',
    level: 1,
    start: start({ c: 4, mult: 4 }, 2_000, publish(40, 60_000)),
    tickMax: 200_000,
    parCommands: 1,
    hintCount: 2,
    allows: only('deploy'),
    goal: once((_, { workers, readyCount }) => {
      const [worker] = workers;
      if (worker === undefined || workers.length > 1 || readyCount === 0) return false;
      const busy = worker.slots.filter(({ task }) => task !== null).length;
      return (
        busy === worker.settings.c && worker.unacked === busy && worker.reserved.length === 0 && worker.settings.c === 4
      );
    }),
  }),
  defineChallenge({
    id: 'run-a-task-twice',
    level: 1,
    start: start({ c: 2, mult: 1, late: true }, 1_000, publish(4, 20_000)),
    tickMax: 120_000,
    parCommands: 2,
    hintCount: 2,
    allows: only('killWorker', 'startWorker', 'killChild'),
    goal: traced((entry) => entry.kind === 'start' && entry.data.again),
  }),
  defineChallenge({
    id: 'starve-the-health-check',
    level: 1,
    start: start({ stack: 'fastapi' }, 1_000, request('await', 4, 300)),
    tickMax: 60_000,
    parCommands: 2,
    hintCount: 2,
    allows: only('request'),
    goal: {
      initial: [] as string[],
      observe: (probes: string[], { trace }) => {
        const accepted = (trace as readonly WorkerPoolsTrace[]).flatMap((entry) =>
          entry.kind === 'accepted' && entry.data.route === 'health' ? [entry.peer ?? ''] : [],
        );
        const late = (trace as readonly WorkerPoolsTrace[]).some(
          (entry) =>
            entry.kind === 'answered' && entry.data.ms > PROBE_MS && [...probes, ...accepted].includes(entry.actor),
        );
        return late ? ['late'] : probes[0] === 'late' ? probes : accepted;
      },
      isMet: ([first]: string[]) => first === 'late',
    },
  }),
  defineChallenge({
    // Both workers have one child: what is reserved behind the long task waits for it.
    id: 'short-tasks-first',
    level: 2,
    start: start({ c: 1, mult: 4, workers: 2 }, 200),
    tickMax: 120_000,
    parCommands: 3,
    hintCount: 2,
    allows: (command) =>
      command.type === 'publish' || (command.type === 'deploy' && command.c === 1 && command.pool === 'prefork'),
    goal: {
      initial: { isLongUnderWay: false, short: 0, isLate: false },
      observe: (
        so: { isLongUnderWay: boolean; short: number; isLate: boolean },
        { trace },
        { stats }: WorkerPoolsState,
      ) => {
        const next = { ...so };
        for (const entry of trace as readonly WorkerPoolsTrace[]) {
          if (entry.kind === 'end' && entry.data.ms >= 30_000) next.isLongUnderWay = false;
          else if (entry.kind === 'end' && next.isLongUnderWay) {
            next.short += 1;
            next.isLate ||= entry.data.ms > WAIT_MAX_MS;
          } else if (entry.kind === 'published' && entry.data.count === 1 && stats.published === 1) {
            next.isLongUnderWay = true;
          }
        }
        return next;
      },
      isMet: ({ short, isLate, isLongUnderWay }) => isLongUnderWay && short >= SHORT_TASKS && !isLate,
    },
  }),
  defineChallenge({
    id: 'lose-nothing-twice',
    level: 2,
    start: start({ c: 2, mult: 2 }, 500),
    tickMax: 240_000,
    parCommands: 5,
    hintCount: 2,
    allows: only('publish', 'deploy', 'killChild', 'killWorker', 'startWorker'),
    goal: {
      initial: { child: false, worker: false, isDone: false },
      observe: (so: { child: boolean; worker: boolean; isDone: boolean }, { trace }, state: WorkerPoolsState) => {
        const child = so.child || trace.some(({ kind }) => kind === 'childKilled');
        const killed = (trace as readonly WorkerPoolsTrace[]).some(
          (entry) => entry.kind === 'workerKilled' && entry.data.unacked > 0,
        );
        const worker = so.worker || killed;
        const isDone = child && worker && state.stats.published >= 10 && state.stats.lost === 0 && isAllDone(state);
        return { child, worker, isDone: so.isDone || isDone };
      },
      isMet: ({ isDone }) => isDone,
      progress: ({ child, worker }) => Number(child) + Number(worker),
    },
  }),
  defineChallenge({
    id: 'deadlock-then-free',
    level: 3,
    start: start({ stack: 'fastapi', dbPool: 15, dbTimeoutS: 300 }, 500),
    tickMax: 200_000,
    parCommands: 2,
    hintCount: 2,
    allows: only('request', 'setTokens'),
    goal: {
      initial: { isDeadlocked: false, isFree: false },
      observe: (so: { isDeadlocked: boolean; isFree: boolean }, { trace }, { requests, stats }: WorkerPoolsState) => {
        const isDeadlocked = so.isDeadlocked || trace.some(({ kind }) => kind === 'deadlock');
        const isThrough = isDeadlocked && Object.keys(requests).length === 0 && stats.failed === 0;
        return { isDeadlocked, isFree: so.isFree || isThrough };
      },
      isMet: ({ isFree }) => isFree,
      progress: ({ isDeadlocked }) => Number(isDeadlocked),
    },
  }),
  defineChallenge({
    // A kill in the middle of a task: acknowledged before it, the task is lost; after it, it is begun again.
    id: 'exactly-once',
    level: 3,
    start: start({ c: 1, mult: 1, late: true }, 500),
    tickMax: 240_000,
    parCommands: 4,
    hintCount: 2,
    impossible: true,
    allows: only('publish', 'deploy', 'killWorker', 'startWorker'),
    goal: {
      initial: { busy: 0, isKilled: false, isDone: false },
      observe: (so: { busy: number; isKilled: boolean; isDone: boolean }, { trace }, state: WorkerPoolsState) => {
        const isKilled = so.isKilled || (so.busy > 0 && trace.some(({ kind }) => kind === 'workerKilled'));
        const { lost, repeated } = state.stats;
        const isDone = isKilled && lost === 0 && repeated === 0 && isAllDone(state);
        return { busy: running(state), isKilled, isDone: so.isDone || isDone };
      },
      isMet: ({ isDone }) => isDone,
      progress: ({ isKilled }) => Number(isKilled),
    },
  }),
] as const;

export type WorkerPoolsChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const workerPoolsChallenges: readonly (Challenge<
  WorkerPoolsConfig,
  WorkerPoolsState,
  WorkerPoolsCommand,
  WorkerPoolsEvent
> & { readonly id: WorkerPoolsChallengeId })[] = all;
