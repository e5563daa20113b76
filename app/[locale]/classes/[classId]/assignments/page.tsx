import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { type Assignable, assignables, targetsOf } from '@/app/assignable';
import { AssignForm, type AssignmentKind } from '@/components/class/assignment-forms';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { DataTable } from '@/components/ui/data-table';
import { TextLink } from '@/components/ui/text-link';
import { Texts } from '@/lib/i18n/texts';
import { ASSIGNMENT_KINDS, assignmentCounts, assignmentsOf, targetKey } from '@/server/class-assignments';
import { type ClassAccess, may } from '@/server/class-roles';
import { database } from '@/server/database';
import { changeClassAction } from '../../actions';
import { classDate } from '../class-date';
import { openedClassAs } from '../opened-class';

type Props = PageProps<'/[locale]/classes/[classId]/assignments'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assignments'))('title') };
}

/** What is assigned in a class, for its staff. */
export default async function AssignmentsPage({ params }: Props) {
  const { classId } = await params;
  const { access } = await openedClassAs(classId, 'see learners');
  const [t, tClass, all] = await Promise.all([
    getTranslations('class.assign'),
    getTranslations('class'),
    getLocale().then(assignables),
  ]);
  return (
    <PageContainer>
      <PageHeader
        title={t('link')}
        lead={t('lead')}
        breadcrumb={[
          { label: tClass('classes'), href: '/classes' },
          { label: access.name, href: `/classes/${classId}` },
        ]}
      />
      <div className="flex flex-col gap-12">
        <Assignments access={access} all={all} />
        {may(access.role, 'manage') ? (
          <section aria-labelledby="new" className="flex max-w-3xl flex-col gap-5">
            <h2 id="new" className="text-2xl">
              {t('new')}
            </h2>
            <Texts namespaces={['class', 'classes', 'assignments']}>
              <AssignForm
                classId={classId}
                changeClass={changeClassAction}
                timeZone={access.timeZone}
                choices={choicesOf(all)}
              />
            </Texts>
          </section>
        ) : null}
      </div>
    </PageContainer>
  );
}

function choicesOf(all: ReadonlyMap<string, Assignable>) {
  const ofKind = (kind: AssignmentKind) =>
    [...all.values()].filter((each) => each.kind === kind).map(({ ref, title }) => ({ ref, title }));
  return Object.fromEntries(ASSIGNMENT_KINDS.map((kind) => [kind, ofKind(kind)])) as Record<
    AssignmentKind,
    ReturnType<typeof ofKind>
  >;
}

interface AssignmentsProps {
  readonly access: ClassAccess;
  readonly all: ReadonlyMap<string, Assignable>;
}

async function Assignments({ access, all }: AssignmentsProps) {
  const [t, tKinds, when, db] = await Promise.all([
    getTranslations('class.assign'),
    getTranslations('assignments.kinds'),
    classDate(access),
    database(),
  ]);
  const list = await assignmentsOf(db, access.id);
  if (list.length === 0) return <p className="text-text-muted">{t('none')}</p>;
  const counts = await assignmentCounts(db, access.id, list, targetsOf(all));
  return (
    <DataTable
      caption={t('link')}
      rows={list}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'what',
          header: t('what'),
          cell: ({ id, kind, ref }) => (
            <>
              <span className="text-text-muted">{tKinds(kind)} · </span>
              <TextLink href={`/classes/${access.id}/assignments/${id}`}>
                {all.get(targetKey({ kind, ref }))?.title ?? `${ref} (${t('gone')})`}
              </TextLink>
            </>
          ),
        },
        { key: 'opens', header: t('opens'), cell: ({ opensAt }) => when(opensAt) },
        { key: 'due', header: t('due'), cell: ({ dueAt }) => when(dueAt) },
        {
          key: 'done',
          header: t('doneOf'),
          numeric: true,
          cell: ({ id }) => {
            const { done = 0, learners = 0 } = counts.get(id) ?? {};
            return t('doneCount', { done, learners });
          },
        },
      ]}
    />
  );
}
