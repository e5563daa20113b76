import { leaveCore, replan, resumeWork } from './cores';
import { type GilState, type GilWorld, keepLast, switchesAnywhere, threadAt, waiters } from './state';

/*
 * The GIL as CPython 3.11 has it: `take_gil` and `drop_gil` in Python/ceval_gil.h.
 */

/** How many waits are kept for the chart. */
const WAITS_KEPT = 120;

/** `take_gil`: the thread gets the GIL, or waits for it. */
export function wantGil(state: GilState, index: number, world: GilWorld): void {
  const { gil, config } = state;
  if (gil.holder === null) {
    take(state, index, world, 0);
    return;
  }
  const thread = threadAt(state, index);
  thread.status = 'waits';
  const timerId =
    config.scheduler === 'manual' ? 0 : world.schedule(state.intervalTicks, { type: 'timeout', thread: index });
  const untilTick = world.tick + state.intervalTicks;
  thread.wait = { sinceTick: world.tick, switchNumber: gil.switchNumber, timerId, untilTick };
  world.trace({ kind: 'wait', actor: thread.id });
  if (!config.rules.fullWait && config.scheduler === 'cpython') ask(state, index, world);
}

/** The waiter's timed wait is over: first it times out, then it asks, and only when the GIL did not change hands meanwhile. */
export function onTimeout(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  if (thread.wait === null) return;
  if (thread.wait.switchNumber === state.gil.switchNumber) ask(state, index, world);
  else world.trace({ kind: 'startOver', actor: thread.id });
  waitOn(state, index, world);
}

/** Begins the next timed wait of a thread that has not got the GIL. */
function waitOn(state: GilState, index: number, world: GilWorld): void {
  const { wait } = threadAt(state, index);
  if (wait === null) return;
  world.cancel(wait.timerId);
  wait.switchNumber = state.gil.switchNumber;
  wait.timerId = world.schedule(state.intervalTicks, { type: 'timeout', thread: index });
  wait.untilTick = world.tick + state.intervalTicks;
}

function ask(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  const { gil, observations } = state;
  if (thread.status !== 'asked') {
    const waitedTicks = world.tick - (thread.wait?.sinceTick ?? world.tick);
    if (waitedTicks < state.intervalTicks && !state.config.rules.fullWait) observations.askedEarly ??= thread.id;
    world.trace({ kind: 'ask', actor: thread.id, data: { waitedTicks } });
  }
  thread.status = 'asked';
  if (gil.dropRequest) return;
  gil.dropRequest = true;
  if (gil.holder !== null) replan(state, gil.holder, world);
}

function take(state: GilState, index: number, world: GilWorld, waitedTicks: number): void {
  const { gil } = state;
  const thread = threadAt(state, index);
  if (thread.wait !== null) world.cancel(thread.wait.timerId);
  thread.wait = null;
  thread.waitedTicks += waitedTicks;
  thread.longestWaitTicks = Math.max(thread.longestWaitTicks, waitedTicks);
  keepLast(state.waits, { thread: index, tick: world.tick, waitedTicks }, WAITS_KEPT);
  thread.status = 'runs';
  if (gil.lastHolder !== index) {
    gil.lastHolder = index;
    gil.switchNumber += 1;
  }
  gil.holder = index;
  gil.sinceTick = world.tick;
  gil.dropRequest = false;
  world.trace({ kind: 'take', actor: thread.id, data: { waitedTicks } });
  if (state.config.scheduler === 'manual') return;
  if (thread.work === null) world.schedule(0, { type: 'begin', thread: index, returns: false });
  else resumeWork(state, index, world);
}

/** `drop_gil` at a check point, because somebody asked; then the thread wants it back. */
export function handOver(state: GilState, index: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  if (!thread.isAtCheckPoint && state.version === '3.11') state.observations.betweenCheckPoints ??= thread.id;
  release(state, index, true, world);
  const next = pickWaiter(state, world);
  if (!state.config.rules.forcedSwitching && state.config.scheduler === 'cpython') {
    // The thread that runs is faster than the one that has to be woken: this one finds the GIL taken, and waits anew.
    state.observations.retaken ??= thread.id;
    take(state, index, world, 0);
    if (next !== null) {
      threadAt(state, next).status = 'waits';
      waitOn(state, next, world);
    }
    return;
  }
  if (next !== null) takeAfterWait(state, next, world);
  wantGil(state, index, world);
}

/** `drop_gil` by a thread's own will: it blocks, computes in C without the GIL, or ends. */
export function giveUp(state: GilState, index: number, world: GilWorld): void {
  release(state, index, false, world);
  const next = pickWaiter(state, world);
  if (next !== null) takeAfterWait(state, next, world);
}

function takeAfterWait(state: GilState, index: number, world: GilWorld): void {
  const { wait } = threadAt(state, index);
  take(state, index, world, wait === null ? 0 : world.tick - wait.sinceTick);
}

function release(state: GilState, index: number, requested: boolean, world: GilWorld): void {
  const thread = threadAt(state, index);
  const heldTicks = world.tick - state.gil.sinceTick;
  leaveCore(state, index, world);
  state.gil.holder = null;
  thread.heldTicks += heldTicks;
  thread.longestHoldTicks = Math.max(thread.longestHoldTicks, heldTicks);
  world.trace({ kind: 'drop', actor: thread.id, data: { requested, heldTicks } });
}

/** Which waiter the signal wakes: the system's choice, unless a person has chosen. */
function pickWaiter(state: GilState, world: GilWorld): number | null {
  const { gil, config, threads } = state;
  const waiting = waiters(state);
  const { chosen } = gil;
  if (chosen !== null && waiting.includes(chosen)) {
    gil.chosen = null;
    return chosen;
  }
  if (waiting.length <= 1) return waiting[0] ?? null;
  if (config.wakes === 'any') return waiting[world.random.below(waiting.length)] ?? null;
  const since = (index: number) => threads[index]?.wait?.sinceTick ?? 0;
  return waiting.reduce((longest, index) => (since(index) < since(longest) ? index : longest));
}

/** Whether the thread, at this point of its code, hands the GIL over because somebody asked. */
export function mustHandOver(state: GilState, index: number): boolean {
  const { gil } = state;
  return gil.dropRequest && gil.holder === index && mayHandOver(state, index);
}

/** Whether the thread is at a point of its code at which the GIL can be handed over. */
export function mayHandOver(state: GilState, index: number): boolean {
  return threadAt(state, index).isAtCheckPoint || switchesAnywhere(state);
}
