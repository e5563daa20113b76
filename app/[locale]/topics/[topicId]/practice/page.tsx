import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { SittingPanel } from '@/components/quiz/sitting-panel';
import { SittingWelcome } from '@/components/quiz/sitting-welcome';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { topics } from '@/content/catalog';
import { Texts } from '@/lib/i18n/texts';
import { signedIn } from '../../../signed-in';
import { askHint, discardQuiz, handInQuiz, startSitting } from '../quiz/actions';

type Props = PageProps<'/[locale]/topics/[topicId]/practice'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, topic, locale] = await Promise.all([getTranslations('quiz'), topicOf(props), getLocale()]);
  return { title: t('practiceTitle', { topic: topic.title[locale] }) };
}

/** Practice begins, or goes on, when it is asked to: opening the page writes nothing. */
export default async function PracticePage(props: Props) {
  const [t, topic, locale] = await Promise.all([getTranslations('quiz'), topicOf(props), getLocale()]);
  await signedIn(`/topics/${topic.id}/practice`);
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('practiceTitle', { topic: topic.title[locale] })}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: `/topics/${topic.id}` },
        ]}
      />
      <Texts namespaces={['quiz', 'lab.loadFailed', 'report']}>
        <SittingPanel
          topicId={topic.id}
          behaviour="practice"
          sources={topic.sources.map(({ id, title, url }) => ({ id, title, url }))}
          initial={null}
          actions={{ start: startSitting, hint: askHint, handIn: handInQuiz, discard: discardQuiz }}
          welcome={<SittingWelcome behaviour="practice" topicId={topic.id} count={topic.quiz.length} />}
        />
      </Texts>
    </PageContainer>
  );
}
