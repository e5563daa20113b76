import { z } from 'zod';
import { BEHAVIOURS, creditFor, isPass, PRACTICE_TRIES_MAX, roundPoints } from '@/quiz/behaviour';
import { drawItems } from '@/quiz/draw';
import type { Score } from '@/quiz/item-type';
import { rememberedBy } from '@/quiz/schedule';
import type { QuizItem, SittingItem } from '@/quiz/schema';
import type { PublicItem, Reveal } from '@/quiz/score';
import type { LocalizedText } from '@/quiz/text';
import { type Db, TRANSACTION } from './db/open';
import { learnerKey } from './learner-key';
import { learnerResponse } from './response';
import { keepCard } from './review-cards';
import { bound, itemsOf, keepItems, publicItems } from './sitting';

const topicId = z.string().max(100);
const itemId = z.string().max(100);

/** What the browser sends to begin a sitting. The id is made by the client. */
export const attemptStart = z.strictObject({
  attemptId: z.uuid(),
  topicId,
  behaviour: z.enum(BEHAVIOURS),
  /** Of a checkpoint, which it is: the item's id. */
  itemId: itemId.optional(),
});
export type AttemptStart = z.infer<typeof attemptStart>;

/** What the browser sends when an item is answered. All ids but the item's are made by the client. */
export const answerSubmission = z.strictObject({
  attemptId: z.uuid(),
  answerId: z.uuid(),
  itemId,
  response: learnerResponse,
  /** Which try this is: 1, and more only in practice. */
  tries: z.int().min(1).max(PRACTICE_TRIES_MAX),
  /** How sure before being told: 1 guessing, 2 rather sure, 3 certain. */
  sureness: z.int().min(1).max(3).nullable(),
});
export type AnswerSubmission = z.infer<typeof answerSubmission>;

/** An answered item as its learner may see it: the last try. */
export interface AnsweredItem {
  readonly itemId: string;
  readonly response: unknown;
  readonly tries: number;
  /** Null until the sitting tells: a quiz does at its end. */
  readonly told: {
    readonly score: Score;
    /** Points after what hints and further tries cost. */
    readonly credit: number;
    /** Null while there is another try. */
    readonly reveal: Reveal | null;
  } | null;
}

export interface Sitting {
  readonly id: string;
  readonly behaviour: AttemptStart['behaviour'];
  readonly items: readonly PublicItem[];
  readonly answered: readonly AnsweredItem[];
  /** Hints taken so far, by item. */
  readonly hints: Readonly<Record<string, readonly LocalizedText[]>>;
  readonly finished: { readonly earned: number; readonly total: number; readonly isPassed: boolean } | null;
}

/** Which of the topic's items the learner's nth sitting has; empty for a checkpoint that does not exist. */
function itemsFor(
  { behaviour, itemId }: AttemptStart,
  quiz: readonly QuizItem[],
  userId: string,
  n: number,
): readonly QuizItem[] {
  if (behaviour === 'checkpoint') return quiz.filter((item) => item.id === itemId);
  return behaviour === 'quiz' ? drawItems(quiz, learnerKey(userId), n) : quiz;
}

/**
 * Begins a sitting, or goes on with the one that is open: two tabs and two devices share it. A quiz that is changed meanwhile is
 * finished as it was begun. `not-yours` when the id is somebody else's, `unknown-item` when there is nothing to answer.
 */
export async function startAttempt(
  db: Db,
  userId: string,
  start: AttemptStart,
  quiz: readonly QuizItem[],
  nowMs: number,
): Promise<{ ok: true; sitting: Sitting } | { ok: false; reason: 'unknown-item' | 'not-yours' }> {
  const { attemptId, behaviour } = start;
  if (itemsFor(start, quiz, userId, 0).length === 0) return { ok: false, reason: 'unknown-item' };
  const openKey = [userId, start.topicId, behaviour, behaviour === 'checkpoint' ? start.itemId : ''].join(' ');
  const what = { id: attemptId, userId, topicId: start.topicId, behaviour, openKey, startedAt: new Date(nowMs) };
  await db.$transaction(async (transaction) => {
    // One sitting after the other: of two that begin together, each has variants of its own.
    await transaction.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
    const earlier = await transaction.quizAttempt.count({ where: { userId, topicId: start.topicId } });
    // Even numbers are for sittings, odd ones for reviews: a variant never comes back.
    const items = itemsFor(start, quiz, userId, earlier);
    const data = [{ ...what, itemCount: items.length, items: keepItems(items, userId, 2 * earlier) }];
    await transaction.quizAttempt.createMany({ data, skipDuplicates: true });
  }, TRANSACTION);
  // A page that asks for its own sitting gets that, though another may be open by now.
  const attempt =
    (await db.quizAttempt.findFirst({ where: { id: attemptId, userId }, include })) ??
    (await db.quizAttempt.findUnique({ where: { openKey }, include }));
  if (attempt === null) return { ok: false, reason: 'not-yours' };
  const sitting = readSitting(attempt);
  if (sitting !== null) return { ok: true, sitting };
  // It cannot be finished any more: another is begun in its place.
  const { count } = await db.quizAttempt.updateMany({ where: { id: attempt.id, openKey }, data: { openKey: null } });
  if (count === 0) return { ok: false, reason: 'unknown-item' };
  return startAttempt(db, userId, start, quiz, nowMs);
}

