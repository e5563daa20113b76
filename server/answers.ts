import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { creditFor, PRACTICE_TRIES_MAX } from '@/quiz/behaviour';
import type { Score } from '@/quiz/item-type';
import { rememberedBy } from '@/quiz/schedule';
import type { BoundItem } from '@/quiz/score';
import type { LocalizedText } from '@/quiz/text';
import { isUnknown } from '@/quiz/unknown';
import { bindKept, ItemGoneError, type KeptItem } from './attempt-items';
import { findAttempt, type StoredAnswer, type StoredAttempt } from './attempt-rows';
import { type AnsweredItem, type Attempt, answeredItem, lastTry, pointsOf } from './attempts';
import { addQuizToProgress, addToProgress, noteMiss } from './class-progress';
import { type Db, Prisma, runSql } from './db/open';
import { learnerResponse, withConfidence } from './response';
import { nextMemory } from './review-cards';
import { storedId } from './stored-text';
import { Withheld } from './withheld';

const itemId = storedId;

/** What the browser sends when an item is answered. All ids but the item's are made by the client. */
export const answerSubmission = z.preprocess(
  withConfidence,
  z.strictObject({
    attemptId: z.uuid(),
    answerId: z.uuid(),
    itemId,
    response: learnerResponse,
    /** Which try this is: 1, and more only in practice. */
    tries: z.int().min(1).max(PRACTICE_TRIES_MAX),
    /** How sure before being told: 1 guessing, 2 rather sure, 3 certain. */
    confidence: z.int().min(1).max(3).nullable(),
  }),
);
export type AnswerSubmission = z.infer<typeof answerSubmission>;

export type AnswerResult =
  | { readonly ok: true; readonly answered: AnsweredItem; readonly finished: Attempt['finished'] }
  | {
      readonly ok: false;
      readonly reason: 'unknown-item' | 'invalid' | 'not-yours' | 'no-try-left' | 'discarded' | 'handed-in';
    };

/**
 * Scores and stores an answer. Sent twice it is stored once; a try that was made before in the same attempt keeps its first
 * answer, and that is what comes back. An answer in practice or at a checkpoint to an item of an open quiz is kept, and told only
 * once that quiz is handed in or discarded.
 *
 * `ok` is returned only once the answer is in the database.
 */
export async function recordAnswer(
  db: Db,
  userId: string,
  submission: AnswerSubmission,
  nowMs: number,
): Promise<AnswerResult> {
  const { attemptId, tries } = submission;
  const before = await findAttempt(db, userId, attemptId, submission.itemId);
  if (before === null) return { ok: false, reason: 'not-yours' };
  if (before.discardedAt !== null) return { ok: false, reason: 'discarded' };
  const kept = before.items.find((each) => each.id === submission.itemId);
  const bound = kept === undefined ? null : await bindOne(db, kept);
  if (kept === undefined || bound === null) return { ok: false, reason: 'unknown-item' };
  const score = bound.score(submission.response);
  if (score === null) return { ok: false, reason: 'invalid' };
  if (!mayTry(before, kept.id, bound, tries)) return { ok: false, reason: 'no-try-left' };
  const isOfThisTry = (each: StoredAnswer) => each.itemId === kept.id && each.tries === tries;
  const isKept = before.answers.some(isOfThisTry);
  if (!isKept && before.finishedAt !== null) return { ok: false, reason: 'handed-in' };
  if (!isKept) await runSql(db, storeStatement(userId, before, submission, score, nowMs));

  // Read anew: of two answers that arrive together the later one sees both, and a quiz that was begun since keeps its items.
  const after = isKept ? before : await findAttempt(db, userId, attemptId, kept.id);
  const answer = after === null ? undefined : lastTry(after.answers, kept.id);
  if (after === null || answer === undefined || !after.answers.some(isOfThisTry)) {
    // Or the answer's id was taken by an answer to something else: only a client that makes ids up can bring that about.
    return { ok: false, reason: after?.finishedAt ? 'handed-in' : 'not-yours' };
  }
  const isFinished = after.finishedAt !== null || (await finishWhenComplete(db, after, nowMs));
  const withheld = new Withheld(after.openQuizzes.filter(({ id }) => id !== attemptId));
  const mayTell = (item: KeptItem) => withheld.quizWith(after.topicId, item) === null;
  const isTold = (after.behaviour !== 'quiz' || isFinished) && mayTell(kept);
  return {
    ok: true,
    answered: answeredItem(bound, answer, after.behaviour, isTold),
    finished: isFinished && (after.behaviour === 'quiz' || after.items.every(mayTell)) ? pointsOf(after) : null,
  };
}

