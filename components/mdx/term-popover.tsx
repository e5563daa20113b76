'use client';

import { Popover } from '@base-ui/react/popover';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from '@/lib/i18n/navigation';
import type { GlossaryTerm } from './glossary';
import { termLook } from './term-look';

interface TermPopoverProps {
  readonly term: GlossaryTerm;
  /** Of the element that says what the word means. */
  readonly meaningId: string;
  /** The word had the focus when this took its place. */
  readonly isFocused: boolean;
  readonly children: ReactNode;
}

/** A word of the text with its card, open at first; loaded by the pointer or the focus that opens it. */
export function TermPopover({ term, meaningId, isFocused, children }: TermPopoverProps) {
  const t = useTranslations('lesson.term');
  const [isOpen, setIsOpen] = useState(true);
  const word = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isFocused) word.current?.focus({ preventScroll: true });
  }, [isFocused]);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        nativeButton={false}
        openOnHover
        delay={180}
        closeDelay={120}
        aria-describedby={meaningId}
        onFocus={({ target }) => {
          if (target.matches(':focus-visible')) setIsOpen(true);
        }}
        render={<span ref={word} className={termLook} />}
      >
        {children}
      </Popover.Trigger>
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
