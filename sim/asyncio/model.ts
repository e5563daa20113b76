import * as z from 'zod/mini';
import { DELAY_TICKS_MAX } from '../core/limits';
import type { Simulation, World } from '../core/simulation';
import { chargeWork } from '../core/work';
import {
  type ProgramState,
  type ProgramStep,
  type ProgramTrace,
  programSteps,
  type RecordedProgramStep,
  TICKS_PER_SECOND,
} from './program-run';
import { LOG_CHARACTERS_MAX, readLog } from './read-events';

/** The longest program, in characters. */
export const SOURCE_CHARACTERS_MAX = 20_000;

/** A program, and what its run was: nothing for one that was not run yet. Neither is executed here. */
const config = z.strictObject({
  source: z._default(z.string().check(z.maxLength(SOURCE_CHARACTERS_MAX)), ''),
  log: z._default(
    z.string().check(
      z.maxLength(LOG_CHARACTERS_MAX),
      z.refine((log) => readLog(log) !== null, { message: 'no log of a run' }),
    ),
    '',
  ),
});

/** A run that was written down takes no commands. */
const command = z.custom<never>(() => false);

export type AsyncioConfig = z.infer<typeof config>;

/** The loop and its program after a step. */
export interface AsyncioState extends ProgramState {
  readonly source: string;
  readonly log: string;
  /** The number of the step, and what it was: null at the start. */
  readonly at: number;
  readonly last: ProgramStep['type'] | null;
}

type AsyncioWorld = World<ProgramStep, ProgramTrace>;

/**
 * A program's run as the interpreter's recorder wrote it down. The interpreter is CPython itself and no part of the simulation, which
 * only says again, step by step, what happened.
 */
export const asyncio: Simulation<AsyncioConfig, AsyncioState, never, ProgramStep, ProgramTrace> = {
  id: 'asyncio',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config,
  command,
  init(program, world) {
    chargeWork(program.log.length);
    return arrive(program, 0, world);
  },
  onCommand: (state) => state,
  onEvent: (state, _, world) => arrive(state, state.at + 1, world),
  invariants: [
    {
      id: 'oneAtATime',
      name: 'One task runs at a time',
      source: 'CPython 3.11, Lib/asyncio/base_events.py, _run_once',
      check({ tasks }) {
        const running = tasks.filter(({ status }) => status === 'running');
        return running.length > 1 ? { tasks: running.map(({ name }) => name).join(', ') } : null;
      },
    },
    {
      id: 'dueTimers',
      name: 'Due timers are ready',
      source: 'CPython 3.11, Lib/asyncio/base_events.py, _run_once',
      check({ last, timers, seconds }) {
        const late = last === 'iteration' ? timers.find(([when]) => when !== null && when < seconds) : undefined;
        return late === undefined ? null : { label: late[1], when: late[0] ?? 0, seconds };
      },
    },
  ],
};

function arrive({ source, log }: AsyncioConfig, at: number, world: AsyncioWorld): AsyncioState {
  const steps = stepsOf(log);
  const step = steps[at];
  if (step === undefined) throw new RangeError(`this run has no step ${at}`);
  for (const entry of step.trace) world.trace(entry);
  const next = steps[at + 1];
  if (next?.event != null) world.schedule(Math.min(next.tick - step.tick, DELAY_TICKS_MAX), next.event);
  return { ...step.state, source, log, at, last: step.event?.type ?? null };
}

/** Runs that were read last: a session asks for the same one at every step. */
const READ_MAX = 8;
const read = new Map<string, readonly RecordedProgramStep[]>();

function stepsOf(log: string): readonly RecordedProgramStep[] {
  const known = read.get(log);
  if (known !== undefined) return known;
  const steps = programSteps(readLog(log) ?? []);
  const [oldest] = read.keys();
  if (read.size === READ_MAX && oldest !== undefined) read.delete(oldest);
  read.set(log, steps);
  return steps;
}
