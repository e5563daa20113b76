'use client';

import { Popover } from '@base-ui/react/popover';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TextLink } from '@/components/ui/text-link';
import type { CardContent, CardWord } from './text-card';

interface CardPopoverProps {
  readonly card: CardContent;
  readonly word: CardWord;
  /** The word had the focus when this took its place. */
  readonly isFocused: boolean;
  readonly children: ReactNode;
}

/** A piece of the text with its card, open at first; loaded by the pointer or the focus that opens it. */
export function CardPopover({ card, word, isFocused, children }: CardPopoverProps) {
  const [isOpen, setIsOpen] = useState(true);
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isFocused) element.current?.focus({ preventScroll: true });
  }, [isFocused]);
  const take = (found: HTMLElement | null) => {
    element.current = found;
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        nativeButton={false}
        openOnHover
        delay={180}
        closeDelay={120}
        onFocus={({ target }) => {
          if (target.matches(':focus-visible')) setIsOpen(true);
        }}
        onClick={(event) => {
          if (word.href !== undefined) event.preventDefault();
        }}
        render={word.href === undefined ? <span {...word} ref={take} /> : <a {...word} ref={take} />}
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
            <Popover.Title className="mb-1.5 font-semibold text-base">{card.title}</Popover.Title>
            <Popover.Description>{card.text}</Popover.Description>
            {card.links.length === 0 ? null : (
              <p className="mt-2 flex flex-wrap gap-x-4">
                {card.links.map(({ href, text }) =>
                  href.startsWith('#') ? (
                    <a
                      key={href}
                      href={href}
                      onClick={() => setIsOpen(false)}
                      className="inline-flex min-h-control-sm items-center text-accent underline underline-offset-4"
                    >
                      {text}
                    </a>
                  ) : (
                    <TextLink key={href} href={href} className="inline-flex min-h-control-sm items-center">
                      {text}
                    </TextLink>
                  ),
                )}
              </p>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
