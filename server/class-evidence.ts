import * as z from 'zod';
import { labById } from '@/sim/catalog';
import { encodeRecording } from '@/sim/core/share-link';
import { bindKept, ItemGoneError, publicItems } from './attempt-items';
import { findAttempts } from './attempt-rows';
import { answeredItem, lastTry } from './attempts';
import type { ClassLearner } from './class-learner';
import { type Db, Prisma, runSql } from './db/open';

/** Rows of each kind that a learner's page shows: the newest. */
const SHOWN_MAX = 50;

/** Whether something at that time happened while the learner was in the class: in every query, so that no page has to think of it. */
function inClass(learner: ClassLearner, at: Prisma.Sql): Prisma.Sql {
  const ids = learner.periods.map(({ id }) => id);
  return Prisma.sql`EXISTS (
    SELECT FROM membership_periods AS period
    WHERE period.id = ANY(${ids}::uuid[]) AND period.user_id = ${learner.userId}::uuid
      AND ${at} >= period.joined_at AND ${at} < COALESCE(period.left_at, 'infinity')
  )`;
}

/** An attempt that was begun in the class is seen with all its answers once it has ended there; practice is never seen in detail. */
function seenAttempt(learner: ClassLearner): Prisma.Sql {
  return Prisma.sql`attempt.behaviour <> 'practice' AND attempt.discarded_at IS NULL
    AND ${inClass(learner, Prisma.sql`attempt.started_at`)}
    AND ${inClass(learner, Prisma.sql`COALESCE(attempt.finished_at, now())`)}`;
}

const attemptRow = z.object({
  id: z.string(),
  topicId: z.string(),
  behaviour: z.enum(['quiz', 'checkpoint']),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  answers: z.number(),
  earned: z.number().nullable(),
  total: z.number().nullable(),
});
export type SeenAttempt = z.infer<typeof attemptRow>;

/** The learner's quizzes and checkpoints while in the class, the newest first. */
export async function learnerAttempts(db: Db, learner: ClassLearner): Promise<readonly SeenAttempt[]> {
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT attempt.id, attempt.topic_id AS "topicId", attempt.behaviour, attempt.started_at AS "startedAt",
        attempt.finished_at AS "finishedAt", points.*
      FROM quiz_attempts AS attempt
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS answers, sum(earned)::float8 AS earned, sum(total)::int AS total
        FROM answers WHERE attempt_id = attempt.id
      ) AS points
      WHERE attempt.user_id = ${learner.userId}::uuid AND ${seenAttempt(learner)}
      ORDER BY attempt.started_at DESC LIMIT ${SHOWN_MAX}::int`,
  );
  return z.array(attemptRow).parse(rows);
}

/** One of {@link learnerAttempts} with each question as it was asked and answered; null for any other, and for one that cannot be made any more. */
export async function learnerAttempt(db: Db, learner: ClassLearner, attemptId: string) {
  if (!z.uuid().safeParse(attemptId).success) return null;
  const which = Prisma.sql`attempt.id = ${attemptId}::uuid AND ${seenAttempt(learner)}`;
  const [attempt] = await findAttempts(db, learner.userId, which);
  if (attempt === undefined) return null;
  try {
    const items = await bindKept(db, attempt.items);
    const shown = publicItems(items, attempt.id);
    return {
      topicId: attempt.topicId,
      behaviour: attempt.behaviour,
      questions: items.map(({ item, bound }, index) => {
        const last = lastTry(attempt.answers, item.id);
        return {
          item: shown[index] ?? bound.toPublic((list) => [...list]),
          answered: last === undefined ? null : answeredItem(bound, last, attempt.behaviour, true),
          confidence: last?.confidence ?? null,
        };
      }),
    };
  } catch (error) {
    if (error instanceof ItemGoneError) return null;
    throw error;
  }
}

const runRow = z.object({
  id: z.string(),
  labId: z.string(),
  /** Of a run that met a challenge, which. */
  challengeId: z.string().nullable(),
  version: z.string(),
  recording: z.unknown(),
  /** All steps of a kept run, and how often it broke a rule; commands of one that met a challenge. */
  steps: z.number().nullable(),
  violations: z.number().nullable(),
  commands: z.number().nullable(),
  /** Of a run that did not meet its challenge, how long it was tried. */
  spentMs: z.number().nullable(),
  at: z.date(),
});

export type SeenRun = Omit<z.infer<typeof runRow>, 'recording' | 'version'> & {
  /** The lab's page with this run in it, at its end: for a challenge the step that met it. Null for a run of another version of the lab. */
  readonly href: string | null;
};

/** Lab runs that the learner kept, those that met a challenge and those that did not, while in the class: the newest first. */
export async function learnerRuns(db: Db, learner: ClassLearner): Promise<readonly SeenRun[]> {
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT id, lab_id AS "labId", NULL::text AS "challengeId", version, recording, steps, violations,
        NULL::int AS commands, NULL::int AS "spentMs", created_at AS at
      FROM lab_runs WHERE user_id = ${learner.userId}::uuid AND ${inClass(learner, Prisma.sql`created_at`)}
      UNION ALL
      SELECT id, lab_id, challenge_id, version, recording, NULL, NULL, commands_used, NULL, solved_at
      FROM solved_challenges WHERE user_id = ${learner.userId}::uuid AND ${inClass(learner, Prisma.sql`solved_at`)}
      UNION ALL
      SELECT id, lab_id, challenge_id, version, recording, NULL, NULL, commands_used, spent_ms, tried_at
      FROM challenge_tries WHERE user_id = ${learner.userId}::uuid AND ${inClass(learner, Prisma.sql`tried_at`)}
      ORDER BY at DESC LIMIT ${SHOWN_MAX}::int`,
  );
  return z
    .array(runRow)
    .parse(rows)
    .map(({ recording, version, ...run }) => ({
      ...run,
      href: hrefOf(run.labId, version, recording),
    }));
}

