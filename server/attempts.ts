import * as z from 'zod';
import { BEHAVIOURS, isPass, PRACTICE_TRIES_MAX, roundPoints } from '@/quiz/behaviour';
import { drawItems } from '@/quiz/draw';
import type { Score } from '@/quiz/item-type';
import type { QuizItem } from '@/quiz/schema';
import type { BoundItem, Lead, PublicItem, Reveal } from '@/quiz/score';
import type { LocalizedText } from '@/quiz/text';
import { isUnknown } from '@/quiz/unknown';
import { bindKept, ItemGoneError, keepItems, publicItems, warmVariants } from './attempt-items';
import { findAttempts, findOpenQuizzes, type StoredAnswer, type StoredAttempt } from './attempt-rows';
import { type Db, Prisma, TRANSACTION } from './db/open';
import { storeVersions } from './item-versions';
import { learnerKey } from './learner-key';
import { storedId } from './stored-text';
import { Withheld, type WithheldNote } from './withheld';

/** What the browser sends to begin an attempt. The id is made by the client. */
export const attemptStart = z.strictObject({
  attemptId: z.uuid(),
  topicId: storedId,
  behaviour: z.enum(BEHAVIOURS),
  /** Of a checkpoint, which it is: the item's id. */
  itemId: storedId.optional(),
  /** Of practice, the one objective whose items it has; all of the topic's without it. */
  objective: storedId.optional(),
});
export type AttemptStart = z.infer<typeof attemptStart>;

/** An answered item as its learner may see it: the last try. */
export interface AnsweredItem {
  readonly itemId: string;
  readonly response: unknown;
  /** 0 for an item that was left unanswered when the quiz was handed in; the response is null then. */
  readonly tries: number;
  /** Null until it may be told: a quiz tells at its end, and keeps its items from being told elsewhere till then. */
  readonly told: {
    readonly score: Score;
    /** Points after what hints and further tries cost. */
    readonly credit: number;
    /** Null while there is another try. */
    readonly reveal: Reveal | null;
    /** While there is another try in practice: what to think about. */
    readonly lead: Lead | null;
  } | null;
}

export interface Attempt {
  readonly id: string;
  readonly behaviour: AttemptStart['behaviour'];
  /** Without those that an open quiz keeps back. */
  readonly items: readonly PublicItem[];
  readonly answered: readonly AnsweredItem[];
  /** Hints taken so far, by item. */
  readonly hints: Readonly<Record<string, readonly LocalizedText[]>>;
  readonly finished: { readonly earned: number; readonly total: number; readonly isPassed: boolean } | null;
  /** The open quizzes that keep some of its items back. */
  readonly withheld: readonly WithheldNote[];
}

/** Which of the topic's items the learner's nth attempt has; empty for a checkpoint or an objective that does not exist. */
function itemsFor(
  { behaviour, itemId, objective }: AttemptStart,
  quiz: readonly QuizItem[],
  userId: string,
  n: number,
): readonly QuizItem[] {
  if (behaviour === 'checkpoint') return quiz.filter((item) => item.id === itemId);
  if (behaviour === 'quiz') return drawItems(quiz, learnerKey(userId), n);
  return objective === undefined ? quiz : quiz.filter((item) => item.objective === objective);
}

/** What of a stored attempt is needed to show it. */
type ShownAttempt = Omit<StoredAttempt, 'retention' | 'card'>;

type Started =
  | { readonly ok: true; readonly attempt: Attempt }
  | { readonly ok: false; readonly reason: 'unknown-item' | 'not-yours' | 'discarded' };

/**
 * Begins an attempt, or goes on with the one that is open: two tabs and two devices share it. A quiz that is changed meanwhile is
 * finished as it was begun. `not-yours` when the id is somebody else's, `unknown-item` when there is nothing to answer, `discarded`
 * when the page asks for a quiz that was given up.
 */
