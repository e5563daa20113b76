import type { Response, Reveal, Score } from '@/quiz/score';

/** An answered item as the server returns it, key included. */
export interface AnsweredItem {
  readonly itemId: string;
  readonly response: Response;
  readonly score: Score;
  readonly reveal: Reveal;
}

/** A source as a quiz shows it. */
export interface QuizSource {
  readonly id: string;
  readonly title: string;
  readonly url?: string | undefined;
}
