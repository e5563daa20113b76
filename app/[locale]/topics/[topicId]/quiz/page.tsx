import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Quiz } from '@/components/quiz/quiz';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { topics } from '@/content/catalog';
import { publicItem } from '@/quiz/score';
import { latestAttempt } from '@/server/attempts';
import { database } from '@/server/database';
import { signedIn } from '../../../signed-in';

type Props = PageProps<'/[locale]/topics/[topicId]/quiz'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, topic, locale] = await Promise.all([getTranslations('quiz'), topicOf(props), getLocale()]);
  return { title: t('title', { topic: topic.title[locale] }) };
}

export default async function QuizPage(props: Props) {
  const [t, topic, locale] = await Promise.all([getTranslations('quiz'), topicOf(props), getLocale()]);
  const user = await signedIn(`/topics/${topic.id}/quiz`);
  const attempt = await latestAttempt(await database(), user.id, topic.id, topic.quiz);
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('title', { topic: topic.title[locale] })}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: `/topics/${topic.id}` },
        ]}
      />
      <Quiz
        topicId={topic.id}
        items={topic.quiz.map(publicItem)}
        sources={topic.sources.map(({ id, title, url }) => ({ id, title, url }))}
        attempt={attempt && { id: attempt.id, answered: attempt.answered }}
      />
    </PageContainer>
  );
}
