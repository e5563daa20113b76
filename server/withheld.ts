import * as z from 'zod';
import type { QuizItem } from '@/quiz/schema';
import { type KeptItem, predictionOf } from './attempt-items';
import { findOpenQuizzes, type OpenQuiz } from './attempt-rows';
import type { Db } from './db/open';

/** An open quiz that keeps something back, and how many questions. */
export interface WithheldNote {
  readonly quizId: string;
  readonly topicId: string;
  readonly count: number;
}

type Asked = Pick<KeptItem, 'id' | 'prediction'>;

/**
 * What is neither asked nor told anywhere else while a quiz is open: its items in every variant, and the predictions that they ask
 * for. Handing the quiz in or discarding it ends that.
 */
export class Withheld {
  private readonly quizzes = new Map<string, OpenQuiz>();

  constructor(open: readonly OpenQuiz[]) {
    for (const quiz of open) {
      for (const item of quiz.items) for (const key of keysOf(quiz.topicId, item)) this.quizzes.set(key, quiz);
    }
  }

  static async of(db: Db, userId: string): Promise<Withheld> {
    return new Withheld(await findOpenQuizzes(db, userId));
  }

  /** The open quiz that keeps a topic's item back; null when it may be asked and told. */
  quizWith(topicId: string, item: Asked): OpenQuiz | null {
    for (const key of keysOf(topicId, item)) {
      const quiz = this.quizzes.get(key);
      if (quiz !== undefined) return quiz;
    }
    return null;
  }

  /** The same of an item as its author wrote it. */
  quizWithItem(topicId: string, item: QuizItem): OpenQuiz | null {
    return this.quizWith(topicId, {
      id: item.id,
      ...(item.type === 'predict-then-run' && { prediction: predictionOf(item) }),
    });
  }

  /** True while an open quiz asks for the lab's prediction. */
  hasPrediction(lab: string, prediction: string): boolean {
    return this.quizzes.has(predictionKey(predictionOf({ lab, prediction })));
  }

  /** Which quizzes keep how many of these back. */
  notes(kept: readonly OpenQuiz[]): readonly WithheldNote[] {
    return [...new Set(kept)].map((quiz) => ({
      quizId: quiz.id,
      topicId: quiz.topicId,
      count: kept.filter((each) => each === quiz).length,
    }));
  }
}

function keysOf(topicId: string, { id, prediction }: Asked): readonly string[] {
  return [`item ${topicId} ${id}`, ...(prediction === undefined ? [] : [predictionKey(prediction)])];
}

function predictionKey(prediction: string): string {
  return `prediction ${prediction}`;
}

export const discardRequest = z.strictObject({ attemptId: z.uuid() });

/**
 * Gives a quiz up that is not handed in: it counts as no attempt, its items may be asked and told again, and none of its variants
 * comes back. Discarded twice it is discarded once.
 */
export async function discardQuiz(
  db: Db,
  userId: string,
  { attemptId }: z.infer<typeof discardRequest>,
  nowMs: number,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'not-yours' | 'finished' }> {
  const mine = { id: attemptId, userId, behaviour: 'quiz' };
  const { count } = await db.quizAttempt.updateMany({
    where: { ...mine, finishedAt: null, discardedAt: null },
    data: { openKey: null, discardedAt: new Date(nowMs) },
  });
  if (count > 0) return { ok: true };
  const kept = await db.quizAttempt.findFirst({ where: mine, select: { discardedAt: true } });
  if (kept === null) return { ok: false, reason: 'not-yours' };
  return kept.discardedAt === null ? { ok: false, reason: 'finished' } : { ok: true };
}
