import { acquire, giveUp, newLimiter, release, resize } from './limiter';
import { addLatency, type Request, type WebProcess, type WorkerPoolsState, type WorkerPoolsWorld } from './state';

/** Entering a dependency takes a thread for so long, in milliseconds. */
const DEPENDENCY_MS = 1;

export function startProcess(state: WorkerPoolsState): WebProcess {
  state.processesMade += 1;
  const { anyio, tokens } = state.config;
  return {
    id: `p${state.processesMade}`,
    isUp: true,
    blockedBy: null,
    ready: [],
    limiter: newLimiter(anyio, tokens),
    connections: { used: 0, waiting: [] },
  };
}

export function processNamed({ processes }: WorkerPoolsState, id: string | null): WebProcess | null {
  return processes.find((each) => each.id === id) ?? null;
}

/**
 * Processes accept from one listening socket: any whose event loop is free may be first, and which one is left to chance. Then loops go
 * on with whoever is ready.
 */
export function runWeb(state: WorkerPoolsState, world: WorkerPoolsWorld): void {
  for (let changed = true; changed; ) {
    changed = acceptNext(state, world);
    for (const process of state.processes) changed = runLoop(state, process, world) || changed;
  }
}

function acceptNext(state: WorkerPoolsState, world: WorkerPoolsWorld): boolean {
  const free = state.processes.filter(({ isUp, blockedBy }) => isUp && blockedBy === null);
  const process = free[free.length > 1 ? world.random.below(free.length) : 0];
  const id = process && state.backlog.shift();
  const request = state.requests[id ?? ''];
  if (process === undefined || request === undefined) return id !== undefined;
  request.process = process.id;
  request.stage = 'loop';
  process.ready.push(request.id);
  return true;
}

function runLoop(state: WorkerPoolsState, process: WebProcess, world: WorkerPoolsWorld): boolean {
  let ran = false;
  while (process.isUp && process.blockedBy === null) {
    const request = state.requests[process.ready.shift() ?? ''];
    if (request === undefined) break;
    ran = true;
    goOn(state, process, request, world);
  }
  return ran;
}

/** The event loop comes to a request: at its beginning, when it has a token, or when its thread is through. */
function goOn(state: WorkerPoolsState, process: WebProcess, request: Request, world: WorkerPoolsWorld): void {
  switch (request.stage) {
    case 'thread':
      leaveThread(state, process, request, world);
      break;
    case 'token':
      enterThread(state, process, request, world);
      break;
    case 'awaits':
      answer(state, request, world);
      break;
    default:
      beginRequest(state, process, request, world);
  }
}

function beginRequest(state: WorkerPoolsState, process: WebProcess, request: Request, world: WorkerPoolsWorld): void {
  const { id, route, ms } = request;
  world.trace({ kind: 'accepted', actor: process.id, peer: id, data: { route } });
  if (route === 'health') answer(state, request, world);
  else if (route === 'def' || route === 'db') {
    wantThread(state, process, request, route === 'db' ? 'enter' : 'body', world);
  } else {
    request.stage = 'awaits';
    request.eventId = world.schedule(ms, { type: 'answered', request: id });
    if (route === 'await') return;
    process.blockedBy = id;
    world.trace({ kind: 'blocks', actor: process.id, peer: id, data: { ms } });
  }
}

/** `run_in_threadpool`: anyio's `to_thread.run_sync` borrows a token for as long as the function runs. */
function wantThread(
  state: WorkerPoolsState,
  process: WebProcess,
  request: Request,
  step: Request['step'],
  world: WorkerPoolsWorld,
): void {
  request.step = step;
  request.stage = 'token';
  const { limiter } = process;
  if (!state.config.rules.limiter) {
    if (limiter.borrowers.length >= limiter.tokens) state.observations.overBorrowed ??= request.id;
    limiter.borrowers.push(request.id);
    enterThread(state, process, request, world);
  } else if (acquire(limiter, request.id)) enterThread(state, process, request, world);
  else {
    world.trace({ kind: 'tokenWait', actor: request.id, data: { waiting: limiter.queue.length } });
    noteDeadlock(state, process, world);
  }
}

function enterThread(state: WorkerPoolsState, process: WebProcess, request: Request, world: WorkerPoolsWorld): void {
  request.stage = 'thread';
  world.trace({ kind: 'thread', actor: request.id, data: { waitedMs: world.tick - request.sentTick } });
  if (request.route === 'db' && request.step === 'enter') {
    wantConnection(state, process, request, world);
    return;
  }
  request.eventId = world.schedule(request.ms, { type: 'answered', request: request.id });
}

/** In the thread of the dependency: with no connection left, the thread waits, and so does its token. */
function wantConnection(state: WorkerPoolsState, process: WebProcess, request: Request, world: WorkerPoolsWorld): void {
  const { connections } = process;
  if (connections.used < state.config.dbPool) {
    connections.used += 1;
    request.hasConnection = true;
    request.eventId = world.schedule(DEPENDENCY_MS, { type: 'answered', request: request.id });
    return;
  }
  request.stage = 'connection';
  connections.waiting.push(request.id);
  world.trace({ kind: 'connectionWait', actor: request.id });
  const delay = 1_000 * state.config.dbTimeoutS;
  request.eventId = world.schedule(delay, { type: 'connectionTimeout', request: request.id });
  noteDeadlock(state, process, world);
}

/** Nobody who has a token can go on before somebody without one does. */
export function isDeadlocked({ requests }: WorkerPoolsState, { limiter, connections }: WebProcess): boolean {
  return (
    limiter.queue.length > 0 &&
    connections.waiting.length >= limiter.tokens &&
    limiter.borrowers.every((id) => requests[id]?.stage === 'connection')
  );
}

