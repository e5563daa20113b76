import type { Db } from './db/open';

/**
 * Everything that is kept about a person, as plain values for JSON. Left out are what would let others in (the password's hash, tokens),
 * what belongs to somebody else (other people in a class, instructors' private notes) and, while a quiz is open, how its answers were scored. Of questions only
 * their ids: what they are drawn by would tell the answers of those to come.
 */
export async function exportAccount(db: Db, userId: string, nowMs: number) {
  const { passwordHash, attempts, ...account } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    include: {
      sessions: { omit: { id: true, userId: true, linkUntil: true } },
      identities: { omit: { userId: true } },
      attempts: { omit: { userId: true, openKey: true }, include: { answers: { omit: { attemptId: true } } } },
      cards: { omit: { userId: true }, include: { reviews: { omit: { cardId: true } } } },
      sections: { omit: { userId: true } },
      positions: { omit: { userId: true } },
      labRuns: { omit: { userId: true } },
      challenges: { omit: { userId: true } },
      tries: { omit: { userId: true } },
      predictions: { omit: { userId: true } },
      lessonPredictions: { omit: { userId: true } },
      mistakeReports: { omit: { userId: true } },
      memberships: {
        omit: { userId: true },
        include: {
          class: { select: { name: true } },
          extensions: { omit: { learnerId: true } },
          notes: { where: { isFeedback: true }, select: { text: true, writtenAt: true } },
          periods: { omit: { userId: true, openKey: true }, include: { progress: true, misses: true, stalls: true } },
        },
      },
      teaches: { omit: { userId: true }, include: { class: { omit: { code: true } } } },
      classEvents: { omit: { actorId: true, about: true } },
    },
  });
  return {
    exportedAt: new Date(nowMs),
    ...account,
    hasPassword: passwordHash !== '',
    attempts: attempts.map(({ items, answers, ...attempt }) => ({
      ...attempt,
      items: idsOf(items),
      answers: attempt.finishedAt === null && attempt.behaviour === 'quiz' ? answers.map(unscored) : answers,
    })),
  };
}

function idsOf(items: unknown): string[] {
  return Array.isArray(items) ? items.map((item) => String((item as { id?: unknown }).id)) : [];
}

function unscored<Answer extends { readonly earned: unknown; readonly misconceptions: unknown }>(answer: Answer) {
  const { earned: _earned, misconceptions: _misconceptions, ...rest } = answer;
  return rest;
}

/** Tables that tell of people and are not in an export, each with the reason. A test knows of every table. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  help_dismissals:
    'that an instructor has dealt with a hint about a learner: it says nothing beyond what the hint was made of',
  account_tokens: 'a link that is on its way; its hash says nothing about anybody',
};