export async function startAttempt(
  db: Db,
  userId: string,
  start: AttemptStart,
  quiz: readonly QuizItem[],
  nowMs: number,
): Promise<Started> {
  if (itemsFor(start, quiz, userId, 0).length === 0) return { ok: false, reason: 'unknown-item' };
  const part = { checkpoint: start.itemId, practice: start.objective, quiz: '' }[start.behaviour] ?? '';
  const openKey = [userId, start.topicId, start.behaviour, part].join(' ');
  const stored =
    (await ownOrOpen(db, userId, start, openKey)) ?? (await begin(db, userId, start, openKey, quiz, nowMs));
  if (stored === null) return { ok: false, reason: 'not-yours' };
  if (stored.discardedAt !== null) return { ok: false, reason: 'discarded' };
  const attempt = await readAttempt(db, stored);
  if (attempt !== null) return { ok: true, attempt };
  // It cannot be finished any more: another is begun in its place.
  const { count } = await db.quizAttempt.updateMany({ where: { id: stored.id, openKey }, data: { openKey: null } });
  if (count === 0) return { ok: false, reason: 'unknown-item' };
  return startAttempt(db, userId, start, quiz, nowMs);
}

/** A page that asks for its own attempt gets that, though another may be open by now. */
async function ownOrOpen(
  db: Db,
  userId: string,
  { attemptId }: AttemptStart,
  openKey: string,
): Promise<StoredAttempt | null> {
  const which = Prisma.sql`(attempt.id = ${attemptId}::uuid OR attempt.open_key = ${openKey})`;
  const found = await findAttempts(db, userId, which);
  return found.find(({ id }) => id === attemptId) ?? found[0] ?? null;
}

/** Writes a new attempt; where another was quicker, that one is returned. Null under somebody else's id. */
async function begin(
  db: Db,
  userId: string,
  start: AttemptStart,
  openKey: string,
  quiz: readonly QuizItem[],
  nowMs: number,
): Promise<ShownAttempt | null> {
  const { attemptId: id, topicId, behaviour } = start;
  // Before the attempt that names them. What is not drawn now is drawn the next time.
  await storeVersions(db, behaviour === 'checkpoint' ? itemsFor(start, quiz, userId, 0) : quiz);
  const begun = await db.$transaction(async (transaction) => {
    // One attempt after the other: of two that begin together, each has variants of its own.
    await transaction.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
    // Discarded ones count too: what was asked once is not asked again.
    const [{ earlier } = { earlier: 0 }] = await transaction.$queryRaw<{ earlier: number }[]>`
      SELECT count(*)::int AS earlier FROM quiz_attempts WHERE user_id = ${userId}::uuid AND topic_id = ${topicId}`;
    const items = keepItems(itemsFor(start, quiz, userId, earlier), userId, earlier);
    const count = await transaction.$executeRaw`
      INSERT INTO quiz_attempts (id, user_id, topic_id, behaviour, items, item_count, open_key, started_at)
      VALUES (
        ${id}::uuid, ${userId}::uuid, ${topicId}, ${behaviour}, ${JSON.stringify(items)}::jsonb, ${items.length}::int,
        ${openKey}, ${new Date(nowMs)}::timestamptz
      )
      ON CONFLICT DO NOTHING`;
    return count === 0 ? null : items;
  }, TRANSACTION);
  if (begun === null) return ownOrOpen(db, userId, start, openKey);
  // Who learns a topic is seldom alone.
  if (behaviour !== 'checkpoint') warmVariants(quiz);
  return {
    id,
    topicId,
    behaviour,
    items: begun,
    hints: {},
    finishedAt: null,
    discardedAt: null,
    answers: [],
    openQuizzes: behaviour === 'quiz' ? [] : [...(await findOpenQuizzes(db, userId))],
  };
}

/** The learner's newest attempt of a topic's quiz, or of its practice, as it stands; null before the first that kept its items. */
export async function latestAttempt(
  db: Db,
  userId: string,
  topicId: string,
  behaviour: 'quiz' | 'practice' = 'quiz',
): Promise<Attempt | null> {
  const [attempt] = await findAttempts(
    db,
    userId,
    Prisma.sql`attempt.id = (
      SELECT id FROM quiz_attempts
      WHERE user_id = ${userId}::uuid AND topic_id = ${topicId} AND behaviour = ${behaviour} AND discarded_at IS NULL
      ORDER BY started_at DESC LIMIT 1
    )`,
  );
  return attempt === undefined || attempt.items.length === 0 ? null : readAttempt(db, attempt);
}

