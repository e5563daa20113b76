'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import type { GlossaryTerm } from './glossary';
import { TextCard } from './text-card';

/** The looks of a word that has a card. */
const look =
  'cursor-help rounded-xs underline decoration-border-strong decoration-dotted underline-offset-[0.24em] hover:decoration-accent';

/** A term of the glossary in the text, with its meaning on a card. */
export function TermCard({ term, children }: { readonly term: GlossaryTerm; readonly children: ReactNode }) {
  const t = useTranslations('lesson.term');
  const meaningId = useId();
  const { name, text, path } = term;
  const links = path === null ? [] : [{ href: path, text: t('taught') }];
  return (
    <>
      <TextCard card={{ title: name, text, links }} word={{ className: look, 'aria-describedby': meaningId }}>
        {children}
      </TextCard>
      <span id={meaningId} hidden>
        {text}
      </span>
    </>
  );
}
