'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent as KeyPress, useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Loading } from '@/components/ui/loading';
import { Skeleton } from '@/components/ui/skeleton';

// The index and what reads it come only when somebody searches.
const SearchPanel = dynamic(() => import('./search-panel').then((module) => module.SearchPanel), {
  loading: () => (
    <Loading>
      <Skeleton className="m-4 h-5 w-2/3" />
    </Loading>
  ),
});

/** The button in the header; `/` and Ctrl+K (on a Mac Cmd+K) do the same. */
export function SearchDialog() {
  const t = useTranslations('search');
  const [isOpen, setIsOpen] = useState(false);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isSearchKey(event)) return;
      event.preventDefault();
      setIsOpen(true);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger
        render={<IconButton label={t('open')} shortcut="/" icon={<Search aria-hidden="true" />} tooltipSide="bottom" />}
      />
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Viewport className="fixed inset-0 z-overlay grid items-start overflow-hidden p-3 sm:p-6 sm:pt-[12dvh]">
          <Dialog.Popup
            onKeyDown={moveAmongFinds}
            className="mx-auto flex max-h-[calc(100dvh-1.5rem)] w-full max-w-2xl flex-col overflow-hidden rounded-xl border border-border bg-raised shadow-lg outline-none transition-[opacity,translate] duration-base data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:max-h-[76dvh]"
          >
            <Dialog.Title className="visually-hidden">{t('title')}</Dialog.Title>
            <SearchPanel onClose={() => setIsOpen(false)} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The arrow keys go from the field into the finds and back. */
function moveAmongFinds(event: KeyPress<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  // While a syllable is being composed the arrow keys are the input method's.
  if (step === undefined || event.nativeEvent.isComposing) return;
  const finds = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-found]')];
  const next = finds.findIndex((find) => find.matches(':focus')) + step;
  event.preventDefault();
  if (next < 0) event.currentTarget.querySelector('input')?.focus();
  else finds[Math.min(next, finds.length - 1)]?.focus();
}

/** `/` where nothing is being typed, and Ctrl+K or Cmd+K anywhere. With Hangul on, K gives ㅏ: then its place on the keyboard tells. */
function isSearchKey({ key, code, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' || code === 'KeyK';
  const isTyped = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true]');
  return key === '/' && !isTyped;
}
