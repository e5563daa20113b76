import { CommandRefused, type Simulation } from '../core/simulation';
import { findBody } from './bytecode';
import {
  addedOperations,
  type GilCommand,
  type GilConfig,
  gilCommand,
  gilConfig,
  THREADS_MAX,
  type ThreadConfig,
  TICKS_PER_SECOND,
  ticksFromMs,
} from './config';
import { onSlice, pauseWork, resumeWork } from './cores';
import { gilInvariants } from './invariants';
import { handOver, mayHandOver, mustHandOver, onTimeout, wantGil } from './lock';
import { begin, onReach, wake } from './running';
import {
  type GilEvent,
  type GilState,
  type GilTrace,
  type GilWorld,
  hasGil,
  type IgnoredReason,
  keepLast,
  type Thread,
  threadAt,
} from './state';

/** How many changes of the interval are kept for the chart. */
const INTERVALS_KEPT = 20;

/**
 * Threads of one Python process and the lock that they share, the global interpreter lock, as CPython 3.11 has it
 * (Python/ceval_gil.h, Python/ceval.c), with 3.9's rule of where it may be handed over and, as a labelled model, the free-threaded
 * build of 3.13 (PEP 703). A tick is ten microseconds; waking up, taking and dropping cost no time.
 */
export const gil: Simulation<GilConfig, GilState, GilCommand, GilEvent, GilTrace> = {
  id: 'gil',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: gilConfig,
  command: gilCommand,
  invariants: gilInvariants,

  init(config, world) {
    const state: GilState = {
      config,
      version: config.version,
      intervalTicks: ticksFromMs(config.intervalMs),
      threads: config.threads.map(newThread),
      gil: { holder: null, lastHolder: null, sinceTick: 0, switchNumber: 0, dropRequest: false, chosen: null },
      onCore: [],
      ready: [],
      sliceId: null,
      shared: { x: 0, lockOwner: null, writes: 0, overwrites: 0, objectOwner: null },
      runsOn: false,
      waits: [],
      intervals: [],
      observations: { retaken: null, askedEarly: null, betweenCheckPoints: null, heldWhileBlocked: null },
    };
    for (const index of state.threads.keys()) start(state, index, world);
    return state;
  },

  onCommand(state, command, world) {
    if ('thread' in command && !state.threads.some(({ id }) => id === command.thread)) {
      throw new CommandRefused(`there is no thread ${command.thread}`);
    }
    const reason = obey(state, command, world);
    if (reason !== null) {
      world.trace({ kind: 'ignored', actor: 'person', data: { command: command.type, reason } });
    }
    return state;
  },

  onEvent(state, event, world) {
    switch (event.type) {
      case 'reach':
        onReach(state, event.thread, world);
        break;
      case 'timeout':
        onTimeout(state, event.thread, world);
        break;
      case 'wake':
        wake(state, event.thread, world);
        break;
      case 'slice':
        onSlice(state, world);
        break;
      case 'begin':
        threadAt(state, event.thread).isAtCheckPoint = event.returns;
        if (event.returns && mustHandOver(state, event.thread)) handOver(state, event.thread, world);
        else begin(state, event.thread, world);
    }
    return state;
  },
};

function newThread({ id, operations, repeats }: ThreadConfig): Thread {
  return {
    id,
    operations,
    repeats,
    status: 'waits',
    at: 0,
    timesDone: 0,
    work: null,
    frames: [],
    readWrite: 0,
    wait: null,
    wakeId: null,
    isAtCheckPoint: true,
    heldTicks: 0,
    waitedTicks: 0,
    longestHoldTicks: 0,
    longestWaitTicks: 0,
    calls: 0,
  };
}

function start(state: GilState, index: number, world: GilWorld): void {
  world.trace({ kind: 'start', actor: threadAt(state, index).id });
  if (hasGil(state)) wantGil(state, index, world);
  else world.schedule(0, { type: 'begin', thread: index, returns: false });
}