export type AnswerResult =
  | { readonly ok: true; readonly answered: AnsweredItem; readonly finished: Sitting['finished'] }
  | { readonly ok: false; readonly reason: 'unknown-item' | 'invalid' | 'not-yours' | 'no-try-left' };

/**
 * Scores and stores an answer. Sent twice it is stored once; a try that was made before in the same sitting keeps its first
 * answer, and that is what comes back.
 *
 * `ok` is returned only once the answer is in the database.
 */
export async function recordAnswer(
  db: Db,
  userId: string,
  submission: AnswerSubmission,
  nowMs: number,
): Promise<AnswerResult> {
  const { attemptId, answerId, response: given, tries, sureness } = submission;
  const attempt = await db.quizAttempt.findFirst({ where: { id: attemptId, userId }, include });
  if (attempt === null) return { ok: false, reason: 'not-yours' };
  if (readSitting(attempt) === null) return { ok: false, reason: 'unknown-item' };
  const item = itemsOf(attempt.items).find((each) => each.id === submission.itemId);
  if (item === undefined) return { ok: false, reason: 'unknown-item' };
  const score = bound(item).score(given);
  if (score === null) return { ok: false, reason: 'invalid' };
  if (!mayTry(attempt, item, tries)) return { ok: false, reason: 'no-try-left' };

  const hintsTaken = hintCounts(attempt.hints)[item.id] ?? 0;
  const earned = creditFor(score, { hintsTaken, tries });
  const help = { hintsTaken, tries, sureness, misconceptions: [...score.misconceptions] };
  const row = { id: answerId, attemptId, itemId: item.id, response: given ?? {}, earned, total: score.total, ...help };
  await db.answer.createMany({ data: [{ ...row, answeredAt: new Date(nowMs) }], skipDuplicates: true });
  const stored = await db.answer.findUnique({
    where: { attemptId_itemId_tries: { attemptId, itemId: item.id, tries } },
  });
  // The answer's id was taken by an answer to something else: only a client that makes ids up can bring that about.
  if (!stored) return { ok: false, reason: 'not-yours' };
  if (tries === 1) {
    // By what was known, not by the credit that is left of it.
    const known = bound(item).score(stored.response) ?? score;
    const remembered = rememberedBy({ ...known, hintsTaken: stored.hintsTaken, wasSure: stored.sureness === 3 });
    await keepCard(db, userId, { topicId: attempt.topicId, kind: 'item', ref: item.id }, remembered, nowMs);
  }
  await finishWhenComplete(db, attemptId, nowMs);

  const sitting = sittingOf(await db.quizAttempt.findUniqueOrThrow({ where: { id: attemptId }, include }));
  const answered = sitting.answered.find((each) => each.itemId === item.id);
  if (answered === undefined) throw new Error(`the answer to "${item.id}" was stored but is not there`);
  return { ok: true, answered, finished: sitting.finished };
}

/** What practice gives away when asked. */
export const hintRequest = z.strictObject({ attemptId: z.uuid(), itemId, hintsTaken: z.int().min(0).max(3) });

/**
 * The next hint of an item in a practice sitting, counted. `hintsTaken` is how many the browser has: asked twice, the same one
 * comes back and counts once.
 */
