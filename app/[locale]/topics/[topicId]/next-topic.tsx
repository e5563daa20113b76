import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { topics } from '@/content/catalog';
import { nextTopics } from '@/content/next-topic';

/** The button that leads on from a topic: to the next written one of its paths, else to all of them. */
export async function NextTopic({ topicId }: { readonly topicId: string }) {
  const [t, locale, catalogue] = await Promise.all([getTranslations('quiz'), getLocale(), topics()]);
  const [next] = nextTopics(topicId, catalogue.keys());
  const topic = next && catalogue.get(next.topicId);
  if (topic === undefined) return <ButtonLink href="/topics">{t('toTopics')}</ButtonLink>;
  return <ButtonLink href={`/topics/${topic.id}`}>{t('toNextTopic', { topic: topic.title[locale] })}</ButtonLink>;
}
