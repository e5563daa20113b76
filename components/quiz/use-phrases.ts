'use client';

import { useLocale, useMessages } from 'next-intl';
import { useMemo } from 'react';
import type { Phrase } from '@/sim/core/question';
import { phraseText } from './phrase-text';

/** A lab's phrases as text, in the page's language. */
export function usePhrases(labId: string): (phrase: Phrase) => string {
  const locale = useLocale();
  const messages = useMessages();
  return useMemo(
    () => (phrase) => {
      // A phrase without its words is better seen than hidden.
      return phraseText(labId, phrase, locale, messages) ?? ('key' in phrase ? phrase.key : '');
    },
    [locale, messages, labId],
  );
}
