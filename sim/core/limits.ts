/** The longest run that is kept, shared or replayed, in steps. */
export const RUN_STEPS_MAX = 1_000_000;

/** What the longest run that is kept, shared or replayed may touch, in elements (`chargeWork`). */
export const RUN_WORK_MAX = 100_000_000;

/** How long a run may be, and how much it may touch. */
export interface RunLimits {
  readonly stepsMax: number;
  readonly workMax: number;
}

/** The limits of any run. */
export const RUN_LIMITS: RunLimits = { stepsMax: RUN_STEPS_MAX, workMax: RUN_WORK_MAX };

/**
 * The limits of a run that is carried out again to be kept or to be given credit for. The browser says in time when a run comes near
 * them: the same counts decide there and on the server.
 */
export const GRADED_RUN: RunLimits = { stepsMax: 100_000, workMax: 10_000_000 };

/** Events that may wait in an engine's queue at one time. */
export const QUEUE_EVENTS_MAX = 10_000;

/** Trace entries that one step may write. */
export const STEP_TRACE_ENTRIES_MAX = 10_000;

/** The latest moment a run may reach. Leaves room to add a delay without losing whole numbers. */
export const TICK_MAX = 2 ** 50;

/** The longest delay an event may be scheduled with. */
export const DELAY_TICKS_MAX = 2 ** 40;

/** Seeds are whole numbers 0 .. SEED_MAX. */
export const SEED_MAX = 0xffff_ffff;

/** Commands that one recording may hold. */
export const RECORDING_COMMANDS_MAX = 10_000;

/** The longest recording that is read, in characters of JSON. */
export const RECORDING_CHARACTERS_MAX = 256 * 1024;

/** Branches that one timeline keeps. */
export const BRANCHES_MAX = 256;

/** Thrown when a run would outgrow one of the limits above; the message says which. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
}
