import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { type Assignable, assignables, targetsOf } from '@/app/assignable';
import { AssignmentForm } from '@/components/class/assignment-forms';
import { AssignmentResults, type ResultRow } from '@/components/class/assignment-results';
import { ChangeButton } from '@/components/class/change-button';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { Texts } from '@/lib/i18n/texts';
import { localTimeOf } from '@/lib/zoned-time';
import {
  type Assignment,
  assignmentIn,
  assignmentResults,
  RESULTS_PAGE,
  type ResultsQuery,
  resultsQuery,
  stateOf,
  targetKey,
} from '@/server/class-assignments';
import { type ClassAccess, may } from '@/server/class-roles';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { changeClassAction } from '../../../actions';
import { classDate } from '../../class-date';
import { learnerName } from '../../learner-name';
import { openedClassAs } from '../../opened-class';

type Props = PageProps<'/[locale]/classes/[classId]/assignments/[assignmentId]'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assignments'))('title') };
}

/** How each learner stands with something that is assigned, for the class's staff. */
export default async function AssignmentPage({ params, searchParams }: Props) {
  const [{ classId, assignmentId }, search] = await Promise.all([params, searchParams]);
  const { access } = await openedClassAs(classId, 'see learners');
  const assignment = await assignmentIn(await database(), access.id, assignmentId);
  if (assignment === null) notFound();
  const [t, tKinds, when, all] = await Promise.all([
    getTranslations('class.assign'),
    getTranslations('assignments.kinds'),
    classDate(access),
    getLocale().then(assignables),
  ]);
  const { kind, ref, opensAt, dueAt, note } = assignment;
  const facts = [
    tKinds(kind),
    opensAt === null ? '' : t('opensAt', { at: when(opensAt) }),
    dueAt === null ? '' : `${t('due')}: ${when(dueAt)}`,
    note,
  ];
  return (
    <PageContainer>
      <PageHeader
        title={all.get(targetKey(assignment))?.title ?? `${ref} (${t('gone')})`}
        lead={facts.filter(Boolean).join(' · ')}
        breadcrumb={[
          { label: access.name, href: `/classes/${classId}` },
          { label: t('link'), href: `/classes/${classId}/assignments` },
        ]}
      />
      <Texts namespaces={['class', 'classes', 'assignments']}>
        <div className="flex flex-col gap-12">
          <Results access={access} assignment={assignment} all={all} query={resultsQuery.parse(search)} />
          {may(access.role, 'manage') ? <Change access={access} assignment={assignment} /> : null}
        </div>
      </Texts>
    </PageContainer>
  );
}

interface AssignmentProps {
  readonly access: ClassAccess;
  readonly assignment: Assignment;
}

interface ResultsProps extends AssignmentProps {
  readonly all: ReadonlyMap<string, Assignable>;
  readonly query: ResultsQuery;
}

async function Results({ access, assignment, all, query }: ResultsProps) {
  const [t, tClass, format, when, db] = await Promise.all([
    getTranslations('class.assign'),
    getTranslations('class'),
    getFormatter(),
    classDate(access),
    database(),
  ]);
  const found = await assignmentResults(db, access, assignment, targetsOf(all), query);
  const now = nowMs();
  const rows = found.map((each): ResultRow => {
    const share = each.share === null ? null : format.number(each.share, { style: 'percent' });
    return {
      id: each.learnerId,
      name: learnerName({ id: each.learnerId, name: each.name }, (values) => tClass('unnamed', values)),
      href: `/classes/${access.id}/learners/${each.learnerId}`,
      state: stateOf(each, now),
      due: when(each.dueAt),
      isExtended: each.isExtended,
      done: when(each.countedAt ?? each.doneAt),
      result: share === null ? '' : t('result', { share, attempts: each.attempts }),
    };
  });
  const href = `/classes/${access.id}/assignments/${assignment.id}`;
  const last = Math.max(1, Math.ceil((found[0]?.found ?? 0) / RESULTS_PAGE));
  const link = (who: string, page: number, label: string, isHere = false) => (
    <ButtonLink href={`${href}?who=${who}&page=${page}`} variant={isHere ? 'secondary' : 'ghost'} size="sm">
      {label}
    </ButtonLink>
  );
  return (
    <section aria-labelledby="results" className="flex flex-col gap-4">
      <h2 id="results" className="text-2xl">
        {t('results')}
      </h2>
      <nav aria-label={t('who')} className="flex flex-wrap gap-2">
        {link('all', 1, t('whoItems.all'), query.who === 'all')}
        {link('missing', 1, t('whoItems.missing'), query.who === 'missing')}
      </nav>
      <AssignmentResults
        classId={access.id}
        changeClass={changeClassAction}
        assignment={assignment.id}
        rows={rows}
        sections={access.sections}
        canExtend={may(access.role, 'manage')}
      />
      {last === 1 ? null : (
        <nav aria-label={tClass('pages')} className="flex flex-wrap gap-2">
          {query.page > 1 ? link(query.who, query.page - 1, tClass('previous')) : null}
          {query.page < last ? link(query.who, query.page + 1, tClass('next')) : null}
        </nav>
      )}
    </section>
  );
}

async function Change({ access, assignment }: AssignmentProps) {
  const t = await getTranslations('class.assign');
  const { id, kind, note, opensAt, dueAt, attemptsMax, counts } = assignment;
  const local = (at: Date | null) => (at === null ? null : localTimeOf(at.getTime(), access.timeZone));
  const common = { classId: access.id, changeClass: changeClassAction };
  return (
    <section aria-labelledby="change" className="flex max-w-3xl flex-col gap-5">
      <h2 id="change" className="text-2xl">
        {t('change')}
      </h2>
      <AssignmentForm
        {...common}
        assignment={id}
        isQuiz={kind === 'quiz'}
        timeZone={access.timeZone}
        terms={{ note, opensAt: local(opensAt), dueAt: local(dueAt), attemptsMax, counts }}
      />
      <ChangeButton
        {...common}
        change={{ kind: 'remove-assignment', assignment: id }}
        then={`/classes/${access.id}/assignments`}
        label={t('remove')}
        variant="danger"
        confirm={{ title: t('removeTitle'), lead: t('removeLead') }}
      />
    </section>
  );
}
