'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useLoaded } from '@/components/ui/use-loaded';

// The dialog, the index and what reads it come only when somebody searches.
const fetchDialog = () => import('./search-dialog').then((module) => module.SearchDialog);

/** The button in the header that opens search; `/` and Ctrl+K (on a Mac Cmd+K) do the same. */
export function SearchButton() {
  const t = useTranslations('search');
  const [isOpen, setIsOpen] = useState(false);
  const [SearchDialog, load] = useLoaded(fetchDialog);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isSearchKey(event)) return;
      event.preventDefault();
      load();
      setIsOpen(true);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [load]);

  return (
    <>
      <IconButton
        label={t('open')}
        shortcut="/"
        icon={<Search aria-hidden="true" />}
        tooltipSide="bottom"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          load();
          setIsOpen(true);
        }}
      />
      {SearchDialog === null ? null : <SearchDialog isOpen={isOpen} onOpenChange={setIsOpen} />}
    </>
  );
}

/** `/` where nothing is being typed, and Ctrl+K or Cmd+K anywhere. With Hangul on, K gives ㅏ: then its place on the keyboard tells. */
function isSearchKey({ key, code, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' || code === 'KeyK';
  const isTyped = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true]');
  return key === '/' && !isTyped;
}
