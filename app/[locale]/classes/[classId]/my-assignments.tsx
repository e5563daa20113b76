import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { assignables } from '@/app/assignable';
import { type OwnAssignment, ownWorkToDo } from '@/app/own-assignments';
import { AssignmentBadge } from '@/components/class/assignment-badge';
import { buttonClass } from '@/components/ui/button';
import { OwnDate } from '@/components/ui/own-date';
import { TextLink } from '@/components/ui/text-link';
import { getPathname } from '@/lib/i18n/navigation';
import { assignmentsOf, targetKey } from '@/server/class-assignments';
import type { ClassAccess } from '@/server/class-roles';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';

interface MyAssignmentsProps {
  readonly userId: string;
  readonly classId: string;
}

/** What a learner is asked to do in a class. */
export async function MyAssignments({ userId, classId }: MyAssignmentsProps) {
  const all = await ownWorkToDo(userId, await getLocale());
  return <AssignmentList assignments={all.filter((each) => each.classId === classId)} />;
}

/** The same as somebody who teaches the class sees it: as of a learner who has done nothing. */
export async function ShownAssignments({ access }: { readonly access: ClassAccess }) {
  const [all, list] = await Promise.all([
    getLocale().then(assignables),
    database().then((db) => assignmentsOf(db, access.id)),
  ]);
  const now = new Date(nowMs());
  const shown = list.flatMap((each): OwnAssignment[] => {
    const target = all.get(targetKey(each));
    if (target === undefined || (each.opensAt !== null && each.opensAt > now)) return [];
    const state = each.dueAt !== null && each.dueAt < now ? 'overdue' : 'open';
    const { title, href } = target;
    return [{ ...each, title, href, className: access.name, isExtended: false, state, share: null, attempts: 0 }];
  });
  return <AssignmentList assignments={shown} />;
}

async function AssignmentList({ assignments }: { readonly assignments: readonly OwnAssignment[] }) {
  const [t, locale] = await Promise.all([getTranslations('assignments'), getLocale()]);
  return (
    <section aria-labelledby="assignments" className="flex flex-col gap-4">
      <h2 id="assignments" className="text-2xl">
        {t('mine')}
      </h2>
      {assignments.length === 0 ? (
        <p className="text-text-muted">{t('none')}</p>
      ) : (
        <>
          <ul className="flex flex-col">
            {assignments.map((each) => (
              <ListedAssignment key={each.id} {...each} />
            ))}
          </ul>
          <p className="text-sm text-text-muted">
            {t('late')} {t('beforeJoining')}
          </p>
          <a
            href={getPathname({ href: '/assignments/calendar', locale })}
            download
            className={buttonClass('secondary', 'sm', 'self-start')}
          >
            {t('calendar')}
          </a>
        </>
      )}
    </section>
  );
}

async function ListedAssignment(assignment: OwnAssignment) {
  const { kind, title, href, note, dueAt, isExtended, state, share, attempts, attemptsMax, counts } = assignment;
  const [t, format] = await Promise.all([getTranslations('assignments'), getFormatter()]);
  const rule = attemptsMax === null ? t('counted', { counts }) : t('countedOf', { max: attemptsMax, counts });
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-border border-t py-3">
      <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <span className="text-text-muted">{t(`kinds.${kind}`)} · </span>
        <TextLink href={href}>{title}</TextLink>
        {note === '' ? null : <p className="text-sm">{note}</p>}
        {kind === 'quiz' ? (
          <p className="text-sm text-text-muted">
            {rule}
            {share === null
              ? null
              : ` · ${format.number(share, { style: 'percent' })} · ${t('attempts', { count: attempts })}`}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="text-text-muted">
          {dueAt === null ? (
            t('noDue')
          ) : (
            <>
              {t('dueLabel')}: <OwnDate at={dueAt} dateStyle="medium" timeStyle="short" />
            </>
          )}
          {isExtended ? ` (${t('extended')})` : null}
        </span>
        <AssignmentBadge state={state} />
      </div>
    </li>
  );
}
