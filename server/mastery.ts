import { type Evidence, type MasteryLevel, type MasteryMeasure, mastery } from '@/quiz/mastery';
import { retrievability } from '@/quiz/schedule';
import type { Db } from './db/open';
import { memoryOf } from './review-cards';
import { Withheld } from './withheld';

/** What a topic asks for; comes from its content. */
export interface MasteryOutline {
  readonly id: string;
  /** Ids of its quiz's items: a card of one that is gone can be neither known nor reviewed. */
  readonly items: readonly string[];
  /** Challenges of its labs that can be met, as lab/challenge. */
  readonly challenges: readonly string[];
}

export interface TopicMastery {
  readonly topicId: string;
  readonly level: MasteryLevel;
  /** What keeps it from the next level. */
  readonly missing: readonly MasteryMeasure[];
  readonly evidence: Evidence;
}

/** The learner's level in each topic, in the order of `topics`, by what is known at `nowMs`: it falls as things are forgotten. */
export async function masteryOf(
  db: Db,
  userId: string,
  topics: readonly MasteryOutline[],
  nowMs: number,
): Promise<readonly TopicMastery[]> {
  const [attempts, solved, cards, sections, withheld] = await Promise.all([
    db.quizAttempt.findMany({
      where: { userId, behaviour: 'quiz', discardedAt: null },
      orderBy: { finishedAt: 'asc' },
      select: { topicId: true, finishedAt: true, answers: { select: { earned: true, total: true } } },
    }),
    db.solvedChallenge.findMany({ where: { userId }, select: { labId: true, challengeId: true } }),
    db.reviewCard.findMany({ where: { userId }, select: { topicId: true, kind: true, ref: true, memory: true } }),
    db.sectionProgress.groupBy({ by: ['topicId'], where: { userId } }),
    Withheld.of(db, userId),
  ]);
  const met = new Set(solved.map(({ labId, challengeId }) => `${labId}/${challengeId}`));
  return topics.map((topic) => {
    const isOf = (row: { readonly topicId: string }) => row.topicId === topic.id;
    const last = attempts.filter((attempt) => isOf(attempt) && attempt.finishedAt !== null).at(-1);
    const kept = new Set([
      ...topic.items.map((ref) => `item ${ref}`),
      ...topic.challenges.map((ref) => `challenge ${ref}`),
    ]);
    const ownCards = cards.filter((card) => isOf(card) && kept.has(`${card.kind} ${card.ref}`));
    // How well an item of an open quiz was answered shows in its card.
    const toldCards = ownCards.filter(
      ({ kind, ref }) => kind !== 'item' || withheld.quizWith(topic.id, { id: ref }) === null,
    );
    const known = toldCards.map(({ memory }) => retrievability(memoryOf(memory), nowMs));
    const challengesMet = topic.challenges.filter((each) => met.has(each)).length;
    const evidence: Evidence = {
      hasBegun: attempts.some(isOf) || sections.some(isOf) || challengesMet > 0 || ownCards.length > 0,
      quizShare: last === undefined ? null : shareOf(last.answers),
      challengeShare: topic.challenges.length === 0 ? null : challengesMet / topic.challenges.length,
      retention: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length,
    };
    return { topicId: topic.id, ...mastery(evidence), evidence };
  });
}

function shareOf(answers: readonly { readonly earned: number; readonly total: number }[]): number {
  const total = answers.reduce((sum, each) => sum + each.total, 0);
  return total === 0 ? 0 : answers.reduce((sum, each) => sum + each.earned, 0) / total;
}

/**
 * How sure the learner was, and how often that was right: one entry per degree that was ever chosen. Only what was told already
 * counts: an open quiz would be given away by it, and so would be what it keeps back elsewhere. Nor does what was answered with a hint, which says nothing about knowing.
 */
export async function calibrationOf(
  db: Db,
  userId: string,
): Promise<readonly { readonly confidence: number; readonly answers: number; readonly right: number }[]> {
  const select = { confidence: true, earned: true, total: true } as const;
  const isTold = { OR: [{ behaviour: { not: 'quiz' } }, { finishedAt: { not: null } }] };
  const [sat, reviewed, withheld] = await Promise.all([
    db.answer.findMany({
      where: { attempt: { userId, ...isTold }, confidence: { not: null }, tries: 1, hintsTaken: 0 },
      select: { ...select, itemId: true, attempt: { select: { topicId: true } } },
    }),
    db.review.findMany({
      where: { card: { userId }, confidence: { not: null }, undoneAt: null },
      select: { ...select, card: { select: { topicId: true, ref: true } } },
    }),
    Withheld.of(db, userId),
  ]);
  const answers = [
    ...sat.filter(({ itemId, attempt }) => withheld.quizWith(attempt.topicId, { id: itemId }) === null),
    ...reviewed.filter(({ card }) => withheld.quizWith(card.topicId, { id: card.ref }) === null),
  ];
  return [1, 2, 3].flatMap((confidence) => {
    const chosen = answers.filter((each) => each.confidence === confidence);
    const right = chosen.filter((each) => each.earned === each.total).length;
    return chosen.length === 0 ? [] : [{ confidence, answers: chosen.length, right }];
  });
}