export async function takeHint(
  db: Db,
  userId: string,
  { attemptId, itemId, hintsTaken }: z.infer<typeof hintRequest>,
): Promise<{ ok: true; hint: LocalizedText } | { ok: false; reason: 'not-yours' | 'no-hint' }> {
  const attempt = await db.quizAttempt.findFirst({ where: { id: attemptId, userId, behaviour: 'practice' }, include });
  if (attempt === null) return { ok: false, reason: 'not-yours' };
  const hint = itemsOf(attempt.items).find((each) => each.id === itemId)?.hints[hintsTaken];
  const counts = hintCounts(attempt.hints);
  if (hint === undefined || hintsTaken > (counts[itemId] ?? 0)) return { ok: false, reason: 'no-hint' };
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

/** The learner's newest sitting of a topic's quiz as it stands; null before the first that kept its items. */
export async function latestSitting(db: Db, userId: string, topicId: string): Promise<Sitting | null> {
  const attempts = await db.quizAttempt.findMany({
    where: { userId, topicId, behaviour: 'quiz' },
    orderBy: { startedAt: 'desc' },
    take: 1,
    include,
  });
  const [attempt] = attempts;
  const sitting = attempt === undefined ? null : readSitting(attempt);
  return sitting !== null && sitting.items.length > 0 ? sitting : null;
}

/** Null for a sitting whose questions can no longer be made: a lab may have lost their generator since. */
function readSitting(attempt: StoredAttempt): Sitting | null {
  try {
    return sittingOf(attempt);
  } catch {
    return null;
  }
}

const include = { answers: { orderBy: { answeredAt: 'asc' as const } } };

/** A sitting as the database has it. */
interface StoredAttempt {
  readonly id: string;
  readonly behaviour: string;
  readonly items: unknown;
  readonly hints: unknown;
  readonly finishedAt: Date | null;
  readonly answers: readonly StoredAnswer[];
}

interface StoredAnswer {
  readonly itemId: string;
  readonly response: unknown;
  readonly earned: number;
  readonly total: number;
  readonly tries: number;
}

const hintCountsSchema = z.record(z.string(), z.int().min(0));

function hintCounts(stored: unknown): Readonly<Record<string, number>> {
  return hintCountsSchema.parse(stored);
}

/** The first try always; another in practice only, after the one before it, while something is left to earn. */
function mayTry({ behaviour, answers }: StoredAttempt, item: SittingItem, tries: number): boolean {
  if (tries === 1) return true;
  const before = answers.find((each) => each.itemId === item.id && each.tries === tries - 1);
  if (behaviour !== 'practice' || before === undefined) return false;
  const score = bound(item).score(before.response);
  return score !== null && score.earned < score.total;
}

async function finishWhenComplete(db: Db, attemptId: string, nowMs: number): Promise<void> {
  const attempt = await db.quizAttempt.findUniqueOrThrow({ where: { id: attemptId }, include });
  const sitting = sittingOf(attempt);
  const isDone = (id: string) => sitting.answered.some((each) => each.itemId === id && each.told?.reveal !== null);
  if (!sitting.items.every(({ id }) => isDone(id))) return;
  await db.quizAttempt.updateMany({
    where: { id: attemptId, finishedAt: null },
    data: { finishedAt: new Date(nowMs), openKey: null },
  });
}

function sittingOf(attempt: StoredAttempt): Sitting {
  const behaviour = z.enum(BEHAVIOURS).parse(attempt.behaviour);
  const items = itemsOf(attempt.items);
  const isTold = behaviour !== 'quiz' || attempt.finishedAt !== null;
  const counts = hintCounts(attempt.hints);
  const answered = items.flatMap((item) => {
    const last = lastTry(attempt.answers, item.id);
    return last === undefined ? [] : [answeredItem(item, last, behaviour, isTold)];
  });
  const best = items.map((item) => bestTry(attempt.answers, item.id));
  const points = {
    earned: roundPoints(best.reduce((sum, each) => sum + (each?.earned ?? 0), 0)),
    total: best.reduce((sum, each) => sum + (each?.total ?? 0), 0),
  };
  return {
    id: attempt.id,
    behaviour,
    items: publicItems(items, attempt.id),
    answered,
    hints: Object.fromEntries(items.map((item) => [item.id, item.hints.slice(0, counts[item.id] ?? 0)])),
    finished: attempt.finishedAt === null ? null : { ...points, isPassed: isPass(points) },
  };
}

function lastTry(answers: readonly StoredAnswer[], itemId: string): StoredAnswer | undefined {
  return answers.filter((each) => each.itemId === itemId).sort((one, other) => other.tries - one.tries)[0];
}

function bestTry(answers: readonly StoredAnswer[], itemId: string): StoredAnswer | undefined {
  return answers.filter((each) => each.itemId === itemId).sort((one, other) => other.earned - one.earned)[0];
}

function answeredItem(
  item: SittingItem,
  answer: StoredAnswer,
  behaviour: Sitting['behaviour'],
  isTold: boolean,
): AnsweredItem {
  const { itemId, response: given, tries } = answer;
  if (!isTold) return { itemId, response: given, tries, told: null };
  const score = bound(item).score(given);
  if (score === null) throw new Error(`the stored answer to "${itemId}" is no answer to it`);
  const isLast = behaviour !== 'practice' || score.earned === score.total || tries >= PRACTICE_TRIES_MAX;
  const reveal = isLast ? bound(item).reveal() : null;
  // While there is another try, only the sum is told: what each part earned would give the key away.
  const told = isLast ? score : { ...score, parts: [], misconceptions: [] };
  return { itemId, response: given, tries, told: { score: told, credit: answer.earned, reveal } };
}
