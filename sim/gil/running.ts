import type { Operation } from './config';
import { ticksFromMs } from './config';
import { leaveCore, pauseWork, setWork } from './cores';
import { type Effect, execute, nextInstruction, startBody } from './interpreter';
import { giveUp, handOver, mustHandOver, wantGil } from './lock';
import { type GilState, type GilWorld, hasGil, type Thread, type ThreadStatus, threadAt } from './state';

/*
 * What threads do once they have the GIL, or once there is none.
 */

/** Begins the operation that the thread is at, or its next instruction. */
export function begin(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  const operation = thread.operations[thread.at];
  if (operation === undefined) return;
  if (operation.type === 'body') {
    if (thread.frames.length === 0) {
      thread.frames = startBody(operation.body);
      world.trace({ kind: 'call', actor: thread.id, data: { body: operation.body } });
    }
    beginInstruction(state, index, world);
    return;
  }
  world.trace({ kind: 'begin', actor: thread.id, data: { operation: operation.type, ms: operation.ms } });
  beginOperation(state, index, operation, world);
}

function beginOperation(
  state: GilState,
  index: number,
  operation: Exclude<Operation, { type: 'body' }>,
  world: GilWorld,
): void {
  const thread = threadAt(state, index);
  const ticks = ticksFromMs(operation.ms);
  if (operation.type === 'cpu' || operation.type === 'c') {
    thread.status = operation.type === 'c' ? 'inC' : 'runs';
    setWork(state, index, ticks, world);
    return;
  }
  const releases = state.config.rules.releaseAroundBlocking || operation.type === 'release';
  if (releases) leaveGil(state, index, operation.type === 'release' ? 'outside' : 'blocked', world);
  else {
    leaveCore(state, index, world);
    thread.status = 'blocked';
    if (hasGil(state)) state.observations.heldWhileBlocked ??= thread.id;
  }
  if (operation.type === 'release') setWork(state, index, ticks, world);
  else thread.wakeId = world.schedule(ticks, { type: 'wake', thread: index });
}

/** The thread goes on without the GIL. */
function leaveGil(state: GilState, index: number, status: ThreadStatus, world: GilWorld): void {
  const thread = threadAt(state, index);
  thread.status = status;
  if (state.gil.holder === index) giveUp(state, index, world);
  else leaveCore(state, index, world);
}

/** What the thread waited for outside has come. */
export function wake(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  thread.wakeId = null;
  world.trace({ kind: 'wake', actor: thread.id });
  finishOperation(state, index, world);
}

/** The thread's work has come to its end, or to a check point at which it was asked. */
export function onReach(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  pauseWork(state, index, world);
  const { work } = thread;
  if (work === null) return;
  if (work.doneTicks < work.ticks) {
    thread.isAtCheckPoint = isCheckPointOf(thread, work.doneTicks);
    handOver(state, index, world);
    return;
  }
  thread.work = null;
  if (thread.frames.length > 0) finishInstruction(state, index, world);
  else finishOperation(state, index, world);
}

function isCheckPointOf({ operations, at }: Thread, doneTicks: number): boolean {
  const operation = operations[at];
  return operation?.type === 'cpu' && doneTicks % Math.max(1, ticksFromMs(operation.checkEveryMs)) === 0;
}

function finishOperation(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  thread.at += 1;
  if (thread.at === thread.operations.length && thread.repeats) thread.at = 0;
  if (thread.at === thread.operations.length) {
    thread.status = 'done';
    world.trace({ kind: 'done', actor: thread.id });
    leaveGil(state, index, 'done', world);
  } else if (!hasGil(state)) {
    thread.status = 'runs';
    world.schedule(0, { type: 'begin', thread: index, returns: true });
  } else if (state.gil.holder === index) {
    thread.status = 'runs';
    world.schedule(0, { type: 'begin', thread: index, returns: true });
  } else {
    leaveCore(state, index, world);
    wantGil(state, index, world);
  }
}

