import { CommandRefused, type Simulation } from '../core/simulation';
import { chargeWork } from '../core/work';
import { addToQueue, taskName } from './broker';
import { endSlot, killChild, onComputed } from './children';
import {
  TICKS_PER_SECOND,
  type WorkerPoolsCommand,
  type WorkerPoolsConfig,
  workerPoolsCommand,
  workerPoolsConfig,
} from './config';
import { onDrain, onGreenEnd } from './green';
import { workerPoolsInvariants } from './invariants';
import {
  type IgnoredReason,
  slotId,
  type Worker,
  type WorkerPoolsEvent,
  type WorkerPoolsState,
  type WorkerPoolsTrace,
  type WorkerPoolsWorld,
  workerNamed,
} from './state';
import {
  disconnect,
  killProcess,
  onAnswered,
  onConnectionTimeout,
  processNamed,
  runWeb,
  setTokens,
  startProcess,
} from './web';
import { dropConnection, killWorker, onEta, onGrace, onTimeout, settle, startWorker, stopWorker } from './workers';

/** Requests that may be under way at one time, and workers. */
const REQUESTS_MAX = 2_000;
const WORKERS_MAX = 16;

/**
 * Celery's worker pools at a broker (Celery 5.2 to 5.6, RabbitMQ or Redis), and FastAPI in Uvicorn's processes (anyio's thread limiter).
 * A tick is a millisecond; messages, acknowledgements and starts of children take no time.
 */
export const workerPools: Simulation<
  WorkerPoolsConfig,
  WorkerPoolsState,
  WorkerPoolsCommand,
  WorkerPoolsEvent,
  WorkerPoolsTrace
> = {
  id: 'worker-pools',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: workerPoolsConfig,
  command: workerPoolsCommand,
  invariants: workerPoolsInvariants,

  init(config, world) {
    const state: WorkerPoolsState = {
      config,
      nextId: 0,
      nextTag: 1,
      ready: [],
      readyCount: 0,
      unacked: {},
      startsOfReturned: {},
      workers: [],
      nextWorker: 0,
      workersMade: 0,
      isSettling: false,
      requests: {},
      backlog: [],
      processes: [],
      requestsMade: 0,
      processesMade: 0,
      stats: { published: 0, done: 0, lost: 0, repeated: 0, failed: 0, latenciesMs: [] },
      observations: { overPrefetch: null, lostDespiteReject: null, startedTwice: null, overBorrowed: null },
    };
    if (config.stack === 'fastapi') {
      while (state.processes.length < config.processes) state.processes.push(startProcess(state));
      return state;
    }
    const { pool, c, mult, late, reject } = config;
    while (state.workers.length < config.workers) addWorker(state, { pool, c, mult, late, reject }, world);
    return state;
  },

  onCommand(state, command, world) {
    const reason = obey(state, command, world);
    if (reason !== null) {
      world.trace({ kind: 'ignored', actor: 'person', data: { command: command.type, reason } });
      return state;
    }
    if (state.config.stack === 'fastapi') runWeb(state, world);
    else settleSoon(state, world);
    return state;
  },

  onEvent(state, event, world) {
    if (event.type === 'answered') onAnswered(state, event.request, world);
    else if (event.type === 'connectionTimeout') onConnectionTimeout(state, event.request, world);
    else if (event.type === 'settle') {
      state.isSettling = false;
      settle(state, world);
    } else {
      onWorkerEvent(state, event, world);
      settleSoon(state, world);
      return state;
    }
    if (state.config.stack === 'fastapi') runWeb(state, world);
    return state;
  },
};

/** Everything that ends or is published at one moment has ended or is in the queue before anything begins at it. */
function settleSoon(state: WorkerPoolsState, world: WorkerPoolsWorld): void {
  if (state.isSettling || !canSettle(state)) return;
  state.isSettling = true;
  world.schedule(0, { type: 'settle' });
}

/** Whether there is anything that could be delivered, begin, or shut down. */
function canSettle({ readyCount, workers }: WorkerPoolsState): boolean {
  if (readyCount > 0) return true;
  return workers.some(({ reserved, hub, status }) => {
    return reserved.length > 0 || status === 'stopping' || (hub !== null && hub.turns.length > 0);
  });
}

function addWorker(state: WorkerPoolsState, settings: Worker['settings'], world: WorkerPoolsWorld): void {
  state.workersMade += 1;
  state.workers.push(startWorker(state.config, `w${state.workersMade}`, settings, world));
}

type WorkerEvent = Extract<WorkerPoolsEvent, { worker: string }>;

function onWorkerEvent(state: WorkerPoolsState, event: WorkerEvent, world: WorkerPoolsWorld): void {
  const worker = workerNamed(state, event.worker);
  if (worker === null) return;
  const { hub } = worker;
  switch (event.type) {
    case 'end':
      if (hub === null) endSlot(state, worker, event.slot, world);
      else onGreenEnd(state, worker, hub, event.slot, world);
      break;
    case 'computed':
      onComputed(state, worker, world);
      break;
    case 'eta':
      onEta(worker, event.tag, world);
      break;
    case 'drain':
      if (hub !== null) onDrain(hub, world);
      break;
    case 'heartbeat':
      if (hub !== null && worker.slots[hub.busySlot ?? -1]?.task?.tag === event.tag) {
        dropConnection(state, worker, 'heartbeat', world);
      }
      break;
    case 'timeout':
      onTimeout(state, worker, world);
      break;
    case 'grace':
      onGrace(state, worker, world);
  }
}

