import { chargeWork } from '../core/work';
import { type ConcurrencyModelsConfig, type Operation, ticksFromMs } from './config';
import type { ConcurrencyModelsTrace, Job, Run } from './state';

/** What a run stands on: a clock, what is set for later, what is told, and settings that hold for all runs. */
export interface Host {
  readonly tick: number;
  readonly config: Pick<ConcurrencyModelsConfig, 'gil' | 'quantumMs' | 'costs' | 'workers' | 'rules'>;
  readonly isShared: boolean;
  /** Costs and the work after them are one event; else the end of the costs is a step of its own. */
  readonly joinsCosts: boolean;
  schedule(delayTicks: number, kind: 'reach' | 'wake', job: number): number;
  cancel(id: number): void;
  trace(entry: ConcurrencyModelsTrace): void;
  /** A promise was broken that holds while the rules do. */
  observe(what: 'preempted' | 'foreignWrite', job: string): void;
}

const ticksFromUs = (us: number): number => Math.round(us * 1_000);

const isCooperative = ({ model }: Pick<Run, 'model'>) => model === 'greenlet' || model === 'coroutine';

export function newJob(id: string, operations: readonly Operation[], process: number, heap: number): Job {
  return {
    id,
    operations: [...operations],
    at: 0,
    restTicks: restOf(operations[0]),
    status: 'ready',
    isMade: false,
    core: null,
    turnTicks: 0,
    chunkTicks: 0,
    eventId: null,
    process,
    heap,
    readValue: null,
  };
}

function restOf(operation: Operation | undefined): number {
  return operation?.type === 'cpu' ? ticksFromMs(operation.ms) : 0;
}

/** A run with its jobs ready in the order in which they are written, all at the same moment. */
export function newRun(
  parts: Pick<Run, 'model' | 'startTick' | 'cores' | 'processes'>,
  jobs: readonly (readonly Operation[])[],
): Run {
  const { model, cores, processes } = parts;
  const ownsMemory = model === 'process';
  const usesMemory = jobs.some((operations) =>
    operations.some(({ type }) => type !== 'cpu' && type !== 'wait' && type !== 'yield'),
  );
  const heaps = ownsMemory && usesMemory ? jobs.length + 1 : ownsMemory ? 1 : processes;
  return {
    ...parts,
    coresAtStart: cores,
    jobs: jobs.map((operations, at) => {
      const process = ownsMemory ? at + 1 : at % processes;
      return newJob(`j${at + 1}`, operations, process, ownsMemory ? (usesMemory ? at + 1 : 0) : process);
    }),
    ready: [],
    queued: [],
    onCore: Array.from({ length: cores }, () => null),
    lastOnCore: Array.from({ length: cores }, () => null),
    heaps: Array.from({ length: heaps }, () => ({ counter: 0, lock: null, isLockOrphaned: false, lockQueue: [] })),
    workersMade: 0,
    alive: 0,
    switches: 0,
    lost: 0,
    bytes: 0,
    peakBytes: 0,
    endTick: null,
    childCount: 0,
  };
}

export function startRun(run: Run, host: Host): void {
  chargeWork(run.jobs.length);
  if (run.processes > 1 && run.model !== 'process')
    addBytes(run, (run.processes - 1) * host.config.costs.bytes.process);
  for (const at of run.jobs.keys()) admit(run, at, host);
  dispatch(run, host);
}

/** A job is there: with a worker, or waiting for one. */
export function admit(run: Run, at: number, { config }: Host): void {
  run.alive += 1;
  const most = config.workers[run.model];
  if (most !== null && run.workersMade >= most) {
    run.queued.push(at);
    return;
  }
  run.workersMade += 1;
  addBytes(run, config.costs.bytes[run.model]);
  run.ready.push(at);
}

function addBytes(run: Run, bytes: number): void {
  run.bytes += bytes;
  run.peakBytes = Math.max(run.peakBytes, run.bytes);
}

/** Jobs go to the free cores with the lowest numbers, those first that have been ready for longest. */
export function dispatch(run: Run, host: Host): void {
  for (;;) {
    const core = run.onCore.indexOf(null);
    if (core < 0) return;
    const place = nextReady(run, host);
    if (place < 0) return;
    const at = (place === 0 ? run.ready.shift() : run.ready.splice(place, 1)[0]) ?? -1;
    begin(run, at, core, host);
  }
}

/** Where in `ready` the first job stands that may run now; below 0: none may. */
export function nextReady(run: Run, { config }: Pick<Host, 'config'>): number {
  const { model, ready, jobs, onCore } = run;
  if (ready.length === 0) return -1;
  const runsAlone = isCooperative(run) || (model === 'thread' && config.gil && config.rules.oneThreadRuns);
  if (!config.rules.workIsConserved && onCore.some((at) => at !== null)) return -1;
  if (!runsAlone) return 0;
  if (run.processes === 1 && run.childCount === 0) return onCore.every((at) => at === null) ? 0 : -1;
  const busy = new Set(onCore.flatMap((at) => (at === null ? [] : [jobs[at]?.process ?? 0])));
  if (busy.size === 0) return 0;
  chargeWork(ready.length);
  return ready.findIndex((at) => !busy.has(jobs[at]?.process ?? 0));
}

