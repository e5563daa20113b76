import type { Tick } from '@/sim/core/simulation';

/** What the caption tells stays for this long, and a message that it follows is on its way for this long at least, at speed 1. */
export const TOLD_MS = 1_000;

/** What is the same again at the same moment is told for this long. */
export const REPEATED_MS = 300;

/** A silence that would take longer than this at the run's own pace is passed in `SKIP_MS`. */
const SILENCE_MS = 600;
const SKIP_MS = 400;

/** With more messages than this in flight nothing waits for anything: one is lost among the others. */
const STAGGERED_MAX = 30;

/** A message on its way, and what it is about: nothing, for one that brings no news. */
export interface PacedFlight {
  readonly sentTick: Tick;
  readonly dueTick: Tick;
  readonly about?: readonly string[];
}

/** What the pace of a run goes by. */
export interface PacedMoment {
  /** Simulated ticks in a second at the run's own pace. */
  readonly ticksPerRealSecond: number;
  /** With the parts of a tick that have passed. */
  readonly clockTick: number;
  /** When the last step happened, and when the next one will; null when none will. */
  readonly lastTick: Tick;
  readonly nextTick: Tick | null;
  readonly flights: readonly PacedFlight[];
  /** What the caption follows; null: whatever comes next. */
  readonly followed: string | null;
  /** Milliseconds since the caption last told something new, at speed 1. */
  readonly sinceToldMs: number;
}

/** How a run passes at a moment. */
export interface Pace {
  readonly ticksPerMs: number;
  /** Nothing happens until the next step, and that is made short. */
  readonly isSkipping: boolean;
  /** Whether one thing is told after the other. */
  readonly isStaggered: boolean;
}

/** Simulated ticks in a second from which a stretch without any step is a silence. */
export function silenceTicks(ticksPerRealSecond: number): Tick {
  return (ticksPerRealSecond * SILENCE_MS) / 1_000;
}

/**
 * The run's own pace; slower while a message is followed or a sentence is being read, and faster through a silence. What is routine
 * holds up nothing.
 */
export function paceAt(now: PacedMoment): Pace {
  const own = now.ticksPerRealSecond / 1_000;
  const flights = now.flights.filter(({ sentTick, dueTick }) => sentTick <= now.clockTick && now.clockTick <= dueTick);
  if (flights.length > STAGGERED_MAX) return { ticksPerMs: own, isSkipping: false, isStaggered: false };
  const wait = now.nextTick === null ? null : now.nextTick - now.clockTick;
  const leftMs = TOLD_MS - now.sinceToldMs;
  const { followed } = now;
  const limits = flights
    .filter(({ about = [] }) => (followed === null ? about.length > 0 : about.includes(followed)))
    .flatMap(({ sentTick, dueTick }) => (dueTick > sentTick ? [(dueTick - sentTick) / TOLD_MS] : []));
  if (wait !== null && leftMs > 0) limits.push(wait / leftMs);
  else if (now.nextTick !== null && flights.length === 0) {
    const gap = now.nextTick - now.lastTick;
    if (gap > silenceTicks(now.ticksPerRealSecond)) {
      return { ticksPerMs: gap / SKIP_MS, isSkipping: true, isStaggered: true };
    }
  }
  return { ticksPerMs: Math.min(own, ...limits), isSkipping: false, isStaggered: true };
}
