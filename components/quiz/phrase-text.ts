import { createTranslator, type Locale } from 'next-intl';
import type { Phrase } from '@/sim/core/question';

/**
 * A lab's phrase as text. Its key comes from the lab's generators: no type names it, so it is looked up below the lab's own
 * messages. Null where there are no words for it.
 */
export function phraseText(labId: string, phrase: Phrase, locale: Locale, messages: unknown): string | null {
  if ('verbatim' in phrase) return phrase.verbatim;
  const text = [labId, ...phrase.key.split('.')].reduce<unknown>(
    (so, key) => (typeof so === 'object' && so !== null ? new Map(Object.entries(so)).get(key) : undefined),
    messages,
  );
  if (typeof text !== 'string') return null;
  return createTranslator({ locale, messages: { text } })('text', { ...phrase.values });
}
