import { Sprout } from 'lucide-react';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { TopicProgressCard } from '@/components/topic/topic-progress-card';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { topics } from '@/content/catalog';
import { database } from '@/server/database';
import { progressOf } from '@/server/progress';
import { outlines } from '../outlines';
import { signedIn } from '../signed-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('progress');
  return { title: t('title') };
}

export default async function ProgressPage() {
  const user = await signedIn('/progress');
  const [t, locale, catalogue] = await Promise.all([getTranslations('progress'), getLocale(), topics()]);
  const all = (await progressOf(await database(), [user.id], outlines(catalogue.values()))).get(user.id) ?? [];
  const begun = all.filter(
    (each) =>
      each.sectionsRead > 0 ||
      each.labRuns > 0 ||
      each.challenges > 0 ||
      each.predictions.answered > 0 ||
      each.bestQuiz !== null ||
      each.openAnswers !== null,
  );
  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} />
      {begun.length === 0 ? (
        <EmptyState
          icon={Sprout}
          title={t('emptyTitle')}
          description={t('empty')}
          action={<ButtonLink href="/topics">{t('toTopics')}</ButtonLink>}
        />
      ) : (
        <ul className="grid gap-5">
          {begun.map((each) => (
            <li key={each.topicId}>
              <TopicProgressCard title={catalogue.get(each.topicId)?.title[locale] ?? each.topicId} progress={each} />
            </li>
          ))}
        </ul>
      )}
    </PageContainer>
  );
}