/** An instruction takes one tick, at whose end it has its effect. */
function beginInstruction(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  const { shared } = state;
  if (!hasGil(state) && nextInstruction(thread.frames)?.name === 'STORE_GLOBAL') {
    if (shared.objectOwner !== null && shared.objectOwner !== index) {
      thread.status = 'object';
      leaveCore(state, index, world);
      world.trace({ kind: 'objectWait', actor: thread.id });
      return;
    }
    shared.objectOwner = index;
  }
  thread.status = 'runs';
  setWork(state, index, 1, world);
}

function finishInstruction(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  const { shared, config } = state;
  const instruction = nextInstruction(thread.frames);
  const ownedLock = shared.lockOwner;
  const frame = thread.frames.at(-1);
  const effect = execute(thread.frames, shared, index);
  world.trace({
    kind: 'opcode',
    actor: thread.id,
    data: { name: instruction?.name ?? '', code: frame?.code ?? '', effect },
  });
  if (instruction?.variable === 'x') touchX(state, thread, instruction.name, world);
  if (shared.objectOwner === index) releaseObject(state, world);
  if (ownedLock !== null && shared.lockOwner === null) wakeLockWaiter(state, world);
  thread.isAtCheckPoint = effect === 'checkPoint';
  goOn(state, index, effect, config.scheduler === 'manual', world);
}

function goOn(state: GilState, index: number, effect: Effect, isManual: boolean, world: GilWorld): void {
  const thread = threadAt(state, index);
  if (effect === 'blocked') {
    world.trace({ kind: 'lockWait', actor: thread.id });
    leaveGil(state, index, 'lock', world);
  } else if (effect === 'returned') {
    finishCall(state, index, world);
  } else if (isManual) {
    if (state.runsOn && effect !== 'checkPoint') beginInstruction(state, index, world);
    else state.runsOn = false;
  } else if (mustHandOver(state, index)) {
    handOver(state, index, world);
  } else {
    beginInstruction(state, index, world);
  }
}

/** A body has returned: it is called again, or its operation is over. */
function finishCall(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  const operation = thread.operations[thread.at];
  const times = operation?.type === 'body' ? operation.times : 1;
  thread.calls += 1;
  thread.timesDone += 1;
  state.runsOn = false;
  if (thread.timesDone < times) {
    if (state.config.scheduler === 'cpython') begin(state, index, world);
    return;
  }
  thread.timesDone = 0;
  if (state.config.scheduler === 'cpython') finishOperation(state, index, world);
  else finishManually(state, index, world);
}

function finishManually(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  thread.at += 1;
  if (thread.at < thread.operations.length) return;
  if (thread.repeats) thread.at = 0;
  else {
    world.trace({ kind: 'done', actor: thread.id });
    leaveGil(state, index, 'done', world);
  }
}

/** An update is lost when a thread writes over a value that it has not read. */
function touchX(state: GilState, thread: Thread, name: string, world: GilWorld): void {
  const { shared } = state;
  if (name === 'LOAD_GLOBAL') {
    thread.readWrite = shared.writes;
    return;
  }
  const isLost = thread.readWrite !== shared.writes;
  shared.writes += 1;
  if (isLost) shared.overwrites += 1;
  world.trace({ kind: isLost ? 'lost' : 'store', actor: thread.id, data: { x: shared.x } });
}

function releaseObject(state: GilState, world: GilWorld): void {
  state.shared.objectOwner = null;
  const next = state.threads.findIndex(({ status }) => status === 'object');
  if (next >= 0) beginInstruction(state, next, world);
}

/** Whoever waits for the lock tries again. */
function wakeLockWaiter(state: GilState, world: GilWorld): void {
  const next = state.threads.findIndex(({ status }) => status === 'lock');
  if (next < 0) return;
  world.trace({ kind: 'wake', actor: threadAt(state, next).id });
  if (hasGil(state)) wantGil(state, next, world);
  else beginInstruction(state, next, world);
}
