import { ticksFromMs } from './config';
import { type GilState, type GilWorld, switchesAnywhere, threadAt } from './state';

/** How long a thread keeps a core when others want one: Linux's `sched_base_slice` is 3 ms on many machines. */
const SLICE_TICKS = 300;

/** Gives a thread so much work to do, on a core as soon as there is one. */
export function setWork(state: GilState, index: number, ticks: number, world: GilWorld): void {
  const thread = threadAt(state, index);
  thread.work = { ticks, doneTicks: 0, startedTick: null, eventId: null };
  resumeWork(state, index, world);
}

/** The thread goes on with the work that it has. */
export function resumeWork(state: GilState, index: number, world: GilWorld): void {
  if (state.onCore.includes(index)) {
    run(state, index, world);
  } else if (state.onCore.length < state.config.cores) {
    state.onCore.push(index);
    run(state, index, world);
  } else if (!state.ready.includes(index)) {
    state.ready.push(index);
    state.sliceId ??= world.schedule(SLICE_TICKS, { type: 'slice' });
  }
}

/** The thread needs no core any more. */
export function leaveCore(state: GilState, index: number, world: GilWorld): void {
  pauseWork(state, index, world);
  remove(state.ready, index);
  if (remove(state.onCore, index)) startNext(state, world);
  if (state.ready.length === 0 && state.sliceId !== null) {
    world.cancel(state.sliceId);
    state.sliceId = null;
  }
}

/** A slice is over: whoever has a core for longest makes room. */
export function onSlice(state: GilState, world: GilWorld): void {
  state.sliceId = null;
  const [first] = state.onCore;
  if (first === undefined || state.ready.length === 0) return;
  pauseWork(state, first, world);
  state.onCore.shift();
  state.ready.push(first);
  startNext(state, world);
  state.sliceId = world.schedule(SLICE_TICKS, { type: 'slice' });
}

/** Counts what was done, and plans anew when the thread has to stop: it has been asked. */
export function replan(state: GilState, index: number, world: GilWorld): void {
  if (threadAt(state, index).work === null || !state.onCore.includes(index)) return;
  pauseWork(state, index, world);
  run(state, index, world);
}

/** Counts what was done up to now, and takes the planned stop back. */
export function pauseWork(state: GilState, index: number, world: GilWorld): void {
  const { work } = threadAt(state, index);
  if (work === null || work.startedTick === null) return;
  if (work.eventId !== null) world.cancel(work.eventId);
  work.doneTicks += world.tick - work.startedTick;
  work.startedTick = null;
  work.eventId = null;
}

function startNext(state: GilState, world: GilWorld): void {
  const next = state.ready.shift();
  if (next === undefined) return;
  state.onCore.push(next);
  run(state, next, world);
}

function run(state: GilState, index: number, world: GilWorld): void {
  const { work } = threadAt(state, index);
  if (work === null || work.startedTick !== null) return;
  work.startedTick = world.tick;
  work.eventId = world.schedule(ticksToStop(state, index), { type: 'reach', thread: index });
}

/** Ticks to the end of a thread's work, or to the check point at which it hands the GIL over. */
function ticksToStop(state: GilState, index: number): number {
  const thread = threadAt(state, index);
  const { ticks = 0, doneTicks = 0 } = thread.work ?? {};
  const rest = ticks - doneTicks;
  const operation = thread.operations[thread.at];
  if (!state.gil.dropRequest || state.gil.holder !== index || operation?.type !== 'cpu') return rest;
  const every = switchesAnywhere(state) ? 1 : Math.max(1, ticksFromMs(operation.checkEveryMs));
  // The check point at this very moment counts, except at the beginning.
  const toNext = doneTicks > 0 && doneTicks % every === 0 ? 0 : every - (doneTicks % every);
  return Math.min(rest, toNext);
}

function remove(list: number[], index: number): boolean {
  const at = list.indexOf(index);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}
