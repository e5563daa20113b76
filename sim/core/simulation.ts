import type { ZodMiniType } from 'zod/mini';

/** Simulated time in whole ticks. What one tick is worth is the simulation's `ticksPerSecond`. */
export type Tick = number;

/** What a snapshot, a command, an event and a trace may be made of: JSON, nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One thing that happened within a step, said in the simulation's own words.
 * `actor` is the process it happened at: the lane in a space-time diagram.
 * A `message` ties a `send` to its `receive` (or `drop`): the id is unique within a run.
 */
export interface TraceEntry {
  readonly kind: string;
  readonly actor: string;
  readonly message?: number;
  readonly peer?: string;
  readonly data?: { readonly [key: string]: Json };
}

/**
 * The entries that one lab's steps write, as a union, from what each kind carries:
 * `TraceOf<{ crash: null; owns: { partitions: number[] } }>`. Null: nothing beyond who and what.
 */
export type TraceOf<Kinds extends { readonly [kind: string]: { readonly [key: string]: unknown } | null }> = {
  readonly [Kind in keyof Kinds & string]: Omit<TraceEntry, 'kind' | 'data'> & {
    readonly kind: Kind;
  } & (Kinds[Kind] extends null ? { readonly data?: never } : { readonly data: Kinds[Kind] });
}[keyof Kinds & string];

/** The only door to time and chance. A simulation that reaches for anything else is not deterministic. */
export interface World<Event, Trace extends TraceEntry = TraceEntry> {
  /** Now. */
  readonly tick: Tick;
  readonly random: {
    /** A whole number in 0 .. limit-1; `limit` is a whole number ≥ 1. */
    below(limit: number): number;
    /** True `numerator` times in `denominator`. */
    chance(numerator: number, denominator: number): boolean;
  };
  /** Queues `event` for `delayTicks` ≥ 0 from now and returns its id. Ties are delivered in the order they were scheduled. */
  schedule(delayTicks: Tick, event: Event): number;
  /** Takes a scheduled event back; an id that is no longer queued is ignored. */
  cancel(id: number): void;
  trace(entry: Trace): void;
}

/** Who broke a rule, where, by how much: what fills the gaps of the sentence that says so. */
export type RuleValues = Readonly<Record<string, string | number>>;

/** A rule of the protocol, checked after every step by code outside the protocol. */
export interface Invariant<State> {
  /** Names its words among the interface texts, and never changes. */
  readonly id: string;
  readonly name: string;
  /** Where the rule is stated: paper and section, or documentation page. */
  readonly source: string;
  /** Null while the rule holds, else what broke it: the gaps of its words, `rules.<id>.broken`. */
  check(state: State): RuleValues | null;
}

/**
 * Thrown by `onCommand` for a command that this run can never carry out, such as one that names a process which does not
 * exist. It must be thrown before anything is changed. A command that merely has no effect now is not refused: it is a step.
 */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/**
 * A model: pure functions of state, input and the world.
 *
 * Ownership: the engine owns the state. `onCommand` and `onEvent` may change the state they are handed and return it; the
 * engine copies it whenever it keeps a snapshot. What has been handed over is frozen by convention: an event given to
 * `schedule` and an entry given to `trace` must never be changed afterwards, nor share a part that the state still changes.
 * State, commands, events and trace are plain JSON without `undefined`, so that a snapshot survives a round trip unchanged.
 */
export interface Simulation<Config, State, Command, Event, Trace extends TraceEntry = TraceEntry> {
  readonly id: string;
  /** Behaviour changes ⇒ version changes ⇒ old recordings are refused, clearly. */
  readonly version: string;
  readonly ticksPerSecond: number;
  /** Codecs with bounds on every number and length. `config` fills in defaults: parsing `{}` gives the default configuration. */
  readonly config: ZodMiniType<Config>;
  readonly command: ZodMiniType<Command>;
  init(config: Config, world: World<Event, Trace>): State;
  /** What a person does. */
  onCommand(state: State, command: Command, world: World<Event, Trace>): State;
  /** What the world does: delivery, timer, completion. */
  onEvent(state: State, event: Event, world: World<Event, Trace>): State;
  readonly invariants: readonly Invariant<State>[];
}
