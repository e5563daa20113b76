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
import { type Attempt, latestAttempt } from '@/server/attempts';
import { database } from '@/server/database';
import { highlightItems } from '@/server/highlight';
import { signedIn } from '../../../signed-in';
import { NextTopic } from '../next-topic';
import { askHint, beginAttempt, discardQuiz, handInQuiz } from '../quiz/actions';
import { quizObjectives } from '../quiz-objectives';

type Props = PageProps<'/[locale]/topics/[topicId]/practice'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, topic, locale] = await Promise.all([getTranslations('quiz'), topicOf(props), getLocale()]);
  return { title: t('practiceTitle', { topic: topic.title[locale] }) };
}

/** Practice begins, or goes on, when it is asked to: opening the page writes nothing. An address with a question leads to it. */
export default async function PracticePage(props: Props) {
  const [t, topic, locale] = await Promise.all([getTranslations('quiz'), topicOf(props), getLocale()]);
  const { q, objective: wanted } = await props.searchParams;
  const objective = topic.objectives.find(({ id }) => id === wanted);
  const query = objective === undefined ? '' : `?objective=${objective.id}`;
  const user = await signedIn(`/topics/${topic.id}/practice${query}`);
  const at = placeIn(q);
  const attempt = at === null ? null : await latestAttempt(await database(), user.id, topic.id, 'practice');
  const bank = topic.quiz.filter((item) => objective === undefined || item.objective === objective.id);
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('practiceTitle', { topic: topic.title[locale] })}
        lead={objective?.text[locale]}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: `/topics/${topic.id}` },
        ]}
      />
      <Texts namespaces={['quiz', 'lab.loadFailed', 'report']}>
        <AttemptPanel
          // Practice of another objective is another attempt.
          key={objective?.id ?? ''}
          topicId={topic.id}
          behaviour="practice"
          next={<NextTopic topicId={topic.id} />}
          objectives={quizObjectives(topic, locale)}
          at={at}
          sources={topic.sources.map(({ id, title, url }) => ({ id, title, url }))}
          objective={objective?.id}
          initial={
            attempt && isOf(attempt, objective?.id)
              ? { attempt: await attemptWithBeliefs(attempt), code: await highlightItems(attempt.items) }
              : null
          }
          actions={{ start: beginAttempt, hint: askHint, handIn: handInQuiz, discard: discardQuiz }}
          welcome={<AttemptWelcome behaviour="practice" topicId={topic.id} count={bank.length} />}
        />
      </Texts>
    </PageContainer>
  );
}

/** Whether it is practice of that objective's items alone, or of the topic's where there is none. */
function isOf({ items }: Attempt, objective: string | undefined): boolean {
  const objectives = new Set(items.map((item) => item.objective));
  return objective === undefined ? objectives.size !== 1 : [...objectives].every((each) => each === objective);
}
