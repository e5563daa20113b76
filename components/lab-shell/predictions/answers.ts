import type { LabSession } from '../run/lab-session';
import type { ListedPrediction } from '../run/openable-lab';

/** An answer that the server has scored and kept. */
export interface KeptAnswer {
  readonly option: string;
  readonly outcome: string;
  readonly isRight: boolean;
  /** ISO 8601. */
  readonly answeredAt: string;
}

/** What became of keeping an answer. */
export type AnswerKeeping = 'sending' | 'kept' | 'queued' | 'refused' | 'withheld';

/** A learner's answers: those that are kept, by prediction id, and how another one is. `keep` is null while nobody is signed in. */
export interface PredictionAnswers {
  readonly kept: Readonly<Record<string, KeptAnswer>>;
  readonly keep: ((predictionId: string, option: string) => Promise<Exclude<AnswerKeeping, 'sending'> | null>) | null;
}

/** A question that the run has stopped for: being asked, answered and watched, or answered and seen. */
export interface Asked {
  readonly prediction: ListedPrediction;
  readonly session: LabSession;
  /** The learner's answer of an earlier visit, which is shown instead of asking again. */
  readonly kept: KeptAnswer | null;
  readonly answer: string | null;
  /** What came about, once the run has shown it. */
  readonly outcome: string | null;
}
