import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CaseCards } from '@/components/mdx/case-cards';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { cases } from '@/content/cases';
import { shownCase } from '../shown-case';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('case');
  return { title: t('title'), description: t('lead') };
}

/** Every field case, by topic: what was seen. Its own page tells the rest. */
export default async function CasesPage() {
  const [t, locale, all] = await Promise.all([getTranslations('case'), getLocale(), cases()]);
  const byTopic = all.toSorted((one, other) => one.topic.localeCompare(other.topic, 'en'));
  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} />
      <CaseCards cases={byTopic.map((each) => shownCase(each, locale))} level={2} />
    </PageContainer>
  );
}
