import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SearchField } from '@/components/search/search-field';
import { buildIndex, type SearchIndex, search } from '@/components/search/search-index';
import { SearchResults } from '@/components/search/search-results';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import type { Locale } from '@/lib/i18n/routing';
import { searchDocuments } from '../documents';

const QUERY_CHARACTERS_MAX = 100;
const indexes = new Map<Locale, Promise<SearchIndex>>();

/** The index of a language, built when it is first asked for. */
function indexOf(locale: Locale): Promise<SearchIndex> {
  const index = indexes.get(locale) ?? searchDocuments(locale).then(buildIndex);
  indexes.set(locale, index);
  return index;
}

type Props = PageProps<'/[locale]/search/found'>;

async function queryOf({ searchParams }: Props): Promise<string> {
  const { q } = await searchParams;
  return typeof q === 'string' ? q.slice(0, QUERY_CHARACTERS_MAX) : '';
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, query] = await Promise.all([getTranslations('search'), queryOf(props)]);
  return { title: query === '' ? t('title') : t('titleFor', { query }), robots: { index: false } };
}

/** What a search finds. `proxy.ts` shows it at the address of the search page when that has a query. It needs no script. */
export default async function FoundPage(props: Props) {
  const [t, locale, query] = await Promise.all([getTranslations('search'), getLocale(), queryOf(props)]);
  const result = search(await indexOf(locale), query);
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        <SearchField action={`/${locale}/search`} query={query} />
        {query.trim() === '' ? null : (
          <div className="flex flex-col gap-8">
            <p role="status" className="text-text-muted">
              {t('count', { count: result.found.length, query })}
            </p>
            <SearchResults result={result} level={2} />
          </div>
        )}
      </div>
    </PageContainer>
  );
}
