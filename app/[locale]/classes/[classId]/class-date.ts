import { getFormatter } from 'next-intl/server';
import type { ClassAccess } from '@/server/class-roles';

/** Writes times as the class's clocks show them; nothing for none. */
export async function classDate({ timeZone }: Pick<ClassAccess, 'timeZone'>): Promise<(at: Date | null) => string> {
  const format = await getFormatter();
  return (at) => (at === null ? '' : format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short', timeZone }));
}
