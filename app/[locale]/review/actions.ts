'use server';

import * as z from 'zod';
import { withBeliefs } from '@/content/beliefs';
import { reviewItems, topics } from '@/content/catalog';
import type { Later } from '@/lib/later';
import type { PublicItem } from '@/quiz/score';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type HighlightedLine, highlightItems } from '@/server/highlight';
import { countAgainst } from '@/server/rate-limits';
import {
  answerReview,
  cardQuestion,
  challengeReview,
  type DueCard,
  type ItemBank,
  type ReviewResult,
  recordChallengeReview,
  reviewSubmission,
  undoReview,
} from '@/server/review';
import { retentionChoice, setRetention } from '@/server/review-cards';
import { currentUser } from '@/server/session';

type Refused<Reason extends string = never> = {
  readonly ok: false;
  readonly reason: Reason | 'signed-out' | 'malformed';
};

async function itemBank(): Promise<ItemBank> {
  return new Map([...(await topics())].map(([id, topic]) => [id, reviewItems(topic)]));
}

/** A card's question as it is asked this time. */
export async function openCard(input: unknown): Promise<
  | {
      readonly ok: true;
      readonly item: PublicItem;
      readonly variant: number;
      readonly code: readonly HighlightedLine[] | null;
    }
  | Refused<'not-yours' | 'withheld'>
> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = z.uuid().safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const asked = await cardQuestion(await database(), user.id, await itemBank(), parsed.data);
  if (!asked.ok) return asked;
  const { [asked.item.id]: code = null } = await highlightItems([asked.item]);
  return { ...asked, code };
}

/** Scores an answer to a card of the caller's own, and puts the card off. */
export async function submitReview(input: unknown): Promise<ReviewResult | Refused | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = reviewSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  const refusal = await countAgainst(db, 'answers', user.id);
  if (refusal) return refusal;
  const result = await answerReview(db, user.id, await itemBank(), parsed.data, nowMs());
  return result.ok ? withBeliefs(result) : result;
}

/** How it went when the caller did a challenge again. */
export async function submitChallengeReview(
  input: unknown,
): Promise<{ readonly ok: true } | Refused<'not-yours'> | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = challengeReview.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  const refusal = await countAgainst(db, 'answers', user.id);
  if (refusal) return refusal;
  const isKept = await recordChallengeReview(db, user.id, parsed.data, nowMs());
  return isKept ? { ok: true } : { ok: false, reason: 'not-yours' };
}

/** Takes back a review of the caller's own. */
export async function takeBack(
  input: unknown,
): Promise<{ readonly ok: true; readonly card: DueCard } | Refused<'nothing-to-take-back'>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = z.uuid().safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const card = await undoReview(await database(), user.id, parsed.data, nowMs());
  return card === null ? { ok: false, reason: 'nothing-to-take-back' } : { ok: true, card };
}

/** The share of cards that the caller wants still to know when they come up. */
export async function chooseRetention(input: unknown): Promise<{ readonly ok: true } | Refused> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = retentionChoice.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  await setRetention(await database(), user.id, parsed.data);
  return { ok: true };
}
