import type { Locale } from '@/lib/i18n/routing';
import { type AssignmentState, ownAssignments, stateOf, targetKey } from '@/server/class-assignments';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type Assignable, assignables, targetsOf } from './assignable';

/** Something that a learner is asked to do, in the learner's language. */
export interface OwnAssignment extends Pick<Assignable, 'kind' | 'title' | 'href'> {
  readonly id: string;
  readonly classId: string;
  readonly className: string;
  readonly note: string;
  readonly dueAt: Date | null;
  readonly isExtended: boolean;
  readonly state: AssignmentState;
  /** Of a quiz: the points of the attempt that counts, 0 .. 1. */
  readonly share: number | null;
  readonly attempts: number;
  readonly attemptsMax: number | null;
  readonly counts: 'best' | 'last' | 'first';
}

/** A learner's assignments in all classes, the first due first. */
export async function ownWorkToDo(userId: string, locale: Locale): Promise<readonly OwnAssignment[]> {
  const all = await assignables(locale);
  const now = nowMs();
  const found = await ownAssignments(await database(), userId, targetsOf(all), now);
  return found.flatMap(({ standing, kind, ref, ...assignment }) => {
    const target = all.get(targetKey({ kind, ref }));
    if (target === undefined) return [];
    const { title, href } = target;
    const { id, classId, className, note, attemptsMax, counts } = assignment;
    const { dueAt, isExtended, share, attempts } = standing;
    const state = stateOf(standing, now);
    return [
      {
        ...{ kind, title, href, id, classId, className, note, attemptsMax, counts },
        dueAt,
        isExtended,
        share,
        attempts,
        state,
      },
    ];
  });
}
