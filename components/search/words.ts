import { isHangul, isInitials, lettersOf, withoutParticle } from './hangul';

/** Runs of Hangul and runs of other letters and digits are words of their own: `Redis의` is two. */
const WORD = /\p{Script=Hangul}+|(?:(?!\p{Script=Hangul})[\p{L}\p{N}_])+/gu;

/** The words of a text, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').toLowerCase().match(WORD) ?? [];
}

/** How a word stands in the index. */
export function termOf(word: string): string {
  return isHangul(word) ? lettersOf(word) : word;
}

/** How a word of a title stands in the index: Korean joins words without a blank, so its later parts can be found too. */
export function titleTermsOf(word: string): readonly string[] {
  if (!isHangul(word)) return [word];
  const parts = Array.from({ length: Math.max(1, word.length - 1) }, (_, start) => word.slice(start));
  return parts.map(lettersOf);
}

/** A word that is looked for: as one of several spellings, or by its initial consonants. */
export type WantedWord =
  | { readonly type: 'spelled'; readonly spellings: readonly string[] }
  | { readonly type: 'initials'; readonly initials: string };

/** The words of a query. A particle on its own (the 의 of `Redis의`) is not looked for. */
export function wantedWords(query: string): readonly WantedWord[] {
  const words = wordsOf(query);
  const wanted = words.filter((word, index) => index === 0 || !isLoneParticle(word, query));
  return wanted.map((word) => {
    if (isInitials(word)) return { type: 'initials', initials: word };
    const stem = isHangul(word) ? withoutParticle(word) : null;
    return { type: 'spelled', spellings: stem === null ? [word] : [word, stem] };
  });
}

/** Whether a short Hangul word follows a Latin one without a blank, as a particle does. */
function isLoneParticle(word: string, query: string): boolean {
  return (
    /^(?:은|는|이|가|을|를|의|에|와|과|로|도|만|에서|으로|부터|까지)$/u.test(word) && !` ${query}`.includes(` ${word}`)
  );
}