/** Null, or why the command has no effect. */
function obey(state: GilState, command: GilCommand, world: GilWorld): IgnoredReason | null {
  const index = 'thread' in command ? state.threads.findIndex(({ id }) => id === command.thread) : -1;
  switch (command.type) {
    case 'step':
    case 'runToCheckPoint':
      return stepOn(state, command.type === 'runToCheckPoint', world);
    case 'choose':
      return choose(state, index, world);
    case 'setInterval':
      state.intervalTicks = Math.max(1, ticksFromMs(command.ms));
      keepLast(state.intervals, { tick: world.tick, ms: command.ms }, INTERVALS_KEPT);
      world.trace({ kind: 'interval', actor: 'person', data: { ms: command.ms } });
      return null;
    case 'addThread': {
      if (state.config.scheduler === 'manual') return 'manual';
      if (state.threads.length >= THREADS_MAX) return 'full';
      const id = `${command.does}-${state.threads.length + 1}`;
      state.threads.push(newThread({ id, operations: [...addedOperations[command.does]], repeats: true }));
      start(state, state.threads.length - 1, world);
      return null;
    }
    case 'swapCall': {
      const thread = threadAt(state, index);
      if (!thread.operations.some(({ type }) => type === 'c')) return 'no-call';
      // The call that it is in stays what it is.
      thread.operations = thread.operations.map((each) => (each.type === 'c' ? { ...each, type: 'release' } : each));
      world.trace({ kind: 'swapped', actor: thread.id });
      return null;
    }
    case 'setBody': {
      const thread = threadAt(state, index);
      const body = findBody(command.body);
      const others = thread.operations.some((each) => each.type === 'body' && each.body !== body);
      if (body === null || !others) return 'no-body';
      thread.operations = thread.operations.map((each) => (each.type === 'body' ? { ...each, body } : each));
      world.trace({ kind: 'newBody', actor: thread.id, data: { body } });
      return null;
    }
    case 'gilOff':
      return switchOff(state, world);
  }
}

function stepOn(state: GilState, toCheckPoint: boolean, world: GilWorld): IgnoredReason | null {
  const { holder } = state.gil;
  if (state.config.scheduler !== 'manual') return 'not-manual';
  if (holder === null || threadAt(state, holder).work !== null) return 'no-holder';
  state.runsOn = toCheckPoint;
  begin(state, holder, world);
  return null;
}

function choose(state: GilState, index: number, world: GilWorld): IgnoredReason | null {
  const { gil: lock } = state;
  const { wait, id } = threadAt(state, index);
  if (!hasGil(state)) return 'no-gil';
  if (wait === null) return 'not-waiting';
  if (state.config.scheduler === 'cpython') {
    lock.chosen = index;
    world.trace({ kind: 'chosen', actor: id });
    return null;
  }
  if (lock.holder === null) return 'no-holder';
  if (threadAt(state, lock.holder).work !== null || !mayHandOver(state, lock.holder)) return 'no-check-point';
  lock.chosen = index;
  lock.dropRequest = true;
  handOver(state, lock.holder, world);
  return null;
}

function switchOff(state: GilState, world: GilWorld): IgnoredReason | null {
  if (!hasGil(state)) return 'no-gil';
  if (state.config.scheduler === 'manual') return 'manual';
  const { holder } = state.gil;
  if (holder !== null) pauseWork(state, holder, world);
  state.version = '3.13t';
  state.gil.holder = null;
  state.gil.dropRequest = false;
  world.trace({ kind: 'gilOff', actor: 'person' });
  for (const [index, thread] of state.threads.entries()) {
    const isHolder = index === holder;
    if (thread.wait !== null) {
      world.cancel(thread.wait.timerId);
      thread.wait = null;
    } else if (!isHolder) continue;
    if (!isHolder || thread.status !== 'inC') thread.status = 'runs';
    if (thread.work !== null) resumeWork(state, index, world);
    // The holder between two operations has an event of its own under way.
    else if (!isHolder) world.schedule(0, { type: 'begin', thread: index, returns: false });
  }
  return null;
}
