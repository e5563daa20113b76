import { disassemble, hasBatchim } from 'es-hangul';

/** The nineteen consonants that a syllable can begin with, in the order of Unicode's syllables. */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;

/** Each syllable by its initial consonant (합의 → ㅎㅇ); everything else as it is, so that places in the text stay the same. */
export function initialsOf(text: string): string {
  let initials = '';
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isSyllable = code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
    initials += isSyllable ? INITIALS[Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL)] : text[index];
  }
  return initials;
}

/** Whether a word is nothing but initial consonants: two or more, since one alone says too little. */
export function isInitials(word: string): boolean {
  return /^[ㄱ-ㅎ]{2,}$/u.test(word);
}

export function isHangul(word: string): boolean {
  return /^\p{Script=Hangul}/u.test(word);
}

/** A word letter by letter (합의 → ㅎㅏㅂㅇㅡㅣ): what is being typed is then always the beginning of what it will be. */
export function lettersOf(word: string): string {
  return disassemble(word);
}

/** Particles that take no heed of the syllable before them, the longest first. */
const PARTICLES = [
  ['으로부터', '에서부터', '이라는', '으로는', '으로써', '에서는', '에서도', '에게서', '이라고'],
  [
    '부터',
    '까지',
    '에서',
    '에게',
    '으로',
    '처럼',
    '보다',
    '마다',
    '만큼',
    '하고',
    '라는',
    '라고',
    '이란',
    '이나',
    '에는',
    '에도',
  ],
  ['의', '에', '로', '도', '만', '란'],
].flat();
/** Particles of which one kind follows a consonant and the other a vowel: these may stand even after a single syllable. */
const AFTER_CONSONANT = ['은', '이', '을', '과'];
const AFTER_VOWEL = ['는', '가', '를', '와'];

/** The word without the particle at its end (컨슈머가 → 컨슈머), or null when it seems to have none. */
export function withoutParticle(word: string): string | null {
  const last = word.at(-1) ?? '';
  const stem = word.slice(0, -1);
  if (stem !== '' && (hasBatchim(stem) ? AFTER_CONSONANT : AFTER_VOWEL).includes(last)) return stem;
  const particle = PARTICLES.find((each) => word.endsWith(each) && word.length - each.length >= 2);
  return particle === undefined ? null : word.slice(0, -particle.length);
}