function jobAt(run: Run, at: number): Job {
  const job = run.jobs[at];
  if (job === undefined) throw new RangeError(`there is no job ${at}`);
  return job;
}

function begin(run: Run, at: number, core: number, host: Host): void {
  const job = jobAt(run, at);
  const { createUs, switchUs } = host.config.costs;
  const last = run.lastOnCore[core] ?? null;
  const isSwitch = last !== null && last !== at;
  if (isSwitch) run.switches += 1;
  run.onCore[core] = at;
  run.lastOnCore[core] = at;
  job.status = 'runs';
  job.core = core + 1;
  job.turnTicks = ticksFromMs(host.config.quantumMs);
  host.trace({ kind: 'run', actor: job.id, data: { model: run.model, core: core + 1, isSwitch } });
  const making = job.isMade ? 0 : ticksFromUs(createUs[run.model]);
  job.isMade = true;
  advance(run, at, host, making + (isSwitch ? ticksFromUs(switchUs[run.model]) : 0));
}

/** The core is taken up by costs, and then by so much of the job's own work. */
function occupy(job: Job, at: number, costTicks: number, ticks: number, host: Host): void {
  job.chunkTicks = ticks;
  job.eventId = host.schedule(costTicks + ticks, 'reach', at);
}

/** What the job was on the core for is done. */
export function onReach(run: Run, at: number, host: Host): void {
  const job = jobAt(run, at);
  if (job.status !== 'runs') return;
  job.eventId = null;
  job.restTicks -= job.chunkTicks;
  job.turnTicks -= job.chunkTicks;
  job.chunkTicks = 0;
  advance(run, at, host, 0);
  dispatch(run, host);
}

export function onWake(run: Run, at: number, host: Host): void {
  const job = jobAt(run, at);
  if (job.status !== 'waits') return;
  job.eventId = null;
  host.trace({ kind: 'wake', actor: job.id, data: { model: run.model } });
  next(job);
  if (job.at >= job.operations.length) finish(run, at, host);
  else makeReady(run, at);
  dispatch(run, host);
}

function next(job: Job): void {
  job.at += 1;
  job.restTicks = restOf(job.operations[job.at]);
}

function makeReady(run: Run, at: number): void {
  jobAt(run, at).status = 'ready';
  run.ready.push(at);
}

/** Leaves the core; the number of the core. */
function leave(run: Run, at: number): number {
  const job = jobAt(run, at);
  const core = job.core ?? 1;
  run.onCore[core - 1] = null;
  job.core = null;
  return core;
}

/** Goes on on its core until something takes time; costs come first. */
function advance(run: Run, at: number, host: Host, costTicks: number): void {
  const job = jobAt(run, at);
  const { model } = run;
  for (;;) {
    const operation = job.operations[job.at];
    if (operation?.type === 'cpu' && job.restTicks > 0 && (costTicks === 0 || host.joinsCosts)) {
      if (!compute(run, at, host, costTicks)) return;
      continue;
    }
    if (costTicks > 0) {
      occupy(job, at, costTicks, 0, host);
      return;
    }
    if (operation === undefined) {
      finish(run, at, host);
      return;
    }
    if (operation.type === 'wait') {
      job.status = 'waits';
      host.trace({ kind: 'wait', actor: job.id, data: { model, ms: operation.ms, core: leave(run, at) } });
      job.eventId = host.schedule(ticksFromMs(operation.ms), 'wake', at);
      return;
    }
    if (operation.type === 'acquire' && !acquire(run, at, host)) return;
    if (operation.type === 'read' || operation.type === 'write' || operation.type === 'release')
      access(run, at, operation.type, host);
    next(job);
    if (operation.type === 'yield' && run.ready.length > 0) {
      host.trace({ kind: 'yields', actor: job.id, data: { model, core: leave(run, at) } });
      makeReady(run, at);
      return;
    }
  }
}

/** Whether it goes on at once: a new turn, because nobody waits for the core. */
function compute(run: Run, at: number, host: Host, costTicks: number): boolean {
  const job = jobAt(run, at);
  const { switchPointsOnly } = host.config.rules;
  const hasTurns = !isCooperative(run) || !switchPointsOnly;
  if (!hasTurns || job.turnTicks > 0) {
    occupy(job, at, costTicks, hasTurns ? Math.min(job.restTicks, job.turnTicks) : job.restTicks, host);
    return false;
  }
  job.turnTicks = ticksFromMs(host.config.quantumMs);
  if (run.ready.length === 0) return true;
  if (isCooperative(run)) host.observe('preempted', job.id);
  host.trace({ kind: 'preempt', actor: job.id, data: { model: run.model, core: leave(run, at) } });
  makeReady(run, at);
  return false;
}

