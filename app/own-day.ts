import { topics } from '@/content/catalog';
import type { Locale } from '@/lib/i18n/routing';
import { creditsOf } from '@/server/challenges';
import { classesOf } from '@/server/classes';
import { database } from '@/server/database';
import { isLabId, type LabId, labs } from '@/sim/catalog';
import { type OwnAssignment, ownWorkToDo } from './own-assignments';
import { ownDue } from './own-due';
import { ownWork } from './own-work';

/** What there is for a reader to do today, besides going on with the course. */
export interface OwnDay {
  readonly due: number;
  readonly challenge: { readonly labId: LabId; readonly id: string } | null;
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  /** Assignments that are not done, the first due first. */
  readonly assignments: readonly OwnAssignment[];
}

const ASSIGNMENTS_SHOWN = 3;

export async function ownDay(userId: string, locale: Locale) {
  const [db, catalogue] = await Promise.all([database(), topics()]);
  const own = await ownWork(userId, catalogue);
  const begun = [...catalogue.values()].filter(({ id }) => (own.byTopic[id]?.sectionsRead ?? 0) > 0);
  // A reader who has begun nothing takes up the first challenge of the first topic.
  const from = begun.length > 0 ? begun : [...catalogue.values()].slice(0, 1);
  const [queue, classes, challenge] = await Promise.all([
    ownDue(userId),
    classesOf(db, userId),
    nextChallenge(userId, [...new Set(from.flatMap((topic) => topic.labs))].filter(isLabId)),
  ]);
  const isLearner = classes.some(({ role, isArchived }) => role === 'learner' && !isArchived);
  const assigned = isLearner ? await ownWorkToDo(userId, locale) : [];
  const day: OwnDay = {
    ...{ due: queue.cards.length, challenge, classes: classes.map(({ id, name }) => ({ id, name })) },
    assignments: assigned.filter(({ state }) => state === 'open' || state === 'overdue').slice(0, ASSIGNMENTS_SHOWN),
  };
  return { own, day };
}

/** The first challenge of these labs that the reader has not solved, of those that can be met. */
async function nextChallenge(userId: string, labIds: readonly LabId[]): Promise<OwnDay['challenge']> {
  const db = await database();
  for (const labId of labIds) {
    const credits = await creditsOf(db, userId, labId);
    const open = labs[labId].challenges.find(
      ({ id, impossible }) => impossible !== true && !Object.hasOwn(credits, id),
    );
    if (open !== undefined) return { labId, id: open.id };
  }
  return null;
}
