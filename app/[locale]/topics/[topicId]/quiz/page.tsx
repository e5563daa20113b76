import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { AttemptPanel } from '@/components/quiz/attempt-panel';
import { AttemptWelcome } from '@/components/quiz/attempt-welcome';
import { placeIn } from '@/components/quiz/question-place';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { attemptWithBeliefs } from '@/content/beliefs';
import { topics } from '@/content/catalog';
import { Texts } from '@/lib/i18n/texts';
import { quizItemCount } from '@/quiz/draw';
import { latestAttempt } from '@/server/attempts';
import { database } from '@/server/database';
import { highlightItems } from '@/server/highlight';
import { signedIn } from '../../../signed-in';
import { NextTopic } from '../next-topic';
import { quizObjectives } from '../quiz-objectives';
import { askHint, beginAttempt, discardQuiz, handInQuiz } from './actions';

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
  const attempt = await latestAttempt(await database(), user.id, topic.id);
  const at = placeIn((await props.searchParams).q);
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('title', { topic: topic.title[locale] })}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: `/topics/${topic.id}` },
        ]}
      />
      <Texts namespaces={['quiz', 'lab.loadFailed', 'report']}>
        <AttemptPanel
          topicId={topic.id}
          behaviour="quiz"
          next={<NextTopic topicId={topic.id} />}
          objectives={quizObjectives(topic, locale)}
          at={at}
          sources={topic.sources.map(({ id, title, url }) => ({ id, title, url }))}
          initial={attempt && { attempt: await attemptWithBeliefs(attempt), code: await highlightItems(attempt.items) }}
          actions={{ start: beginAttempt, hint: askHint, handIn: handInQuiz, discard: discardQuiz }}
          welcome={<AttemptWelcome behaviour="quiz" topicId={topic.id} count={quizItemCount(topic.quiz)} />}
        />
      </Texts>
    </PageContainer>
  );
}
