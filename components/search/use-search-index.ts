'use client';

import { useLocale } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { loadIndex, type SearchIndex } from './search-index';

type Loaded =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly index: SearchIndex };

/** Kept while the page lives: an index is fetched once per language. */
const kept = new Map<string, Promise<SearchIndex>>();

async function fetchIndex(locale: string): Promise<SearchIndex> {
  const response = await fetch(`/${locale}/search/index.json`);
  if (!response.ok) throw new Error(`the search index answered ${response.status}`);
  return loadIndex(await response.json());
}

/** The index of the reader's language, fetched when this is first drawn. `retry` asks again after a failure. */
export function useSearchIndex(): Loaded & { readonly retry: () => void } {
  const locale = useLocale();
  const [loaded, setLoaded] = useState<Loaded>({ status: 'loading' });
  const load = useCallback(() => {
    setLoaded({ status: 'loading' });
    const index = kept.get(locale) ?? fetchIndex(locale);
    kept.set(locale, index);
    index.then(
      (ready) => setLoaded({ status: 'ready', index: ready }),
      () => {
        kept.delete(locale);
        setLoaded({ status: 'failed' });
      },
    );
  }, [locale]);
  useEffect(load, [load]);
  return { ...loaded, retry: load };
}
