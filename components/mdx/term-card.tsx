'use client';

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useLoaded } from '@/components/ui/use-loaded';
import type { GlossaryTerm } from './glossary';
import { termLook } from './term-look';

const fetchPopover = () => import('./term-popover').then((module) => module.TermPopover);

/** A word of the text with its card: shown under the pointer, on focus and by a tap. What shows it is loaded by the first of these. */
export function TermCard({ term, children }: { readonly term: GlossaryTerm; readonly children: ReactNode }) {
  const meaningId = useId();
  const [TermPopover, load] = useLoaded(fetchPopover);
  const [isFocused, setIsFocused] = useState(false);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [isPressed, setIsPressed] = useState(false);

  function press(event: KeyboardEvent<HTMLSpanElement>): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    load();
    setIsPressed(true);
  }

  return (
    <>
      {TermPopover !== null && (isFocused || isPointedAt || isPressed) ? (
        <TermPopover term={term} meaningId={meaningId} isFocused={isFocused}>
          {children}
        </TermPopover>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a button would not break over two lines as a word of the text does.
        <span
          role="button"
          tabIndex={0}
          aria-haspopup="dialog"
          aria-expanded={false}
          aria-describedby={meaningId}
          onPointerEnter={({ pointerType }) => {
            if (pointerType === 'touch') return;
            load();
            setIsPointedAt(true);
          }}
          onPointerLeave={() => setIsPointedAt(false)}
          onFocus={() => {
            load();
            setIsFocused(true);
          }}
          onBlur={() => setIsFocused(false)}
          onClick={() => {
            load();
            setIsPressed(true);
          }}
          onKeyDown={press}
          className={termLook}
        >
          {children}
        </span>
      )}
      <span id={meaningId} hidden>
        {term.text}
      </span>
    </>
  );
}
