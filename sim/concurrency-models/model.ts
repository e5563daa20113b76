import type { Simulation } from '../core/simulation';
import { chargeWork } from '../core/work';
import {
  CORES_MAX,
  type ConcurrencyModelsCommand,
  type ConcurrencyModelsConfig,
  concurrencyModelsCommand,
  concurrencyModelsConfig,
  JOBS_MAX,
  kindOperations,
  msFromTicks,
  type Operation,
  RUN_JOBS_MAX,
  TICKS_PER_SECOND,
  workloads,
} from './config';
import type { Model } from './costs';
import { concurrencyModelsInvariants } from './invariants';
import { playNext, startProgram } from './play';
import { edited } from './program-text';
import { admit, dispatch, forkRun, type Host, killJob, newJob, newRun, onReach, onWake, startRun } from './schedule';
import type {
  ConcurrencyModelsEvent,
  ConcurrencyModelsState,
  ConcurrencyModelsTrace,
  ConcurrencyModelsWorld,
  IgnoredReason,
  Run,
} from './state';

const FINISHED_KEPT = 60;

/**
 * One workload under processes, threads, greenlets and coroutines, each on a machine of its own; beside it, or instead, a program of
 * greenlets. Sources: Python's documentation of multiprocessing, threading and asyncio; greenlet 2.0; gevent 22.10 (_abstract_linkable.py,
 * greenlet.py, hub.py, queue.py, libev/corecext.pyx).
 */
export const concurrencyModels: Simulation<
  ConcurrencyModelsConfig,
  ConcurrencyModelsState,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent,
  ConcurrencyModelsTrace
> = {
  id: 'concurrency-models',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: concurrencyModelsConfig,
  command: concurrencyModelsCommand,
  invariants: concurrencyModelsInvariants,

  init(config, world) {
    const state: ConcurrencyModelsState = {
      config,
      cores: config.cores,
      processes: config.processes,
      isShared: false,
      jobs: config.jobs.map((job) => [...job]),
      workload: 'own',
      runs: [],
      finished: [],
      program: null,
      observations: { preempted: null, foreignWrite: null },
    };
    for (const model of config.models) if (state.jobs.length > 0) start(state, model, world);
    if (config.program !== null) startProgram(state, config.program, world);
    return state;
  },

  onCommand(state, command, world) {
    forget(state);
    const reason = obey(state, command, world);
    if (reason !== null) world.trace({ kind: 'ignored', actor: 'person', data: { command: command.type, reason } });
    tellFinished(state, world);
    return state;
  },

  onEvent(state, event, world) {
    forget(state);
    if (event.type === 'play') {
      playNext(state, event.startTick, world);
      return state;
    }
    const run = state.runs.find(({ model, startTick }) => model === event.model && startTick === event.startTick);
    if (run === undefined) return state;
    chargeWork(1);
    const host = hostOf(state, run, world);
    if (event.type === 'reach') onReach(run, event.job, host);
    else onWake(run, event.job, host);
    tellFinished(state, world);
    return state;
  },
};

function forget({ observations }: ConcurrencyModelsState): void {
  observations.preempted = null;
  observations.foreignWrite = null;
}

function hostOf(state: ConcurrencyModelsState, { model, startTick }: Run, world: ConcurrencyModelsWorld): Host {
  return {
    tick: world.tick,
    config: state.config,
    isShared: state.isShared,
    joinsCosts: false,
    schedule: (delay, type, job) => world.schedule(delay, { type, model, startTick, job }),
    cancel: (id) => world.cancel(id),
    trace: (entry) => world.trace(entry),
    observe: (what, job) => {
      state.observations[what] = job;
    },
  };
}

function start(state: ConcurrencyModelsState, model: Model, world: ConcurrencyModelsWorld): void {
  const { cores, processes } = state;
  const run = newRun({ model, startTick: world.tick, cores, processes }, state.jobs);
  const before = state.runs.findIndex((each) => each.model === model);
  if (before >= 0) state.runs.splice(before, 1, run);
  else state.runs.push(run);
  world.trace({ kind: 'started', actor: model, data: { jobs: run.jobs.length } });
  startRun(run, hostOf(state, run, world));
}

/** Tells runs that have ended, once each. */
function tellFinished(state: ConcurrencyModelsState, world: ConcurrencyModelsWorld): void {
  for (const run of state.runs) {
    if (
      run.endTick !== world.tick ||
      state.finished.some((each) => each.model === run.model && each.endTick === run.endTick)
    )
      continue;
    const { model, switches, peakBytes, lost, cores, processes } = run;
    const makespanTicks = run.endTick - run.startTick;
    const jobs = run.jobs.length;
    state.finished.push({
      model,
      cores,
      processes,
      jobs,
      makespanTicks,
      switches,
      peakBytes,
      lost,
      workload: state.workload,
      endTick: run.endTick,
    });
    if (state.finished.length > FINISHED_KEPT) state.finished.shift();
    const data = { makespanMs: msFromTicks(makespanTicks), switches, bytes: peakBytes, cores };
    world.trace({ kind: 'finished', actor: model, data });
  }
}

const runOf = (state: ConcurrencyModelsState, model: Model) => state.runs.find((run) => run.model === model);

