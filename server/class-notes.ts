import { type ClassAccess, may } from './class-roles';
import type { Db } from './db/open';

/** Notes and feedback that one page shows: the newest. */
const SHOWN_MAX = 50;

export interface LearnerNote {
  readonly id: string;
  readonly text: string;
  readonly isFeedback: boolean;
  readonly writtenAt: Date;
  /** Null once the author's account is deleted. */
  readonly authorName: string | null;
}

/** What instructors have written about a learner, the newest first; nothing for those who write none. */
export async function notesAbout(db: Db, access: ClassAccess, learnerId: string): Promise<readonly LearnerNote[]> {
  return may(access.role, 'write notes') ? read(db, { learnerId, learner: { classId: access.id } }) : [];
}

/** What instructors of a class have written for the learner to read, the newest first. */
export async function ownFeedback(db: Db, userId: string, classId: string): Promise<readonly LearnerNote[]> {
  return read(db, { isFeedback: true, learner: { classId, userId } });
}

interface Which {
  readonly learnerId?: string;
  readonly isFeedback?: boolean;
  readonly learner: { readonly classId: string; readonly userId?: string };
}

async function read(db: Db, where: Which): Promise<readonly LearnerNote[]> {
  const rows = await db.learnerNote.findMany({
    where,
    orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
    take: SHOWN_MAX,
    select: { id: true, text: true, isFeedback: true, writtenAt: true, author: { select: { name: true } } },
  });
  return rows.map(({ author, ...note }) => ({ ...note, authorName: author?.name ?? null }));
}
