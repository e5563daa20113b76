/** What the conformance command was asked for. */
export interface ConformanceOptions {
  readonly seed: number;
  /** How many random sessions. */
  readonly runs: number;
  /** Record the committed sessions' answers anew from the real system, instead of comparing random ones. */
  readonly record: boolean;
}

/** What each target's module gives to the command. */
export interface ConformanceTarget {
  /** How many random sessions, when the command does not say. */
  readonly runs: number;
  /** Continues the sentence that starts with the command's name. */
  readonly help: string;
  /** Whether everything agreed. */
  conform(options: ConformanceOptions): Promise<boolean>;
}