/** Null, or why the command has no effect. */
function obey(
  state: ConcurrencyModelsState,
  command: ConcurrencyModelsCommand,
  world: ConcurrencyModelsWorld,
): IgnoredReason | null {
  switch (command.type) {
    case 'start':
      if (state.jobs.length === 0) return 'no-jobs';
      start(state, command.model, world);
      return null;
    case 'addJobs':
      if (state.jobs.length + command.count > JOBS_MAX) return 'full';
      for (let made = 0; made < command.count; made += 1) state.jobs.push([...kindOperations[command.kind]]);
      state.workload = 'own';
      world.trace({ kind: 'jobsAdded', actor: 'person', data: { jobKind: command.kind, count: command.count } });
      return null;
    case 'load':
      if (state.workload === command.workload) return 'same';
      state.jobs = workloads[command.workload].map((job) => [...job]);
      state.workload = command.workload;
      world.trace({ kind: 'loaded', actor: 'person', data: { workload: command.workload } });
      return null;
    case 'addCore':
      return addCore(state, world);
    case 'setProcesses':
      if (state.processes === command.count) return 'same';
      state.processes = command.count;
      world.trace({ kind: 'processesSet', actor: 'person', data: { count: command.count } });
      return null;
    case 'share':
      if (state.isShared) return 'same';
      state.isShared = true;
      world.trace({ kind: 'shared', actor: 'person' });
      return null;
    case 'insertYield':
      return insertYield(state, world);
    case 'spawn':
    case 'kill':
    case 'fork':
      return changeRun(state, command, world);
    case 'runProgram':
      startProgram(state, command.program, world);
      return null;
    case 'patch':
    case 'yieldAt':
      return edit(state, command, world);
  }
}

function addCore(state: ConcurrencyModelsState, world: ConcurrencyModelsWorld): IgnoredReason | null {
  if (state.cores >= CORES_MAX) return 'full';
  state.cores += 1;
  world.trace({ kind: 'coreAdded', actor: 'person', data: { cores: state.cores } });
  for (const run of state.runs) {
    if (run.endTick !== null) continue;
    run.cores += 1;
    run.onCore.push(null);
    run.lastOnCore.push(null);
    dispatch(run, hostOf(state, run, world));
  }
  return null;
}

/** In the middle of each stretch of Python code that has not begun, of greenlets and coroutines and of what is started later. */
function insertYield(state: ConcurrencyModelsState, world: ConcurrencyModelsWorld): IgnoredReason | null {
  const divided = (operations: readonly Operation[], from = 0): Operation[] =>
    operations.flatMap((operation, at): Operation[] => {
      if (operation.type !== 'cpu' || at < from) return [operation];
      const half: Operation = { type: 'cpu', ms: operation.ms / 2 };
      return [half, { type: 'yield' }, half];
    });
  if (state.jobs.every((job) => job.some(({ type }) => type === 'yield'))) return 'same';
  state.jobs = state.jobs.map((job) => (job.length > 18 ? job : divided(job)));
  for (const { model, jobs } of state.runs) {
    if (model !== 'greenlet' && model !== 'coroutine') continue;
    chargeWork(jobs.length);
    for (const job of jobs) {
      if (job.operations.length <= 18) job.operations = divided(job.operations, job.isMade ? job.at + 1 : 0);
      if (!job.isMade) job.restTicks = Math.min(job.restTicks, firstRest(job.operations));
    }
  }
  world.trace({ kind: 'yieldInserted', actor: 'person' });
  return null;
}

function firstRest([operation]: readonly Operation[]): number {
  return operation?.type === 'cpu' ? Math.round((operation.ms * TICKS_PER_SECOND) / 1_000) : 0;
}

type RunCommand = Extract<ConcurrencyModelsCommand, { type: 'spawn' | 'kill' | 'fork' }>;

function changeRun(
  state: ConcurrencyModelsState,
  command: RunCommand,
  world: ConcurrencyModelsWorld,
): IgnoredReason | null {
  const run = runOf(state, command.model);
  if (run === undefined) return 'not-started';
  if (run.endTick !== null) return 'over';
  const host = hostOf(state, run, world);
  if (command.type === 'kill') {
    const at = run.jobs.findIndex(({ id }) => id === command.job);
    const job = run.jobs[at];
    if (job === undefined) return 'no-such-job';
    if (job.status === 'done' || job.status === 'killed') return 'over';
    if (run.model === 'thread') return 'no-kill';
    if (run.model !== 'process' && job.status === 'runs') return 'runs';
    killJob(run, at, host);
    return null;
  }
  if (state.runs.reduce((sum, { jobs }) => sum + jobs.length, 0) >= RUN_JOBS_MAX) return 'full';
  if (command.type === 'fork') {
    if (run.model === 'process') return 'not-forkable';
    world.trace({ kind: 'forked', actor: run.model, data: { child: `child-${run.childCount + 1}` } });
    forkRun(run, host);
    return null;
  }
  const id = `j${run.jobs.filter((job) => !job.id.startsWith('child')).length + 1}`;
  world.trace({ kind: 'spawned', actor: run.model, data: { job: id } });
  spawn(run, id, kindOperations[command.kind], host);
  return null;
}

function spawn(run: Run, id: string, operations: readonly Operation[], host: Host): void {
  const isProcess = run.model === 'process';
  const parent = run.heaps[0];
  if (isProcess) run.heaps.push({ counter: parent?.counter ?? 0, lock: null, isLockOrphaned: false, lockQueue: [] });
  const process = isProcess ? run.jobs.length + run.processes + 1 : 0;
  run.jobs.push(newJob(id, operations, process, isProcess ? run.heaps.length - 1 : 0));
  admit(run, run.jobs.length - 1, host);
  dispatch(run, host);
}

function edit(
  state: ConcurrencyModelsState,
  command: Extract<ConcurrencyModelsCommand, { type: 'patch' | 'yieldAt' }>,
  world: ConcurrencyModelsWorld,
): IgnoredReason | null {
  if (state.program === null) return 'no-program';
  const text = edited(state.program.text, command);
  if (typeof text !== 'string') return text.reason;
  startProgram(state, text, world);
  return null;
}
