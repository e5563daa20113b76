'use client';

import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { useLoaded } from '@/components/ui/use-loaded';

/** What a card says of a piece of the text. */
export interface CardContent {
  readonly title: string;
  readonly text: string;
  /** Where more is to be read: a path of this site without a language, a place of this page, or another site's address. */
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** What is pointed at: a word of the text, or with `href` a link that leads there without script. */
export interface CardWord {
  readonly className: string;
  readonly href?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
}

interface TextCardProps {
  readonly card: CardContent;
  readonly word: CardWord;
  readonly children: ReactNode;
}

const fetchPopover = () => import('./card-popover').then((module) => module.CardPopover);

/** A piece of the text with its card: shown under the pointer, on focus and by a tap. What shows it is loaded by the first of these. */
export function TextCard({ card, word, children }: TextCardProps) {
  const [CardPopover, load] = useLoaded(fetchPopover);
  const [isFocused, setIsFocused] = useState(false);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [isPressed, setIsPressed] = useState(false);

  if (CardPopover !== null && (isFocused || isPointedAt || isPressed)) {
    return (
      <CardPopover card={card} word={word} isFocused={isFocused}>
        {children}
      </CardPopover>
    );
  }

  function press(event: KeyboardEvent | MouseEvent): void {
    if ('key' in event && event.key !== 'Enter' && event.key !== ' ') return;
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    load();
    setIsPressed(true);
  }

  const Word = word.href === undefined ? 'span' : 'a';
  return (
    <Word
      {...word}
      role="button"
      tabIndex={0}
      aria-haspopup="dialog"
      aria-expanded={false}
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
      onClick={press}
      onKeyDown={press}
    >
      {children}
    </Word>
  );
}
