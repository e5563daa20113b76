import { chargeWork } from '../core/work';
import { msFromTicks } from './config';
import type { MachineEvent } from './python/machine';
import type { ConcurrencyModelsState, ConcurrencyModelsWorld, ProgramLane, ProgramState } from './state';
import { tapeOf } from './tape';

/** What one step of a program is charged for: it is run as a whole when it begins. */
const WORK_PER_STEP = 10;
const OUTPUT_MAX = 4_000;

/** A program begins, and what is left of the one before does not come. */
export function startProgram(state: ConcurrencyModelsState, text: string, world: ConcurrencyModelsWorld): void {
  const tape = tapeOf(text);
  chargeWork(tape.steps * WORK_PER_STEP);
  const main: ProgramLane = { name: 'main', status: 'runs' };
  const program: ProgramState = {
    text,
    startTick: world.tick,
    played: 0,
    lanes: [main],
    output: '',
    line: 1,
    isOver: false,
  };
  state.program = program;
  world.trace({ kind: 'programStarted', actor: 'main' });
  scheduleNext(program, world);
}

function scheduleNext({ text, played, startTick }: ProgramState, world: ConcurrencyModelsWorld): void {
  const { events } = tapeOf(text);
  const next = events[played]?.tick ?? (events.at(-1)?.tick ?? 0) + 1_000_000;
  world.schedule(Math.max(0, startTick + next - world.tick), { type: 'play', startTick });
}

/** What comes next of the program that began at a tick. */
export function playNext(state: ConcurrencyModelsState, startTick: number, world: ConcurrencyModelsWorld): void {
  const { program } = state;
  if (program === null || program.startTick !== startTick || program.isOver) return;
  const { events, stopped } = tapeOf(program.text);
  const event = events[program.played];
  if (event === undefined) {
    program.isOver = true;
    for (const lane of program.lanes) if (lane.status !== 'failed') lane.status = 'ended';
    const lines = program.output.split('\n').length - 1;
    if (stopped !== null) world.trace({ kind: 'stopped', actor: 'main', data: { why: stopped } });
    else world.trace({ kind: 'programOver', actor: 'main', data: { lines } });
    return;
  }
  program.played += 1;
  program.line = event.line;
  show(program, event, world);
  scheduleNext(program, world);
}

function laneOf({ lanes }: ProgramState, name: string): ProgramLane {
  const known = lanes.find((lane) => lane.name === name);
  if (known !== undefined) return known;
  const lane: ProgramLane = { name, status: 'ready' };
  lanes.push(lane);
  return lane;
}

function show(program: ProgramState, event: MachineEvent, world: ConcurrencyModelsWorld): void {
  const current = program.lanes.find(({ status }) => status === 'runs' || status === 'blocks');
  if (current?.status === 'blocks') {
    current.status = 'runs';
    world.trace({ kind: 'goesOn', actor: current.name });
  }
  switch (event.kind) {
    case 'switch': {
      const from = laneOf(program, event.from);
      if (from.status === 'runs') from.status = 'waits';
      laneOf(program, event.to).status = 'runs';
      world.trace({ kind: 'switched', actor: event.to, data: { from: event.from } });
      return;
    }
    case 'print':
      program.output = (program.output + event.text).slice(-OUTPUT_MAX);
      world.trace({ kind: 'printed', actor: event.greenlet, data: { text: event.text.trimEnd() } });
      return;
    case 'spawn':
      laneOf(program, event.greenlet);
      world.trace({ kind: 'greenletSpawned', actor: event.greenlet, data: { by: event.by } });
      return;
    case 'end':
      laneOf(program, event.greenlet).status = event.error === null ? 'ended' : 'failed';
      world.trace({ kind: 'greenletEnded', actor: event.greenlet, data: { error: event.error ?? '' } });
      return;
    case 'kill':
      laneOf(program, event.greenlet);
      world.trace({ kind: 'greenletKilled', actor: event.greenlet });
      return;
    case 'block':
      laneOf(program, event.greenlet).status = 'blocks';
      world.trace({ kind: 'blocked', actor: event.greenlet, data: { ms: msFromTicks(event.ns) } });
      return;
    case 'wait':
      world.trace({ kind: 'hubWaits', actor: 'hub', data: { ms: rounded(event.ns) } });
      return;
    case 'late':
      world.trace({ kind: 'late', actor: 'hub', data: { ms: rounded(event.ns) } });
      return;
    case 'patch':
      world.trace({ kind: 'patched', actor: 'main' });
      return;
    case 'forever':
      world.trace({ kind: 'forever', actor: 'hub' });
      return;
    case 'uncaught':
      laneOf(program, 'main').status = 'failed';
      world.trace({ kind: 'uncaught', actor: 'main', data: { error: event.error } });
  }
}

const rounded = (ns: number): number => Math.round(msFromTicks(ns) * 100) / 100;
