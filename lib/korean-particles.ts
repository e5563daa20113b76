/** How the sound before a particle ends: with a vowel, with ㄹ, or with any other consonant. */
type Ending = 'vowel' | 'ㄹ' | 'consonant';

const FIRST_SYLLABLE = 0xac00;
const FINALS = 28;
const FINAL_RIEUL = 8;

/** Digits as they are read: 영 일 이 삼 사 오 육 칠 팔 구; what ends in zeros ends in 십, 백, 천 or 만, consonants all. */
const DIGITS: readonly Ending[] = [
  'consonant',
  'ㄹ',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'ㄹ',
  'ㄹ',
  'vowel',
];

/** Letters whose names end in a consonant: 엘, 엠, 엔, 알. */
const LETTERS: Readonly<Record<string, Ending>> = { l: 'ㄹ', m: 'consonant', n: 'consonant', r: 'ㄹ' };

/** How a Latin word sounds at its end when it is read as Korean: -l as ㄹ; -m, -n, -ng and a short vowel before k, p, t, b as a consonant. */
function endingOfWord(word: string): Ending {
  if (word.length === 1 || /^[^aeiou]+$/iu.test(word)) return LETTERS[word.slice(-1).toLowerCase()] ?? 'vowel';
  if (/l$/iu.test(word)) return 'ㄹ';
  if (/(?:[mn]|ng|ck)$/iu.test(word)) return 'consonant';
  return /(?:^|[^aeiou])[aeiou][kptb]$/iu.test(word) ? 'consonant' : 'vowel';
}

function endingOf(before: string): Ending | null {
  const sounded = before.replace(/[)\]}>"'’”」』`*]+$/u, '');
  const last = sounded.slice(-1);
  if (/[가-힣]/u.test(last)) {
    const final = (last.charCodeAt(0) - FIRST_SYLLABLE) % FINALS;
    return final === 0 ? 'vowel' : final === FINAL_RIEUL ? 'ㄹ' : 'consonant';
  }
  if (/\d/u.test(last)) return DIGITS[Number(last)] ?? null;
  const word = /[a-z]+$/iu.exec(sounded)?.[0];
  return word === undefined ? null : endingOfWord(word);
}

/** Each pair as it is written where the sound is not known, with what follows a consonant and a vowel. */
const PAIRS = [
  { written: '은(는)', consonant: '은', vowel: '는' },
  { written: '이(가)', consonant: '이', vowel: '가' },
  { written: '을(를)', consonant: '을', vowel: '를' },
  { written: '과(와)', consonant: '과', vowel: '와' },
  { written: '(으)로', consonant: '으로', vowel: '로' },
] as const;

/**
 * A Korean text with each 은(는), 이(가), 을(를), 과(와) and (으)로 as the sound before it wants it: `s1은(는)` is `s1은`, `s2은(는)` is
 * `s2는`. Closing quotes and brackets in between are passed over. After a sound that is not known (a sign, another script) it stays as written.
 */
export function withParticles(text: string): string {
  let fitted = '';
  let rest = text;
  for (;;) {
    const found = PAIRS.map((pair) => ({ pair, at: rest.indexOf(pair.written) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (found === undefined) return fitted + rest;
    const { pair, at } = found;
    fitted += rest.slice(0, at);
    rest = rest.slice(at + pair.written.length);
    const ending = endingOf(fitted);
    const takesVowel = ending === 'vowel' || (ending === 'ㄹ' && pair.vowel === '로');
    fitted += ending === null ? pair.written : takesVowel ? pair.vowel : pair.consonant;
  }
}
