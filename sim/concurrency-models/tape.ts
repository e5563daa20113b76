import type { MachineEvent } from './python/machine';
import { Refused } from './python/refused';
import { type ProgramRun, runProgram } from './python/run-program';

/** Steps that a program in the lab may take: enough for what a person can follow. */
const LAB_STEPS_MAX = 100_000;
/** Of what a program did, so much is shown. */
const EVENTS_MAX = 3_000;

/** Each event is drawn at least so long after the one before, so that it can be seen. */
const EVENT_TICKS = 1_000_000;

/** A program's run, to be played: at which tick after its start each thing happens. */
export interface Tape {
  readonly events: readonly (MachineEvent & { readonly tick: number })[];
  /** Why it was stopped, or null. */
  readonly stopped: string | null;
  readonly steps: number;
}

const tapes = new Map<string, Tape>();
const TAPES_KEPT = 20;

/** What a program does, known before it is played: it depends on nothing but its text. */
export function tapeOf(text: string): Tape {
  const known = tapes.get(text);
  if (known !== undefined) return known;
  const tape = record(text);
  const [oldest] = tapes.keys();
  if (tapes.size >= TAPES_KEPT && oldest !== undefined) tapes.delete(oldest);
  tapes.set(text, tape);
  return tape;
}

function record(text: string): Tape {
  let run: Pick<ProgramRun, 'events' | 'steps'> = { events: [], steps: LAB_STEPS_MAX };
  let stopped: string | null = null;
  try {
    run = runProgram(text, LAB_STEPS_MAX);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    stopped = error.message;
  }
  let last = 0;
  let shift = 0;
  const events = run.events.slice(0, EVENTS_MAX).map((event) => {
    shift = Math.max(shift, last + EVENT_TICKS - event.atNs);
    last = event.atNs + shift;
    return { ...event, tick: last };
  });
  if (run.events.length > EVENTS_MAX) stopped = `only its first ${EVENTS_MAX.toLocaleString('en')} events are shown`;
  return { events, stopped, steps: run.steps };
}
