'use server';

import { attemptWithBeliefs, withBeliefs } from '@/content/beliefs';
import { topics } from '@/content/catalog';
import type { Later } from '@/lib/later';
import type { LocalizedText } from '@/quiz/text';
import { type AnswerResult, answerSubmission, hintRequest, recordAnswer, takeHint } from '@/server/answers';
import { type Attempt, attemptStart, startAttempt } from '@/server/attempts';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type HandInRefusal, handInQuiz as handIn, handInRequest } from '@/server/hand-in';
import { type HighlightedCode, highlightItems } from '@/server/highlight';
import { countAgainst } from '@/server/rate-limits';
import { currentUser } from '@/server/session';
import { discardQuiz as discard, discardRequest } from '@/server/withheld';

type Refused<Reason extends string = never> = {
  readonly ok: false;
  readonly reason: Reason | 'signed-out' | 'malformed';
};

/** Begins an attempt of the caller's own, or goes on with the one that is open. */
export async function beginAttempt(
  input: unknown,
): Promise<
  | { readonly ok: true; readonly attempt: Attempt; readonly code: HighlightedCode }
  | Refused<'unknown-topic' | 'unknown-item' | 'not-yours' | 'discarded'>
> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = attemptStart.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const topic = (await topics()).get(parsed.data.topicId);
  if (!topic) return { ok: false, reason: 'unknown-topic' };
  const started = await startAttempt(await database(), user.id, parsed.data, topic.quiz, nowMs());
  if (!started.ok) return started;
  const attempt = await attemptWithBeliefs(started.attempt);
  return { ...started, attempt, code: await highlightItems(attempt.items) };
}

/** Scores and stores an answer of the caller's own. Only the raw response comes from the browser, never a verdict. */
export async function submitAnswer(input: unknown): Promise<AnswerResult | Refused | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = answerSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  const refusal = await countAgainst(db, 'answers', user.id);
  if (refusal) return refusal;
  const result = await recordAnswer(db, user.id, parsed.data, nowMs());
  return result.ok ? { ...result, answered: await withBeliefs(result.answered) } : result;
}

/** Tells the caller the next hint of an item in a practice attempt of their own. */
export async function askHint(
  input: unknown,
): Promise<{ readonly ok: true; readonly hint: LocalizedText } | Refused<'not-yours' | 'no-hint' | 'withheld'>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = hintRequest.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return takeHint(await database(), user.id, parsed.data);
}

/** Ends a quiz of the caller's own, whatever of it is unanswered. */
export async function handInQuiz(input: unknown): Promise<{ readonly ok: true } | Refused<HandInRefusal>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = handInRequest.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return handIn(await database(), user.id, parsed.data, nowMs());
}

/** Gives up a quiz of the caller's own that is not handed in. */
export async function discardQuiz(input: unknown): Promise<{ readonly ok: true } | Refused<'not-yours' | 'finished'>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = discardRequest.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return discard(await database(), user.id, parsed.data, nowMs());
}