/** Null for an attempt whose questions can no longer be made: a lab may have lost their generator since. */
async function readAttempt(db: Db, attempt: ShownAttempt): Promise<Attempt | null> {
  try {
    return await attemptOf(db, attempt);
  } catch (error) {
    if (error instanceof ItemGoneError) return null;
    throw error;
  }
}

async function attemptOf(db: Db, attempt: ShownAttempt): Promise<Attempt> {
  const { id, behaviour, finishedAt, answers } = attempt;
  const isOpenQuiz = behaviour === 'quiz' && finishedAt === null;
  const withheld = new Withheld(isOpenQuiz ? [] : attempt.openQuizzes);
  const kept = attempt.items.filter((item) => withheld.quizWith(attempt.topicId, item) === null);
  const items = await bindKept(db, kept);
  const answered = items.flatMap(({ item, bound }) => {
    const last = lastTry(answers, item.id);
    return last === undefined ? [] : [answeredItem(bound, last, behaviour, !isOpenQuiz)];
  });
  const notes = withheld.notes(attempt.items.flatMap((item) => withheld.quizWith(attempt.topicId, item) ?? []));
  const maySum = behaviour === 'quiz' || notes.length === 0;
  return {
    id,
    behaviour,
    items: publicItems(items, id),
    answered,
    hints: Object.fromEntries(items.map(({ item }) => [item.id, item.hints.slice(0, attempt.hints[item.id] ?? 0)])),
    // Of practice the sum would tell what is kept back; a quiz that is finished has told its own.
    finished: finishedAt === null || !maySum ? null : pointsOf(attempt),
    withheld: notes,
  };
}

/** The best try of each item, added up. */
export function pointsOf({
  items,
  answers,
}: Pick<StoredAttempt, 'items' | 'answers'>): NonNullable<Attempt['finished']> {
  const best = items.map((item) =>
    answers
      .filter((each) => each.itemId === item.id)
      .reduce<StoredAnswer | null>((so, next) => (so === null || next.earned > so.earned ? next : so), null),
  );
  const points = {
    earned: roundPoints(best.reduce((sum, each) => sum + (each?.earned ?? 0), 0)),
    total: best.reduce((sum, each) => sum + (each?.total ?? 0), 0),
  };
  return { ...points, isPassed: isPass(points) };
}

export function lastTry(answers: readonly StoredAnswer[], itemId: string): StoredAnswer | undefined {
  return answers
    .filter((each) => each.itemId === itemId)
    .reduce<StoredAnswer | undefined>((so, next) => (so === undefined || next.tries > so.tries ? next : so), undefined);
}

/** An answer with what may be told of it. */
export function answeredItem(
  bound: BoundItem,
  answer: StoredAnswer,
  behaviour: Attempt['behaviour'],
  isTold: boolean,
): AnsweredItem {
  const { itemId, response: given, tries } = answer;
  if (!isTold) return { itemId, response: given, tries, told: null };
  const score = tries === 0 ? bound.scoreUnanswered() : bound.score(given);
  if (score === null) throw new ItemGoneError(`the stored answer to "${itemId}" is no answer to it`);
  const isLast =
    behaviour !== 'practice' || score.earned === score.total || tries >= PRACTICE_TRIES_MAX || isUnknown(given);
  const reveal = isLast ? bound.reveal() : null;
  const lead = isLast ? null : bound.lead(given);
  // While there is another try, the sum is told and why what was picked is wrong: what each part earned would give the key away.
  const told = isLast ? score : { ...score, parts: [], misconceptions: [] };
  return { itemId, response: given, tries, told: { score: told, credit: answer.earned, reveal, lead } };
}
