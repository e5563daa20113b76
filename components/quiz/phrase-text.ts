import { createTranslator, type Locale } from 'next-intl';
import { withParticles } from '@/lib/korean-particles';
import type { Phrase } from '@/sim/core/question';

/**
 * A lab's phrase as text. Its key comes from the lab's generators: no type names it, so it is looked up below the lab's own
 * messages. Null where there are no words for it.
 */
export function phraseText(labId: string, phrase: Phrase, locale: Locale, messages: unknown): string | null {
  if ('verbatim' in phrase) return phrase.verbatim;
  const text = ['labs', labId, ...phrase.key.split('.')].reduce<unknown>(
    (so, key) => (typeof so === 'object' && so !== null ? new Map(Object.entries(so)).get(key) : undefined),
    messages,
  );
  // In a build a text with places to fill in is there as its parsed parts.
  if (typeof text !== 'string' && !Array.isArray(text)) return null;
  return withParticles(createTranslator({ locale, messages: { text: text as string } })('text', { ...phrase.values }));
}
