import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SearchField } from '@/components/search/search-field';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('search');
  return { title: t('title'), robots: { index: false } };
}

/** Search as a page of its own, before anything was asked; `found/page.tsx` is what comes of it. */
export default async function SearchPage() {
  const [t, locale] = await Promise.all([getTranslations('search'), getLocale()]);
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      <SearchField action={`/${locale}/search`} query="" />
    </PageContainer>
  );
}
