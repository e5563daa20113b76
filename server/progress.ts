import * as z from 'zod';
import { addToProgress } from './class-progress';
import { type Db, Prisma, runSql } from './db/open';

export const sectionMark = z.strictObject({ topicId: z.string().max(100), sectionId: z.string().max(100) });
export type SectionMark = z.infer<typeof sectionMark>;

/** Marks a lesson section as read; marking it again changes nothing. */
export async function markSectionRead(
  db: Db,
  userId: string,
  { topicId, sectionId }: SectionMark,
  nowMs: number,
): Promise<void> {
  await runSql(
    db,
    Prisma.sql`
      WITH stored AS (
        INSERT INTO section_progress (user_id, topic_id, section_id, read_at)
        VALUES (${userId}::uuid, ${topicId}, ${sectionId}, ${new Date(nowMs)}::timestamptz)
        ON CONFLICT DO NOTHING RETURNING section_id
      ),
      ${addToProgress(userId, topicId, Prisma.sql`stored`, 'sections', nowMs)}`,
  );
}

/** Ids of the topic's sections that the learner has read. */
export async function sectionsRead(db: Db, userId: string, topicId: string): Promise<string[]> {
  const rows = await db.sectionProgress.findMany({ where: { userId, topicId }, select: { sectionId: true } });
  return rows.map((row) => row.sectionId);
}

export interface TopicProgress {
  readonly topicId: string;
  readonly sectionsRead: number;
  readonly sectionCount: number;
  /** The best of the finished attempts, in points; null while none is finished. */
  readonly bestQuiz: { readonly earned: number; readonly total: number } | null;
  /** Answers given in the newest attempt, while that is unfinished. */
  readonly openAnswers: number | null;
  readonly labRuns: number;
  /** Challenges of the topic's labs that the server has given credit for. */
  readonly challenges: number;
  /** Predictions in the topic's labs and lessons that were made, and how many of these were right. */
  readonly predictions: { readonly right: number; readonly answered: number };
}

/** What progress is reported against; comes from the topic's content. */
export interface TopicOutline {
  readonly id: string;
  readonly sectionIds: readonly string[];
  readonly labs: readonly string[];
}

/** Each learner's progress in each topic, by learner id, in the order of `topics`. */
export async function progressOf(
  db: Db,
  userIds: readonly string[],
  topics: readonly TopicOutline[],
): Promise<Map<string, TopicProgress[]>> {
  const learners = { in: [...userIds] };
  const [sections, quizzes, runs, challenges, predictions, predicted] = await Promise.all([
    db.sectionProgress.findMany({
      where: { userId: learners },
      select: { userId: true, topicId: true, sectionId: true },
    }),
    db.quizAttempt.findMany({
      where: { userId: learners, behaviour: 'quiz', discardedAt: null },
      orderBy: { startedAt: 'asc' },
      select: { userId: true, topicId: true, finishedAt: true, answers: { select: { earned: true, total: true } } },
    }),
    db.labRun.groupBy({ by: ['userId', 'labId'], where: { userId: learners }, _count: true }),
    db.solvedChallenge.groupBy({ by: ['userId', 'labId'], where: { userId: learners }, _count: true }),
    db.predictionAnswer.groupBy({ by: ['userId', 'labId', 'isRight'], where: { userId: learners }, _count: true }),
    db.lessonPrediction.findMany({
      where: { userId: learners },
      select: { userId: true, topicId: true, isRight: true },
    }),
  ]);

  return new Map(
    userIds.map((userId) => [
      userId,
      topics.map((topic): TopicProgress => {
        const isMine = (row: { userId: string; topicId: string }) => row.userId === userId && row.topicId === topic.id;
        const attempts = quizzes.filter(isMine);
        const newest = attempts.at(-1);
        const inLessons = predicted.filter(isMine);
        return {
          topicId: topic.id,
          sectionsRead: sections.filter((row) => isMine(row) && topic.sectionIds.includes(row.sectionId)).length,
          sectionCount: topic.sectionIds.length,
          bestQuiz: best(attempts.filter((attempt) => attempt.finishedAt).map((attempt) => sum(attempt.answers))),
          openAnswers: newest && !newest.finishedAt ? newest.answers.length : null,
          labRuns: countOf(runs, userId, topic.labs),
          challenges: countOf(challenges, userId, topic.labs),
          predictions: {
            right:
              countOf(
                predictions.filter(({ isRight }) => isRight),
                userId,
                topic.labs,
              ) + inLessons.filter(({ isRight }) => isRight).length,
            answered: countOf(predictions, userId, topic.labs) + inLessons.length,
          },
        };
      }),
    ]),
  );
}

interface LabCount {
  readonly userId: string;
  readonly labId: string;
  readonly _count: number;
}

function countOf(rows: readonly LabCount[], userId: string, labIds: readonly string[]): number {
  return rows
    .filter((row) => row.userId === userId && labIds.includes(row.labId))
    .reduce((count, row) => count + row._count, 0);
}

interface Points {
  readonly earned: number;
  readonly total: number;
}

function sum(points: readonly Points[]): Points {
  return points.reduce((so, { earned, total }) => ({ earned: so.earned + earned, total: so.total + total }), {
    earned: 0,
    total: 0,
  });
}

function best(attempts: readonly Points[]): Points | null {
  return attempts.reduce<Points | null>(
    (so, next) => (so === null || next.earned * so.total > so.earned * next.total ? next : so),
    null,
  );
}
