import type { RuleValues } from '@/sim/core/simulation';

/** What the page asks of the worker: one search. The configuration is read by the lab's codec there. */
export interface ExploreRequest {
  readonly config: unknown;
  /** The first schedule's seed, 0 .. 2^32-1. */
  readonly seed: number;
  /** The most schedules to try. */
  readonly runs: number;
}

/** How far a search has come. */
export interface ExploreProgress {
  readonly phase: 'exploring' | 'shrinking';
  readonly runs: number;
  readonly steps: number;
  readonly elapsedMs: number;
  /** Elapsed until the first schedule broke a rule; null while none has. */
  readonly foundMs: number | null;
  /** What the explorer counts, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Schedules that broke an invariant, by its name. */
  readonly violations: Readonly<Record<string, number>>;
  /** Runs that shrinking has tried. */
  readonly tried: number;
  /** Commands of the shortest breaking run so far; null while there is none. */
  readonly commands: number | null;
}

/** The shortest run that was found, up to the step that breaks the rule. */
export interface FoundRun {
  /** Name of the invariant that it breaks. */
  readonly rule: string;
  /** What broke it: the gaps of its words. */
  readonly values: RuleValues;
  readonly recordingJson: string;
  readonly commands: number;
  readonly steps: number;
}

/** What the worker says. `failed` is a mistake of ours, such as a configuration that the codec refuses. */
export type ExploreReport =
  | { readonly type: 'progress'; readonly progress: ExploreProgress }
  | { readonly type: 'done'; readonly progress: ExploreProgress; readonly found: FoundRun | null }
  | { readonly type: 'failed'; readonly message: string };