function noteDeadlock(state: WorkerPoolsState, process: WebProcess, world: WorkerPoolsWorld): void {
  if (isDeadlocked(state, process)) world.trace({ kind: 'deadlock', actor: process.id });
}

/** A wait, a thread or a blocking call is over; the loop learns of it when it is free. */
export function onAnswered(state: WorkerPoolsState, id: string, world: WorkerPoolsWorld): void {
  const request = state.requests[id];
  const process = processNamed(state, request?.process ?? null);
  if (request === undefined || process === null) return;
  request.eventId = null;
  if (process.blockedBy === id) {
    process.blockedBy = null;
    world.trace({ kind: 'unblocked', actor: process.id });
  }
  process.ready.push(id);
}

export function onConnectionTimeout(state: WorkerPoolsState, id: string, world: WorkerPoolsWorld): void {
  const request = state.requests[id];
  const process = processNamed(state, request?.process ?? null);
  if (request === undefined || process === null) return;
  const { waiting } = process.connections;
  waiting.splice(waiting.indexOf(id), 1);
  world.trace({ kind: 'connectionTimeout', actor: id });
  request.stage = 'thread';
  request.isFailed = true;
  request.eventId = null;
  process.ready.push(id);
}

function leaveThread(state: WorkerPoolsState, process: WebProcess, request: Request, world: WorkerPoolsWorld): void {
  giveToken(state, process, request);
  if (request.route === 'db' && request.step === 'enter' && !request.isFailed) {
    wantThread(state, process, request, 'body', world);
    return;
  }
  // FastAPI leaves a dependency with a limiter of its own (`contextmanager_in_threadpool` in fastapi/concurrency.py): that never waits.
  giveConnection(process, request, state, world);
  answer(state, request, world);
}

function giveToken(state: WorkerPoolsState, process: WebProcess, request: Request): void {
  const next = release(process.limiter, request.id);
  wake(state, process, next === null ? [] : [next]);
}

/** Who has been given a token goes on when the loop comes to it. */
function wake(state: WorkerPoolsState, process: WebProcess, ids: readonly string[]): void {
  for (const id of ids) if (state.requests[id] !== undefined) process.ready.push(id);
}

function giveConnection(process: WebProcess, request: Request, state: WorkerPoolsState, world: WorkerPoolsWorld): void {
  if (!request.hasConnection) return;
  request.hasConnection = false;
  const { connections } = process;
  const next = state.requests[connections.waiting.shift() ?? ''];
  if (next === undefined) {
    connections.used -= 1;
    return;
  }
  if (next.eventId !== null) world.cancel(next.eventId);
  next.stage = 'thread';
  next.hasConnection = true;
  next.eventId = world.schedule(DEPENDENCY_MS, { type: 'answered', request: next.id });
}

function answer(state: WorkerPoolsState, request: Request, world: WorkerPoolsWorld): void {
  const ms = world.tick - request.sentTick;
  delete state.requests[request.id];
  if (!request.hasClient) return;
  if (request.isFailed) {
    state.stats.failed += 1;
    world.trace({ kind: 'failed', actor: request.id, data: { ms } });
    return;
  }
  state.stats.done += 1;
  addLatency(state.stats, ms);
  world.trace({ kind: 'answered', actor: request.id, data: { ms } });
}

/**
 * The client goes away. What awaits is cancelled with it; a thread cannot be: it goes on, and keeps its token.
 */
export function disconnect(state: WorkerPoolsState, request: Request, world: WorkerPoolsWorld): void {
  request.hasClient = false;
  world.trace({ kind: 'disconnected', actor: request.id });
  const process = processNamed(state, request.process);
  if (request.stage === 'thread' || request.stage === 'connection' || process?.blockedBy === request.id) return;
  if (request.stage === 'token' && process !== null && request.step !== 'enter' && request.route === 'db') return;
  if (request.eventId !== null) world.cancel(request.eventId);
  if (request.stage === 'token' && process !== null) giveUp(process.limiter, request.id);
  const index = state.backlog.indexOf(request.id);
  if (index >= 0) state.backlog.splice(index, 1);
  const turn = process?.ready.indexOf(request.id) ?? -1;
  if (turn >= 0) process?.ready.splice(turn, 1);
  delete state.requests[request.id];
}

export function setTokens(state: WorkerPoolsState, tokens: number, world: WorkerPoolsWorld): void {
  world.trace({ kind: 'tokens', actor: 'person', data: { tokens } });
  for (const process of state.processes) wake(state, process, resize(process.limiter, tokens));
}

/** A process dies with the requests that it has. Uvicorn 0.27 leaves it at that, 0.30 starts another one. */
export function killProcess(state: WorkerPoolsState, process: WebProcess, world: WorkerPoolsWorld): void {
  const own = Object.values(state.requests).filter((each) => each.process === process.id);
  world.trace({ kind: 'processKilled', actor: process.id, data: { requests: own.length } });
  for (const request of own) {
    if (request.eventId !== null) world.cancel(request.eventId);
    request.isFailed = true;
    answer(state, request, world);
  }
  process.isUp = false;
  process.blockedBy = null;
  process.ready.length = 0;
  process.limiter.borrowers.length = 0;
  process.limiter.queue.length = 0;
  process.connections.used = 0;
  process.connections.waiting.length = 0;
  if (!state.config.restartsDead) return;
  const started = startProcess(state);
  state.processes[state.processes.indexOf(process)] = started;
  world.trace({ kind: 'processStarted', actor: started.id });
}
