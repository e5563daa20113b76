import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { TopicCard } from '@/components/topic/topic-card';
import { topics } from '@/content/catalog';
import { paths } from '@/content/paths';
import { database } from '@/server/database';
import { progressOf } from '@/server/progress';
import { currentUser } from '@/server/session';
import { outlines } from '../outlines';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('topics');
  return { title: t('title'), description: t('lead') };
}

export default async function TopicsPage() {
  const [t, locale, catalogue, user] = await Promise.all([
    getTranslations('topics'),
    getLocale(),
    topics(),
    currentUser(),
  ]);
  const progress = user
    ? (await progressOf(await database(), [user.id], outlines(catalogue.values()))).get(user.id)
    : undefined;
  const shown = paths
    .map((path) => ({
      id: path.id,
      topics: [...catalogue.values()].filter((topic) =>
        path.topics.some((number) => topic.id.startsWith(`${number}-`)),
      ),
    }))
    .filter((path) => path.topics.length > 0);

  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-12">
        {shown.map((path) => (
          <section key={path.id} aria-labelledby={path.id} className="flex flex-col gap-5">
            <div className="flex flex-col gap-1">
              <h2 id={path.id} className="text-2xl">
                {t(`paths.${path.id}.title`)}
              </h2>
              <p className="text-text-muted">{t(`paths.${path.id}.lead`)}</p>
            </div>
            <ol className="grid gap-4 lg:grid-cols-2">
              {path.topics.map((topic) => (
                <li key={topic.id}>
                  <TopicCard
                    id={topic.id}
                    title={topic.title[locale]}
                    summary={topic.summary[locale]}
                    minutes={topic.minutes}
                    labCount={topic.labs.length}
                    progress={progress?.find((each) => each.topicId === topic.id)}
                  />
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </PageContainer>
  );
}
