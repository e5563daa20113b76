/** A question to be answered before reading on, in the page's language, its options in the order in which they are shown. */
export interface ShownPrediction {
  readonly id: string;
  readonly question: string;
  readonly options: readonly {
    readonly id: string;
    readonly text: string;
    readonly isRight: boolean;
    /** What is said to a reader who chose it. */
    readonly reply: string;
    /** The run that shows why it is wrong. */
    readonly run: PredictionRun | null;
  }[];
}

/** A lab's scenario at a step. */
export interface PredictionRun {
  readonly lab: string;
  readonly scenario: string;
  readonly step: number;
}
