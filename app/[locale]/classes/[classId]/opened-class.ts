import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { Account } from '@/server/accounts';
import { type ClassAccess, type ClassRight, classAccess, may } from '@/server/class-roles';
import { database } from '@/server/database';
import { signedIn } from '../../signed-in';

/** The class of a page's address as the reader may know it. Once for each request; nobody else learns whether there is one. */
export const openedClass = cache(
  async (classId: string): Promise<{ readonly user: Account; readonly access: ClassAccess }> => {
    const user = await signedIn(`/classes/${classId}`);
    const access = await classAccess(await database(), user.id, classId);
    return access === null ? notFound() : { user, access };
  },
);

/** The same for those who may do that. */
export async function openedClassAs(classId: string, right: ClassRight) {
  const opened = await openedClass(classId);
  return may(opened.access.role, right) ? opened : notFound();
}
