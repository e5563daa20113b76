'use server';

import { topics } from '@/content/catalog';
import { type AnswerResult, answerSubmission, recordAnswer } from '@/server/attempts';
import { database } from '@/server/database';
import { currentUser } from '@/server/session';

/** Scores and stores an answer of the caller's own. Only the raw response comes from the browser, never a verdict. */
export async function submitAnswer(
  input: unknown,
): Promise<AnswerResult | { readonly ok: false; readonly reason: 'signed-out' | 'malformed' | 'unknown-topic' }> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = answerSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const topic = (await topics()).get(parsed.data.topicId);
  if (!topic) return { ok: false, reason: 'unknown-topic' };
  return recordAnswer(await database(), user.id, parsed.data, topic.quiz);
}
