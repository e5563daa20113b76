import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MyPlace } from '@/components/class/my-place';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Texts } from '@/lib/i18n/texts';
import { ownMembership } from '@/server/class-changes';
import { type ClassAccess, may } from '@/server/class-roles';
import { database } from '@/server/database';
import { changeMembershipAction } from '../actions';
import { Feedback } from './feedback';
import { MyAssignments, ShownAssignments } from './my-assignments';
import { openedClass } from './opened-class';
import { ClassOverview } from './overview';

type Props = PageProps<'/[locale]/classes/[classId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await openedClass((await params).classId)).access.name };
}

export default async function ClassPage({ params, searchParams }: Props) {
  const [{ classId }, search] = await Promise.all([params, searchParams]);
  const { user, access } = await openedClass(classId);
  const [t, tSample] = await Promise.all([getTranslations('class'), getTranslations('classes.sample')]);
  const isPreview = may(access.role, 'see learners') && search.view === 'learner';
  if (may(access.role, 'see learners') && !isPreview) {
    return (
      <PageContainer>
        <PageHeader
          title={access.name}
          lead={
            access.isArchived ? t('archivedLead') : t(`leads.${access.role === 'learner' ? 'assistant' : access.role}`)
          }
          breadcrumb={[{ label: t('classes'), href: '/classes' }]}
          actions={
            <>
              <ButtonLink href={`/classes/${classId}?view=learner`} variant="ghost">
                {t('viewAsLearner')}
              </ButtonLink>
              <ButtonLink href={`/classes/${classId}/assignments`} variant="secondary">
                {t('assign.link')}
              </ButtonLink>
              {may(access.role, 'manage') ? (
                <ButtonLink href={`/classes/${classId}/settings`} variant="secondary">
                  {t('manage')}
                </ButtonLink>
              ) : null}
            </>
          }
        />
        {access.isSample ? (
          <Callout className="mb-8" title={tSample('badge')}>
            {tSample('notice')}
          </Callout>
        ) : null}
        <Texts namespaces={['class', 'classes.errors', 'mastery.levels']}>
          <ClassOverview access={access} search={search} />
        </Texts>
      </PageContainer>
    );
  }
  return <LearnersPage access={access} userId={user.id} isPreview={isPreview} />;
}

interface LearnersPageProps {
  readonly access: ClassAccess;
  readonly userId: string;
  /** Shown to somebody who teaches the class: nothing can be changed then. */
  readonly isPreview: boolean;
}

/** A class as a learner has it. */
async function LearnersPage({ access, userId, isPreview }: LearnersPageProps) {
  const t = await getTranslations('classes');
  const tClass = await getTranslations('class');
  const me = isPreview ? null : await ownMembership(await database(), userId, access.id);
  if (me === null && !isPreview) notFound();
  return (
    <PageContainer width="narrow">
      {isPreview ? (
        <Callout className="mb-8" title={tClass('previewTitle')}>
          <ButtonLink href={`/classes/${access.id}`} variant="secondary" className="self-start">
            {tClass('previewEnd')}
          </ButtonLink>
        </Callout>
      ) : null}
      <PageHeader
        title={access.name}
        lead={access.ownerName === null ? undefined : t('by', { name: access.ownerName })}
        breadcrumb={[{ label: t('title'), href: '/classes' }]}
      />
      <div className="flex flex-col gap-10">
        {isPreview ? <ShownAssignments access={access} /> : <MyAssignments userId={userId} classId={access.id} />}
        {isPreview ? null : <Feedback userId={userId} classId={access.id} />}
        <ButtonLink href="/topics" className="self-start">
          {t('toTopics')}
        </ButtonLink>
        <Callout title={t('joinedTitle')}>{t('whatIsSeen')}</Callout>
        <section aria-labelledby="about-me" className="flex flex-col gap-5">
          <h2 id="about-me" className="text-2xl">
            {t('aboutMe')}
          </h2>
          {me?.section ? <p>{t('inSection', { name: me.section.name })}</p> : null}
          {me === null ? (
            <p className="text-text-muted">{tClass('previewAboutMe')}</p>
          ) : (
            <Texts namespaces={['classes']}>
              <MyPlace
                classId={access.id}
                me={{ alias: me.alias ?? '', studentNumber: me.studentNumber ?? '', showsStanding: me.showsStanding }}
                changeMembership={changeMembershipAction}
              />
            </Texts>
          )}
        </section>
      </div>
    </PageContainer>
  );
}