const WEB_COMMANDS: ReadonlySet<string> = new Set(['request', 'disconnect', 'setTokens', 'killProcess']);

/** Null, or why the command has no effect. */
function obey(state: WorkerPoolsState, command: WorkerPoolsCommand, world: WorkerPoolsWorld): IgnoredReason | null {
  const isWeb = WEB_COMMANDS.has(command.type);
  if (isWeb !== (state.config.stack === 'fastapi')) return isWeb ? 'fastapi-only' : 'celery-only';
  switch (command.type) {
    case 'publish':
      return publish(state, command, world);
    case 'killChild': {
      const worker = state.workers.find(({ id }) => command.child.startsWith(`${id}.`));
      const index = worker?.slots.findIndex((_, at) => slotId(worker.id, at) === command.child) ?? -1;
      if (worker === undefined || index < 0) throw new CommandRefused(`there is no child ${command.child}`);
      if (worker.status === 'down') return 'down';
      if (worker.settings.pool !== 'prefork') return 'no-child';
      return killChild(state, worker, index, world) ? null : 'idle-child';
    }
    case 'killWorker':
    case 'startWorker':
    case 'dropConnection':
      return toWorker(state, command, world);
    case 'deploy': {
      const { type: _, ...settings } = command;
      const running = state.workers.filter(({ status }) => status === 'up');
      if (running.length === 0) return 'down';
      if (state.workers.length + running.length > WORKERS_MAX) return 'full';
      for (const worker of running) stopWorker(state, worker, world);
      for (const _worker of running) addWorker(state, settings, world);
      return null;
    }
    default:
      return toWeb(state, command, world);
  }
}

function publish(
  state: WorkerPoolsState,
  { count, does, ms, etaMs, name }: Extract<WorkerPoolsCommand, { type: 'publish' }>,
  world: WorkerPoolsWorld,
): null {
  const id = state.nextId;
  const first = count === 1 && name !== undefined ? name : taskName(id);
  const etaTick = etaMs === 0 ? 0 : world.tick + etaMs;
  addToQueue(state, {
    ...{ id, name: first, does, ms, etaTick, publishedTick: world.tick, parentTag: null, deliveries: 0, starts: 0 },
    count,
  });
  state.nextId += count;
  state.stats.published += count;
  world.trace({ kind: 'published', actor: 'queue', data: { task: first, count } });
  return null;
}

function toWorker(
  state: WorkerPoolsState,
  command: Extract<WorkerPoolsCommand, { type: 'killWorker' | 'startWorker' | 'dropConnection' }>,
  world: WorkerPoolsWorld,
): IgnoredReason | null {
  const worker = workerNamed(state, command.worker);
  if (worker === null) throw new CommandRefused(`there is no worker ${command.worker}`);
  if (command.type === 'startWorker') {
    if (worker.status !== 'down') return 'up';
    const started = startWorker(state.config, worker.id, worker.settings, world);
    // Redis gives out what the killed one had when its time is over.
    state.workers[state.workers.indexOf(worker)] = { ...started, timeoutId: worker.timeoutId };
    return null;
  }
  if (worker.status === 'down') return 'down';
  if (command.type === 'killWorker') killWorker(state, worker, world);
  else dropConnection(state, worker, 'cut', world);
  return null;
}

function toWeb(state: WorkerPoolsState, command: WorkerPoolsCommand, world: WorkerPoolsWorld): IgnoredReason | null {
  switch (command.type) {
    case 'request':
      return send(state, command, world);
    case 'disconnect': {
      const request = state.requests[command.request];
      if (request === undefined || !request.hasClient) return 'gone';
      disconnect(state, request, world);
      return null;
    }
    case 'setTokens':
      setTokens(state, command.tokens, world);
      return null;
    case 'killProcess': {
      const process = processNamed(state, command.process);
      if (process === null) throw new CommandRefused(`there is no process ${command.process}`);
      if (!process.isUp) return 'down';
      killProcess(state, process, world);
      return null;
    }
    default:
      return null;
  }
}

function send(
  state: WorkerPoolsState,
  { count, route, ms }: Extract<WorkerPoolsCommand, { type: 'request' }>,
  world: WorkerPoolsWorld,
): IgnoredReason | null {
  const underWay = Object.keys(state.requests).length;
  chargeWork(underWay + 10 * count);
  if (underWay + count > REQUESTS_MAX) return 'full';
  world.trace({ kind: 'sent', actor: 'clients', data: { route, count } });
  for (let index = 0; index < count; index += 1) {
    state.requestsMade += 1;
    const id = `r${state.requestsMade}`;
    const fresh = { process: null, stage: 'backlog', step: 'body', hasConnection: false, hasClient: true } as const;
    state.requests[id] = { id, route, ms, sentTick: world.tick, ...fresh, isFailed: false, eventId: null };
    state.backlog.push(id);
  }
  state.stats.published += count;
  return null;
}
