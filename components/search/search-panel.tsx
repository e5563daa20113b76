'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Kbd } from '@/components/ui/kbd';
import { Loading } from '@/components/ui/loading';
import { Skeleton } from '@/components/ui/skeleton';
import { Link, useRouter } from '@/lib/i18n/navigation';
import { SearchCommands } from './search-commands';
import { search } from './search-index';
import { SearchResults } from './search-results';
import { useSearchIndex } from './use-search-index';

/** Finds of a kind that the dialog shows; the page shows them all. */
const MOST_OF_A_KIND = 4;

/** Search as one types. */
export function SearchPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('search');
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const looked = useDeferredValue(query);
  const loaded = useSearchIndex();
  const index = loaded.status === 'ready' ? loaded.index : null;
  const result = useMemo(() => (index === null ? null : search(index, looked)), [index, looked]);
  const isAsked = looked.trim() !== '';
  const page = `/search?q=${encodeURIComponent(query)}`;

  useEffect(() => field.current?.focus(), []);

  return (
    <div className="flex min-h-0 flex-col">
      <form
        action={page}
        className="flex items-center gap-2 border-border border-b py-2 pr-2 pl-4"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          router.push(page);
        }}
      >
        <Search aria-hidden="true" className="size-5 shrink-0 text-text-subtle" />
        <input
          ref={field}
          type="search"
          name="q"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          maxLength={100}
          aria-label={t('label')}
          placeholder={t('placeholder')}
          autoComplete="off"
          className="min-h-control min-w-0 flex-1 bg-transparent px-1 text-base outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <Dialog.Close aria-label={t('close')} className={buttonClass('ghost', 'md', 'w-control px-0! text-text-muted')}>
          <X aria-hidden="true" className="size-5" />
        </Dialog.Close>
      </form>
      <div className="min-h-0 overflow-y-auto overscroll-contain p-4 pt-3">
        <p role="status" className="visually-hidden">
          {isAsked && result !== null ? t('count', { count: result.found.length, query: looked }) : ''}
        </p>
        {loaded.status === 'failed' ? (
          <Callout tone="danger" title={t('failed')}>
            <Button variant="secondary" size="sm" className="self-start" onClick={loaded.retry}>
              {t('retry')}
            </Button>
          </Callout>
        ) : !isAsked ? (
          <div className="flex flex-col gap-5">
            <p className="text-sm text-text-muted">{t('hint')}</p>
            <SearchCommands query="" onRun={onClose} />
          </div>
        ) : result === null ? (
          <Loading>
            <Skeleton className="h-5 w-2/3" />
          </Loading>
        ) : result.found.length === 0 ? (
          <div className="flex flex-col gap-5">
            <p className="text-text-muted">{t('count', { count: 0, query: looked })}</p>
            <SearchCommands query={looked} onRun={onClose} />
          </div>
        ) : (
          <div className="flex flex-col gap-6">
            <SearchCommands query={looked} onRun={onClose} />
            <SearchResults result={result} level={3} most={MOST_OF_A_KIND} onFollow={onClose} />
          </div>
        )}
      </div>
      {result !== null && isAsked && result.found.length > 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-3 border-border border-t px-4 py-2 text-sm text-text-muted">
          <Link
            href={page}
            onClick={onClose}
            className="inline-flex min-h-control-sm items-center rounded-xs text-accent"
          >
            {t('all', { count: result.found.length })}
          </Link>
          <span aria-hidden="true" className="hidden items-center gap-1.5 md:flex">
            <Kbd>↑</Kbd>
            <Kbd>↓</Kbd> {t('keys.move')} <Kbd>Enter</Kbd> {t('keys.open')} <Kbd>Esc</Kbd> {t('keys.close')}
          </span>
        </div>
      ) : null}
    </div>
  );
}
