import * as z from 'zod';
import { MASTERY_RULE } from '@/quiz/mastery';
import { FORGETTING } from '@/quiz/schedule';
import { Prisma } from './db/open';
import type { MasteryOutline } from './mastery';

/** What is told of a learner in a topic. `best` and `last` are shares of a quiz's points, 0 to 1; the others are counts. */
export const topicFigures = z.object({
  topicId: z.string(),
  level: z.number(),
  best: z.number().nullable(),
  last: z.number().nullable(),
  attempts: z.number(),
  answers: z.number(),
  practised: z.number(),
  sections: z.number(),
});

/**
 * Table expressions that end in `level (period_id, topic_id, level)`: how well each learner of the table `learner` has each of the topics
 * at `nowMs`, 0 .. 4, as `quiz/mastery.ts` rules. `learner` has the columns period_id, user_id, joined_at, left_at and
 * stands. Of a learner who has not agreed to more (`stands`), or who has left, by what was done in the membership period alone. Takes one index scan of review cards for each learner.
 */
export function levelTables(learner: Prisma.Sql, topics: readonly MasteryOutline[], nowMs: number): Prisma.Sql {
  const list = topics.map(({ id, challenges }) => ({ id, possible: challenges.length }));
  const challenges = topics.flatMap(({ id, challenges: refs }) => refs.map((ref) => ({ topic_id: id, ref })));
  const kept = topics.flatMap(({ id, items, challenges: refs }) => [
    ...items.map((ref) => ({ topic_id: id, kind: 'item', ref })),
    ...refs.map((ref) => ({ topic_id: id, kind: 'challenge', ref })),
  ]);
  const inPeriod = (at: string) => Prisma.sql`
    (learner.stands OR ${Prisma.raw(at)} >= learner.joined_at)
    AND ${Prisma.raw(at)} < COALESCE(learner.left_at, 'infinity')`;
  const days = Prisma.sql`floor((${nowMs}::float8 - (card.memory ->> 'lastReviewMs')::float8) / 86400000)`;
  return Prisma.sql`
    topic AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(list)}::jsonb) AS listed (id text, possible int)),
    challenge AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(challenges)}::jsonb) AS c (topic_id text, ref text)),
    kept AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS k (topic_id text, kind text, ref text)),
    remembered AS (
      SELECT user_id, topic_id, avg(share) AS share
      FROM (
        SELECT card.user_id, card.topic_id, COALESCE(power(
          1 + ${FORGETTING.factor}::float8 * GREATEST(${days}, 0) / (card.memory ->> 'stability')::float8,
          ${FORGETTING.decay}::float8
        ), 0) AS share
        FROM ${learner} AS learner
        JOIN review_cards AS card
          ON card.user_id = learner.user_id AND card.topic_id = ANY(${topics.map(({ id }) => id)}::text[])
            AND ${inPeriod('card.created_at')}
        JOIN kept ON kept.topic_id = card.topic_id AND kept.kind = card.kind AND kept.ref = card.ref
        -- Worked out before they are grouped: sorting whole memories takes longer than all the rest.
        OFFSET 0
      ) AS one
      GROUP BY user_id, topic_id
    ),
    solved AS (
      SELECT met.user_id, challenge.topic_id, count(*)::float8 AS count
      FROM ${learner} AS learner
      JOIN solved_challenges AS met ON met.user_id = learner.user_id AND ${inPeriod('met.solved_at')}
      JOIN challenge ON challenge.ref = met.lab_id || '/' || met.challenge_id
      GROUP BY met.user_id, challenge.topic_id
    ),
    evidence AS (
      SELECT learner.period_id, topic.id AS topic_id,
        progress.period_id IS NOT NULL OR remembered.share IS NOT NULL OR solved.count IS NOT NULL AS begun,
        COALESCE(progress.last_share, progress.standing_share, 0) AS quiz,
        CASE WHEN topic.possible = 0 THEN 1 ELSE COALESCE(solved.count, 0) / topic.possible END AS challenge,
        COALESCE(remembered.share, 1) AS retention
      FROM ${learner} AS learner CROSS JOIN topic
      LEFT JOIN topic_progress AS progress ON progress.period_id = learner.period_id AND progress.topic_id = topic.id
      LEFT JOIN remembered ON remembered.user_id = learner.user_id AND remembered.topic_id = topic.id
      LEFT JOIN solved ON solved.user_id = learner.user_id AND solved.topic_id = topic.id
    ),
    level AS (SELECT period_id, topic_id, ${levelOfEvidence} AS level FROM evidence)`;
}

const meets = (level: keyof typeof MASTERY_RULE) => {
  const { quizShare, challengeShare, retention } = MASTERY_RULE[level];
  return Prisma.sql`(quiz >= ${quizShare}::float8 AND challenge >= ${challengeShare}::float8 AND retention >= ${retention}::float8)`;
};

const levelOfEvidence = Prisma.sql`
  CASE WHEN NOT begun THEN 0 WHEN NOT ${meets('familiar')} THEN 1 WHEN NOT ${meets('proficient')} THEN 2
    WHEN NOT ${meets('mastered')} THEN 3 ELSE 4 END`;
