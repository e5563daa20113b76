'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent as KeyPress } from 'react';
import { SearchPanel } from './search-panel';

interface SearchDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Search over the page. */
export function SearchDialog({ isOpen, onOpenChange }: SearchDialogProps) {
  const t = useTranslations('search');
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Viewport className="fixed inset-0 z-overlay grid items-start overflow-hidden p-3 sm:p-6 sm:pt-[12dvh]">
          <Dialog.Popup
            onKeyDown={moveAmongFinds}
            className="mx-auto flex max-h-[calc(100dvh-1.5rem)] w-full max-w-2xl flex-col overflow-hidden rounded-xl border border-border bg-raised shadow-lg outline-none transition-[opacity,translate] duration-base data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:max-h-[76dvh]"
          >
            <Dialog.Title className="visually-hidden">{t('title')}</Dialog.Title>
            <SearchPanel onClose={() => onOpenChange(false)} />
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