function heapOf(run: Run, job: Job, isShared: boolean) {
  const heap = run.heaps[isShared && run.model === 'process' ? 0 : job.heap];
  if (heap === undefined) throw new RangeError(`there is no heap ${job.heap}`);
  return heap;
}

function access(run: Run, at: number, type: 'read' | 'write' | 'release', host: Host): void {
  const job = jobAt(run, at);
  const { model } = run;
  const heap = heapOf(run, job, host.isShared || !host.config.rules.ownMemory);
  if (type === 'release') {
    host.trace({ kind: 'release', actor: job.id, data: { model } });
    passOn(run, heap);
    return;
  }
  if (type === 'read') {
    job.readValue = heap.counter;
    host.trace({ kind: 'read', actor: job.id, data: { model, value: heap.counter } });
    return;
  }
  const value = (job.readValue ?? heap.counter) + 1;
  const isLost = job.readValue !== null && heap.counter !== job.readValue;
  if (model === 'process' && !host.isShared && heap !== run.heaps[job.heap]) host.observe('foreignWrite', job.id);
  if (isLost) run.lost += 1;
  heap.counter = value;
  job.readValue = null;
  host.trace({ kind: isLost ? 'lost' : 'write', actor: job.id, data: { model, value } });
}

function acquire(run: Run, at: number, host: Host): boolean {
  const job = jobAt(run, at);
  const { model } = run;
  const heap = heapOf(run, job, host.isShared);
  if (heap.lock === null) {
    heap.lock = job.id;
    host.trace({ kind: 'acquire', actor: job.id, data: { model } });
    return true;
  }
  job.status = 'lock';
  heap.lockQueue.push(at);
  const kind = heap.isLockOrphaned ? 'stuck' : 'lockWait';
  host.trace({ kind, actor: job.id, data: { model, core: leave(run, at) } });
  return false;
}

/** The lock goes to the one that has waited for longest. */
function passOn(run: Run, heap: Run['heaps'][number]): void {
  const waiting = heap.lockQueue.shift();
  heap.lock = waiting === undefined ? null : jobAt(run, waiting).id;
  if (waiting === undefined) return;
  next(jobAt(run, waiting));
  makeReady(run, waiting);
}

function finish(run: Run, at: number, host: Host): void {
  const job = jobAt(run, at);
  const core = job.core === null ? null : leave(run, at);
  job.status = 'done';
  host.trace({ kind: 'done', actor: job.id, data: { model: run.model, core } });
  gone(run, host);
}

/** A job has ended: its worker takes the next one, or is no more. */
function gone(run: Run, host: Host): void {
  run.alive -= 1;
  const queued = run.queued.shift();
  if (queued === undefined) run.bytes -= host.config.costs.bytes[run.model];
  else {
    jobAt(run, queued).isMade = true;
    makeReady(run, queued);
  }
  if (run.alive > 0) return;
  run.endTick = host.tick;
}

/** Ends a job from outside. The lock of a killed process stays held; a greenlet or a coroutine releases it on its way out. */
export function killJob(run: Run, at: number, host: Host): void {
  const job = jobAt(run, at);
  if (job.eventId !== null) host.cancel(job.eventId);
  job.eventId = null;
  job.chunkTicks = 0;
  for (const list of [run.ready, run.queued, ...run.heaps.map(({ lockQueue }) => lockQueue)]) {
    const place = list.indexOf(at);
    if (place >= 0) list.splice(place, 1);
  }
  const core = job.core === null ? null : leave(run, at);
  job.status = 'killed';
  host.trace({ kind: 'killed', actor: job.id, data: { model: run.model, core } });
  const heap = heapOf(run, job, host.isShared);
  if (heap.lock === job.id) {
    if (run.model === 'process') heap.isLockOrphaned = true;
    else passOn(run, heap);
  }
  gone(run, host);
  dispatch(run, host);
}

/** What the child of a fork does: it counts one up, under the lock. */
const CHILD: readonly Operation[] = [
  { type: 'acquire' },
  { type: 'read' },
  { type: 'cpu', ms: 2 },
  { type: 'write' },
  { type: 'release' },
];

/** Copies a process: its memory as it is now, and of its threads only the one that forks. */
export function forkRun(run: Run, host: Host): string {
  const parent = run.heaps[0];
  if (parent === undefined) throw new RangeError('there is no heap');
  run.childCount += 1;
  const id = `child-${run.childCount}`;
  run.heaps.push({ counter: parent.counter, lock: parent.lock, isLockOrphaned: parent.lock !== null, lockQueue: [] });
  const process = run.jobs.length + run.processes + 1;
  run.jobs.push(newJob(id, CHILD, process, run.heaps.length - 1));
  const at = run.jobs.length - 1;
  run.alive += 1;
  addBytes(run, host.config.costs.bytes.process);
  run.ready.push(at);
  dispatch(run, host);
  return id;
}
