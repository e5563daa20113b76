'use server';

import { topics } from '@/content/catalog';
import type { LocalizedText } from '@/quiz/text';
import {
  type AnswerResult,
  answerSubmission,
  attemptStart,
  hintRequest,
  recordAnswer,
  type Sitting,
  startAttempt,
  takeHint,
} from '@/server/attempts';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type HighlightedCode, highlightItems } from '@/server/highlight';
import { currentUser } from '@/server/session';

type Refused<Reason extends string = never> = {
  readonly ok: false;
  readonly reason: Reason | 'signed-out' | 'malformed';
};

/** Begins a sitting of the caller's own, or goes on with the one that is open. */
export async function startSitting(
  input: unknown,
): Promise<
  | { readonly ok: true; readonly sitting: Sitting; readonly code: HighlightedCode }
  | Refused<'unknown-topic' | 'unknown-item' | 'not-yours'>
> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = attemptStart.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const topic = (await topics()).get(parsed.data.topicId);
  if (!topic) return { ok: false, reason: 'unknown-topic' };
  const started = await startAttempt(await database(), user.id, parsed.data, topic.quiz, nowMs());
  return started.ok ? { ...started, code: await highlightItems(started.sitting.items) } : started;
}

/** Scores and stores an answer of the caller's own. Only the raw response comes from the browser, never a verdict. */
export async function submitAnswer(input: unknown): Promise<AnswerResult | Refused> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = answerSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return recordAnswer(await database(), user.id, parsed.data, nowMs());
}

/** Tells the caller the next hint of an item in a practice sitting of their own. */
export async function askHint(
  input: unknown,
): Promise<{ readonly ok: true; readonly hint: LocalizedText } | Refused<'not-yours' | 'no-hint'>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = hintRequest.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return takeHint(await database(), user.id, parsed.data);
}
