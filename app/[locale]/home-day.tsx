import { CalendarClock, ClipboardList, Flag, Users } from 'lucide-react';
import { getFormatter, getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { OwnDay } from '@/app/own-day';
import type { OwnCourse } from '@/components/reader/own';
import { ContinueCard } from '@/components/topic/continue-card';
import { TextLink } from '@/components/ui/text-link';
import { startOf } from './course';

interface HomeDayProps {
  readonly own: OwnCourse;
  readonly day: OwnDay;
}

/** What a reader who is signed in can do now: go on, review, take up a challenge, look into a class. */
export async function HomeDay({ own: { next }, day: { due, challenge, classes, assignments } }: HomeDayProps) {
  const [t, format, locale, messages] = await Promise.all([
    getTranslations(),
    getFormatter(),
    getLocale(),
    getMessages(),
  ]);
  const start = next === null ? await startOf(locale) : null;
  const texts: Readonly<Record<string, { readonly title: string }>> =
    challenge === null ? {} : messages.labs[challenge.labId].challenges;
  return (
    <div className="flex flex-col gap-6 pt-4">
      <h1 className="text-4xl">{t('home.day.title')}</h1>
      <div className="flex">
        {next !== null ? (
          <ContinueCard href={next.href} topic={next.topicTitle[locale]} section={next.sectionTitle[locale]} isBegun />
        ) : start === null ? null : (
          <ContinueCard href={start.href} topic={start.topic} section={start.section} isBegun={false} />
        )}
      </div>
      <ul className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        <Thing icon={<CalendarClock aria-hidden="true" />} name={t('home.day.due')}>
          {due === 0 ? (
            t('home.day.nothingDue')
          ) : (
            <TextLink href="/review">{t('home.day.dueCards', { count: due })}</TextLink>
          )}
        </Thing>
        {challenge === null ? null : (
          <Thing
            icon={<Flag aria-hidden="true" />}
            name={t('home.day.challenge', { lab: t(`labs.${challenge.labId}.name`) })}
          >
            <TextLink href={`/labs/${challenge.labId}?challenge=${challenge.id}`}>
              {texts[challenge.id]?.title ?? challenge.id}
            </TextLink>
          </Thing>
        )}
        {assignments.length === 0 ? null : (
          <Thing icon={<ClipboardList aria-hidden="true" />} name={t('home.day.assignments')}>
            {assignments.map(({ id, kind, title, href, dueAt, state }) => (
              <span key={id} className="block">
                <TextLink href={href}>
                  {t('assignments.calendarTitle', { kind: t(`assignments.kinds.${kind}`), title })}
                </TextLink>{' '}
                <span className={state === 'overdue' ? 'text-sm text-warn' : 'text-sm text-text-muted'}>
                  {dueAt === null
                    ? t('assignments.noDue')
                    : t('assignments.due', { at: format.dateTime(dueAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
                </span>
              </span>
            ))}
          </Thing>
        )}
        {classes.length === 0 ? null : (
          <Thing icon={<Users aria-hidden="true" />} name={t('home.day.classes')}>
            {classes.map(({ id, name }) => (
              <TextLink key={id} href={`/classes/${id}`} className="mr-3">
                {name}
              </TextLink>
            ))}
          </Thing>
        )}
      </ul>
    </div>
  );
}

interface ThingProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly children: ReactNode;
}

function Thing({ icon, name, children }: ThingProps) {
  return (
    <li className="flex gap-3 border-border-strong border-t pt-3 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-accent">
      {icon}
      <div className="min-w-0">
        <p className="text-sm text-text-muted">{name}</p>
        <p className="font-medium">{children}</p>
      </div>
    </li>
  );
}
