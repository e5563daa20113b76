import { getLocale, getTranslations } from 'next-intl/server';
import { assignables, targetsOf } from '@/app/assignable';
import { ChangeButton } from '@/components/class/change-button';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { assignmentsOf, targetKey } from '@/server/class-assignments';
import { classHelp, type Help } from '@/server/class-help';
import { type ClassAccess, may } from '@/server/class-roles';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { changeClassAction } from '../actions';
import { challengeTitles } from './challenge-titles';
import { learnerName } from './learner-name';

/** Hints that a class page shows; the rest is a number. */
const SHOWN_MAX = 8;

function evidenceOf(classId: string, { learnerId, attemptId, assignmentId, challenge }: Help): string {
  if (assignmentId !== null) return `/classes/${classId}/assignments/${assignmentId}?who=missing`;
  const href = `/classes/${classId}/learners/${learnerId}`;
  if (challenge !== null) return `${href}#runs`;
  return attemptId === null ? href : `${href}/attempts/${attemptId}`;
}

/** Learners who may need help, each with the reason, what shows it, and a way to set it aside. Nothing where there is none. */
export async function NeedsHelp({ access }: { readonly access: ClassAccess }) {
  const [t, locale, catalogue, db] = await Promise.all([getTranslations('class'), getLocale(), topics(), database()]);
  const [all, assignments] = await Promise.all([assignables(locale), assignmentsOf(db, access.id)]);
  const found = await classHelp(db, access, SHOWN_MAX, nowMs(), { assignments, targets: targetsOf(all) });
  const [first] = found;
  if (first === undefined) return null;
  const titles = new Map(assignments.map((each) => [each.id, all.get(targetKey(each))?.title ?? each.ref]));
  const challengeTitle = await challengeTitles();
  const reason = ({ reason: why, count, topicId, assignmentId, challenge, minutes }: Help) => {
    if (why === 'inactive') return t('help.inactive', { days: count });
    if (why === 'stuck') {
      const [labId = '', challengeId = ''] = (challenge ?? '').split('/');
      return t('help.stuck', { challenge: challengeTitle(labId, challengeId), count, minutes: minutes ?? 0 });
    }
    if (why === 'overdue') return t('help.overdue', { title: titles.get(assignmentId ?? '') ?? '' });
    return t(`help.${why}`, { topic: catalogue.get(topicId ?? '')?.title[locale] ?? topicId ?? '', count });
  };
  return (
    <section aria-labelledby="needs-help" className="flex flex-col gap-3 rounded-lg border border-border p-5">
      <h2 id="needs-help" className="text-lg">
        {t('help.title')}
      </h2>
      <ul className="flex flex-col">
        {found.map((each) => {
          const { learnerId, key } = each;
          const name = learnerName({ id: learnerId, name: each.name }, (values) => t('unnamed', values));
          return (
            <li
              key={`${learnerId} ${each.reason} ${key}`}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-border border-t py-2 text-sm"
            >
              <span className="min-w-0 flex-1 basis-64 wrap-anywhere">
                <span className="font-medium">{name}</span> · {reason(each)}
              </span>
              <span className="flex flex-wrap items-center gap-3">
                <TextLink href={evidenceOf(access.id, each)}>{t('help.evidence')}</TextLink>
                {may(access.role, 'write notes') ? (
                  <ChangeButton
                    classId={access.id}
                    changeClass={changeClassAction}
                    change={{ kind: 'dismiss', learner: learnerId, reason: each.reason, key }}
                    label={t('help.dismiss')}
                    variant="ghost"
                  />
                ) : null}
              </span>
            </li>
          );
        })}
      </ul>
      {first.found > found.length ? (
        <p className="text-sm text-text-muted">{t('help.more', { count: first.found - found.length })}</p>
      ) : null}
    </section>
  );
}
