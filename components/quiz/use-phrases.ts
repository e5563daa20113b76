'use client';

import { createTranslator, useLocale, useMessages } from 'next-intl';
import { useMemo } from 'react';
import type { Phrase } from '@/sim/core/question';

/** A lab's phrases as text. Their keys come from the lab's generators: no type names them, so they are looked up here. */
export function usePhrases(labId: string): (phrase: Phrase) => string {
  const locale = useLocale();
  const messages = useMessages();
  return useMemo(
    () => (phrase) => {
      if ('verbatim' in phrase) return phrase.verbatim;
      const text = textAt(messages, [labId, 'questions', ...phrase.key.split('.')]);
      // Without its words a phrase is better seen than hidden.
      if (text === null) return phrase.key;
      return createTranslator({ locale, messages: { text } })('text', { ...phrase.values });
    },
    [locale, messages, labId],
  );
}

/** The interface text at the end of a path; null where there is none. */
function textAt(messages: unknown, path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (so, key) => (typeof so === 'object' && so !== null ? new Map(Object.entries(so)).get(key) : undefined),
    messages,
  );
  return typeof found === 'string' ? found : null;
}