/** Null for an item that can no longer be made: a lab may have lost its generator since. */
async function bindOne(db: Db, kept: KeptItem): Promise<BoundItem | null> {
  try {
    return (await bindKept(db, [kept]))[0]?.bound ?? null;
  } catch (error) {
    if (error instanceof ItemGoneError) return null;
    throw error;
  }
}

/** The first try always; another in practice only, after the one before it, while something is left to earn and the key is not told. */
function mayTry({ behaviour, answers }: StoredAttempt, itemId: string, bound: BoundItem, tries: number): boolean {
  if (tries === 1) return true;
  const before = answers.find((each) => each.itemId === itemId && each.tries === tries - 1);
  const isOpen = before !== undefined && !isUnknown(before.response) && !isWhollyRight(bound, before);
  return behaviour === 'practice' && isOpen;
}

function isWhollyRight(bound: BoundItem, { response }: StoredAnswer): boolean {
  const score = bound.score(response);
  return score !== null && score.earned === score.total;
}

/**
 * Writes an answer, with a first try what it says about memory, and what it adds in the learner's classes: all or nothing, in one
 * statement, and only while the attempt is open. What is there stays: the try's first answer, and a card that somebody else has just moved.
 */
export function storeStatement(
  userId: string,
  { topicId, behaviour, hints, retention, card }: StoredAttempt,
  { attemptId, answerId, itemId, response, tries, confidence }: AnswerSubmission,
  score: Score,
  nowMs: number,
): Prisma.Sql {
  const hintsTaken = hints[itemId] ?? 0;
  const { total, misconceptions } = score;
  // By what was known, not by the credit that is left of it.
  const remembered = rememberedBy({ ...score, hintsTaken, wasSure: confidence === 3 });
  const memory = tries === 1 ? nextMemory(card, remembered, nowMs, retention) : null;
  const answer = Prisma.sql`
    INSERT INTO answers
      (id, attempt_id, item_id, response, earned, total, tries, hints_taken, confidence, misconceptions, answered_at)
    SELECT
      ${answerId}::uuid, id, ${itemId}, ${JSON.stringify(response ?? {})}::jsonb,
      ${creditFor(score, { hintsTaken, tries })}::float8, ${total}::int, ${tries}::int, ${hintsTaken}::int,
      ${confidence}::int, ${JSON.stringify(misconceptions)}::jsonb, ${new Date(nowMs)}::timestamptz
    FROM quiz_attempts WHERE id = ${attemptId}::uuid AND finished_at IS NULL AND discarded_at IS NULL
    FOR SHARE
    ON CONFLICT DO NOTHING`;
  const remember =
    memory === null
      ? Prisma.empty
      : Prisma.sql`
    remembered AS (
      INSERT INTO review_cards (id, user_id, topic_id, kind, ref, memory, due_at, created_at)
      SELECT ${randomUUID()}::uuid, ${userId}::uuid, ${topicId}, 'item', ${itemId}, ${JSON.stringify(memory)}::jsonb,
        ${new Date(memory.dueMs)}::timestamptz, ${new Date(nowMs)}::timestamptz
      FROM stored
      ON CONFLICT (user_id, topic_id, kind, ref) DO UPDATE
      SET memory = EXCLUDED.memory, due_at = EXCLUDED.due_at
      WHERE review_cards.memory = ${JSON.stringify(card)}::jsonb
    ),`;
  const isPractice = behaviour === 'practice';
  const outcome = { isMissed: remembered === 'again', wasCertain: confidence === 3 };
  const miss = isPractice ? Prisma.empty : noteMiss({ attemptId, topicId, itemId }, outcome, nowMs);
  return Prisma.sql`
    WITH stored AS (${answer} RETURNING id),
    ${remember}
    ${addToProgress(userId, topicId, Prisma.sql`stored`, isPractice ? 'practised' : 'answers', nowMs, miss)}`;
}