/** Without the challenge: who looks at somebody's run neither solves nor tries it. */
function hrefOf(labId: string, version: string, recording: unknown): string | null {
  const isPresent = labById(labId)?.simulation.version === version;
  if (!isPresent || typeof recording !== 'object' || recording === null) return null;
  const run = encodeRecording(recording as Parameters<typeof encodeRecording>[0]);
  return `/labs/${labId}?run=${run}`;
}

const predictionRow = z.object({
  /** The topic or the lab that it is of. */
  topicId: z.string().nullable(),
  labId: z.string().nullable(),
  predictionId: z.string(),
  given: z.string(),
  outcome: z.string().nullable(),
  isRight: z.boolean(),
  at: z.date(),
});
export type SeenPrediction = z.infer<typeof predictionRow>;

/** What the learner predicted in labs and lessons while in the class, the newest first. */
export async function learnerPredictions(db: Db, learner: ClassLearner): Promise<readonly SeenPrediction[]> {
  const mine = Prisma.sql`user_id = ${learner.userId}::uuid AND ${inClass(learner, Prisma.sql`answered_at`)}`;
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT NULL::text AS "topicId", lab_id AS "labId", prediction_id AS "predictionId", option AS given, outcome,
        is_right AS "isRight", answered_at AS at
      FROM prediction_answers WHERE ${mine}
      UNION ALL
      SELECT topic_id, NULL, prediction_id, choice_id, NULL, is_right, answered_at FROM lesson_predictions WHERE ${mine}
      ORDER BY at DESC LIMIT ${SHOWN_MAX}::int`,
  );
  return z.array(predictionRow).parse(rows);
}

const reviewRow = z.object({ reviews: z.number(), again: z.number(), lastAt: z.date().nullable() });

/** How the learner reviews while in the class: how often, how many of these were forgotten, and when last. */
export async function learnerReviews(db: Db, learner: ClassLearner): Promise<z.infer<typeof reviewRow>> {
  const [row] = await runSql(
    db,
    Prisma.sql`
      SELECT count(*)::int AS reviews, count(*) FILTER (WHERE remembered = 'again')::int AS again,
        max(reviewed_at) AS "lastAt"
      FROM review_cards AS card JOIN reviews AS review ON review.card_id = card.id
      WHERE card.user_id = ${learner.userId}::uuid AND review.undone_at IS NULL
        AND ${inClass(learner, Prisma.sql`review.reviewed_at`)}`,
  );
  return reviewRow.parse(row);
}
