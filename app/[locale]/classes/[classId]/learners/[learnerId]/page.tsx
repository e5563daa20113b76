import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { masteryOutlines } from '@/app/outlines';
import { ChangeButton } from '@/components/class/change-button';
import { SectionForm } from '@/components/class/class-forms';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { DataTable } from '@/components/ui/data-table';
import { topics } from '@/content/catalog';
import { Texts } from '@/lib/i18n/texts';
import { MASTERY_LEVELS } from '@/quiz/mastery';
import { type ClassLearner, learnerIn, learnerTopics } from '@/server/class-learner';
import { type ClassAccess, may } from '@/server/class-roles';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { changeClassAction } from '../../../actions';
import { learnerName } from '../../learner-name';
import { openedClassAs } from '../../opened-class';
import { Evidence } from './evidence';
import { Notes } from './notes';

type Props = PageProps<'/[locale]/classes/[classId]/learners/[learnerId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await openedClassAs((await params).classId, 'see learners')).access.name };
}

export default async function LearnerPage({ params }: Props) {
  const { classId, learnerId } = await params;
  const { access } = await openedClassAs(classId, 'see learners');
  const learner = await learnerIn(await database(), access, learnerId);
  if (learner === null) notFound();
  const t = await getTranslations('class');
  const name = learnerName(learner, (values) => t('unnamed', values));
  const section = access.sections.find(({ id }) => id === learner.sectionId)?.name;
  const facts = [learner.email, learner.alias === name ? null : learner.alias, learner.studentNumber, section];
  return (
    <PageContainer>
      <PageHeader
        title={name}
        lead={facts.filter(Boolean).join(' · ')}
        breadcrumb={[
          { label: t('classes'), href: '/classes' },
          { label: access.name, href: `/classes/${classId}` },
        ]}
        meta={<Periods access={access} learner={learner} />}
      />
      <div className="flex flex-col gap-12">
        <TopicsPart learner={learner} />
        <Evidence learner={learner} href={`/classes/${classId}/learners/${learnerId}`} />
        {may(access.role, 'write notes') ? <Notes access={access} learnerId={learner.id} /> : null}
        {may(access.role, 'manage') ? <ManagePart access={access} learner={learner} name={name} /> : null}
      </div>
    </PageContainer>
  );
}

interface LearnerProps {
  readonly learner: ClassLearner;
}

async function Periods({ access, learner }: LearnerProps & { readonly access: ClassAccess }) {
  const [t, format] = await Promise.all([getTranslations('class.member'), getFormatter()]);
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeZone: access.timeZone });
  const periods = learner.periods.map(({ joinedAt, leftAt }) =>
    leftAt === null
      ? t('periodOpen', { from: day(joinedAt) })
      : t('periodEnded', { from: day(joinedAt), to: day(leftAt) }),
  );
  return (
    <p className="text-sm text-text-muted">
      {t('periods')}: {periods.join(', ')}. {t(learner.showsStanding ? 'standing' : 'noStanding')}.
    </p>
  );
}

async function TopicsPart({ learner }: LearnerProps) {
  const [t, tLevels, format, locale, catalogue] = await Promise.all([
    getTranslations('class.member'),
    getTranslations('mastery.levels'),
    getFormatter(),
    getLocale(),
    topics(),
  ]);
  const rows = await learnerTopics(await database(), learner, masteryOutlines(catalogue.values()), nowMs());
  const percent = (share: number | null) => (share === null ? t('none') : format.number(share, { style: 'percent' }));
  return (
    <section aria-labelledby="topics" className="flex flex-col gap-5">
      <h2 id="topics" className="text-2xl">
        {t('topics')}
      </h2>
      <DataTable
        caption={t('topics')}
        rows={rows}
        rowKey={({ topicId }) => topicId}
        columns={[
          {
            key: 'topic',
            header: t('columns.topic'),
            cell: ({ topicId }) => catalogue.get(topicId)?.title[locale] ?? topicId,
          },
          {
            key: 'level',
            header: t('columns.level'),
            cell: ({ level }) => tLevels(MASTERY_LEVELS[level] ?? 'not-started'),
          },
          { key: 'last', header: t('columns.last'), numeric: true, cell: ({ last }) => percent(last) },
          { key: 'best', header: t('columns.best'), numeric: true, cell: ({ best }) => percent(best) },
          { key: 'attempts', header: t('columns.attempts'), numeric: true, cell: ({ attempts }) => attempts },
          { key: 'answers', header: t('columns.answers'), numeric: true, cell: ({ answers }) => answers },
          { key: 'practised', header: t('columns.practised'), numeric: true, cell: ({ practised }) => practised },
          {
            key: 'sections',
            header: t('columns.sections'),
            numeric: true,
            cell: ({ topicId, sections }) => {
              const count = catalogue.get(topicId)?.sections.length ?? 0;
              return t('sectionsRead', { read: Math.min(sections, count), count });
            },
          },
        ]}
      />
    </section>
  );
}

interface ManageProps extends LearnerProps {
  readonly access: ClassAccess;
  readonly name: string;
}

async function ManagePart({ access, learner, name }: ManageProps) {
  const t = await getTranslations('class.member');
  const common = { classId: access.id, changeClass: changeClassAction };
  const last = learner.periods.at(-1);
  const isIn = last?.leftAt === null;
  const staffRole = (role: 'co-instructor' | 'assistant', label: string) => (
    <ChangeButton
      {...common}
      change={{ kind: 'make-staff', learner: learner.id, role }}
      label={label}
      confirm={{ title: t('makeTitle', { name }), lead: t('makeLead') }}
    />
  );
  return (
    <section aria-labelledby="manage" className="flex max-w-xl flex-col gap-5">
      <h2 id="manage" className="text-2xl">
        {t('manage')}
      </h2>
      <Texts namespaces={['class', 'classes']}>
        {access.sections.length === 0 ? null : (
          <SectionForm {...common} learner={learner.id} section={learner.sectionId} sections={access.sections} />
        )}
        <div className="flex flex-wrap gap-2">
          {isIn && may(access.role, 'own') ? (
            <>
              {staffRole('co-instructor', t('makeCo'))}
              {staffRole('assistant', t('makeAssistant'))}
            </>
          ) : null}
          {isIn ? (
            <ChangeButton
              {...common}
              change={{ kind: 'remove-learner', learner: learner.id }}
              label={t('remove')}
              variant="danger"
              confirm={{ title: t('removeTitle', { name }), lead: t('removeLead') }}
            />
          ) : last?.endedBy === 'staff' ? (
            <ChangeButton {...common} change={{ kind: 'restore-learner', learner: learner.id }} label={t('restore')} />
          ) : null}
        </div>
      </Texts>
    </section>
  );
}