/** Ends an attempt whose every item needs no further answer, and says whether it did. */
async function finishWhenComplete(db: Db, attempt: StoredAttempt, nowMs: number): Promise<boolean> {
  const isDone = await Promise.all(attempt.items.map((item) => needsNoMore(db, attempt, item)));
  if (attempt.items.length === 0 || isDone.includes(false)) return false;
  await runSql(
    db,
    Prisma.sql`
      WITH ended AS (
        UPDATE quiz_attempts SET finished_at = ${new Date(nowMs)}::timestamptz, open_key = NULL
        WHERE id = ${attempt.id}::uuid AND finished_at IS NULL AND discarded_at IS NULL
        RETURNING *
      )
      ${addQuizToProgress(Prisma.sql`ended`)}`,
  );
  return true;
}

async function needsNoMore(db: Db, { behaviour, answers }: StoredAttempt, item: KeptItem): Promise<boolean> {
  const last = lastTry(answers, item.id);
  if (last === undefined) return false;
  if (behaviour !== 'practice' || last.tries >= PRACTICE_TRIES_MAX || isUnknown(last.response)) return true;
  // What hints and tries cost is known: an answer that has all the rest of the points was wholly right.
  const rest = creditFor({ earned: last.total }, last);
  if (rest > 0) return last.earned === rest;
  const bound = await bindOne(db, item);
  return bound !== null && isWhollyRight(bound, last);
}

/** What practice gives away when asked. */
export const hintRequest = z.strictObject({ attemptId: z.uuid(), itemId, hintsTaken: z.int().min(0).max(3) });

/**
 * The next hint of an item in a practice attempt, counted. `hintsTaken` is how many the browser has: asked twice, the same one
 * comes back and counts once. `withheld` while an open quiz has the item.
 */
export async function takeHint(
  db: Db,
  userId: string,
  { attemptId, itemId, hintsTaken }: z.infer<typeof hintRequest>,
): Promise<{ ok: true; hint: LocalizedText } | { ok: false; reason: 'not-yours' | 'no-hint' | 'withheld' }> {
  const attempt = await findAttempt(db, userId, attemptId);
  if (attempt?.behaviour !== 'practice') return { ok: false, reason: 'not-yours' };
  const kept = attempt.items.find(({ id }) => id === itemId);
  if (kept === undefined) return { ok: false, reason: 'no-hint' };
  if (new Withheld(attempt.openQuizzes).quizWith(attempt.topicId, kept) !== null)
    return { ok: false, reason: 'withheld' };
  const [found] = await bindKept(db, [kept]);
  const hint = found?.item.hints[hintsTaken];
  if (hint === undefined || hintsTaken > (attempt.hints[itemId] ?? 0)) return { ok: false, reason: 'no-hint' };
  // One statement: of hints that are asked for together none goes uncounted.
  await db.$executeRaw`
    UPDATE quiz_attempts
    SET hints = jsonb_set(
      hints,
      ARRAY[${itemId}::text],
      to_jsonb(GREATEST(COALESCE((hints ->> ${itemId}::text)::int, 0), ${hintsTaken + 1}::int))
    )
    WHERE id = ${attemptId}::uuid`;
  return { ok: true, hint };
}
