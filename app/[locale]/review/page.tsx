import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ownDue } from '@/app/own-due';
import { ownWork } from '@/app/own-work';
import { ReviewPanel } from '@/components/quiz/review-panel';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { topics } from '@/content/catalog';
import { Texts } from '@/lib/i18n/texts';
import { signedIn } from '../signed-in';
import { discardQuiz, handInQuiz } from '../topics/[topicId]/quiz/actions';
import { openCard, takeBack } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('review');
  return { title: t('title') };
}

export default async function ReviewPage() {
  const user = await signedIn('/review');
  const [t, locale, catalogue] = await Promise.all([getTranslations('review'), getLocale(), topics()]);
  const [queue, own] = await Promise.all([ownDue(user.id), ownWork(user.id, catalogue)]);
  const shownTopics = [...catalogue.values()].map(({ id, title, sources }) => ({
    id,
    title: title[locale],
    sources: sources.map((source) => ({ id: source.id, title: source.title, url: source.url })),
  }));
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Texts namespaces={['review', 'quiz', 'lab.loadFailed', 'report']}>
        <ReviewPanel
          // Another queue is another panel: what was answered in the one before is in its cards.
          key={queue.withheld.map(({ quizId }) => quizId).join(' ')}
          cards={queue.cards}
          withheld={queue.withheld}
          topics={shownTopics}
          next={
            own.next === null ? (
              <ButtonLink href="/topics">{t('toTopics')}</ButtonLink>
            ) : (
              <ButtonLink href={own.next.href}>{t('goOn', { section: own.next.sectionTitle[locale] })}</ButtonLink>
            )
          }
          actions={{ open: openCard, takeBack, handIn: handInQuiz, discard: discardQuiz }}
        />
      </Texts>
    </PageContainer>
  );
}
