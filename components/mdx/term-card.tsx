'use client';

import { Popover } from '@base-ui/react/popover';
import { useTranslations } from 'next-intl';
import { type FocusEvent, type ReactNode, useId, useState } from 'react';
import { Link } from '@/lib/i18n/navigation';
import type { GlossaryTerm } from './glossary';

/** A word of the text with its card: shown under the pointer, on focus and by a tap. */
export function TermCard({ term, children }: { readonly term: GlossaryTerm; readonly children: ReactNode }) {
  const t = useTranslations('lesson.term');
  const [isOpen, setIsOpen] = useState(false);
  const meaningId = useId();

  function onFocus({ target }: FocusEvent<HTMLElement>): void {
    if (target.matches(':focus-visible')) setIsOpen(true);
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        nativeButton={false}
        openOnHover
        delay={180}
        closeDelay={120}
        aria-describedby={meaningId}
        onFocus={onFocus}
        render={
          <span className="cursor-help rounded-xs underline decoration-border-strong decoration-dotted underline-offset-[0.24em] hover:decoration-accent" />
        }
      >
        {children}
      </Popover.Trigger>
      <span id={meaningId} hidden>
        {term.text}
      </span>
      <Popover.Portal>
        <Popover.Positioner side="top" sideOffset={6} collisionPadding={12} className="z-popup">
          <Popover.Popup
            initialFocus={false}
            finalFocus={false}
            className="popup max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-border bg-raised p-4 text-sm shadow-lg outline-none"
          >
            <Popover.Title className="mb-1.5 font-semibold text-base">{term.name}</Popover.Title>
            <Popover.Description>{term.text}</Popover.Description>
            {term.path === null ? null : (
              <Link href={term.path} className="mt-2 inline-flex min-h-control-sm items-center text-accent">
                {t('taught')}
              </Link>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
