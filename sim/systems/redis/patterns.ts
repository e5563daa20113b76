import { chargeWork } from '../../core/work';
import { bytesOf } from './bytes';

/** `stringmatchlen`: glob-style, byte by byte, with `*`, `?`, `[a-z]`, `[^…]` and `\` before what is meant literally. */
export function matchesPattern(pattern: string, text: string, isAnyCase = false): boolean {
  chargeWork(1 + Math.ceil((pattern.length + text.length) / BYTES_PER_ELEMENT));
  return matchFrom(bytesOf(pattern), 0, bytesOf(text), 0, isAnyCase, { skipsLonger: false });
}

/** So many bytes that are compared count as one element. */
const BYTES_PER_ELEMENT = 4;

const STAR = 42;
const QUESTION = 63;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const CARET = 94;
const DASH = 45;

function matchFrom(
  pattern: readonly number[],
  patternAt: number,
  text: readonly number[],
  textAt: number,
  isAnyCase: boolean,
  search: { skipsLonger: boolean },
): boolean {
  let p = patternAt;
  let t = textAt;
  while (p < pattern.length && t < text.length) {
    const byte = pattern[p] ?? 0;
    if (byte === STAR) {
      while (pattern[p + 1] === STAR) p += 1;
      if (p + 1 === pattern.length) return true;
      for (; t < text.length; t++) {
        chargeWork(1);
        if (matchFrom(pattern, p + 1, text, t, isAnyCase, search)) return true;
        if (search.skipsLonger) return false;
      }
      // An earlier `*` that took more would leave less to match here.
      search.skipsLonger = true;
      return false;
    }
    if (byte === OPEN) {
      const { isMatch, last } = matchClass(pattern, p + 1, text[t] ?? 0, isAnyCase);
      if (!isMatch) return false;
      p = last;
    } else if (byte !== QUESTION) {
      if (byte === BACKSLASH && p + 1 < pattern.length) p += 1;
      if (folded(pattern[p] ?? 0, isAnyCase) !== folded(text[t] ?? 0, isAnyCase)) return false;
    }
    t += 1;
    p += 1;
    if (t === text.length) {
      while (pattern[p] === STAR) p += 1;
      break;
    }
  }
  return p >= pattern.length && t >= text.length;
}

/** A bracket whose inside begins at `start`. `last`: where it ends; one that is not closed ends with the pattern. */
function matchClass(
  pattern: readonly number[],
  start: number,
  byte: number,
  isAnyCase: boolean,
): { readonly isMatch: boolean; readonly last: number } {
  let p = start;
  const isNegated = pattern[p] === CARET;
  if (isNegated) p += 1;
  let isMatch = false;
  for (; ; p++) {
    const left = pattern.length - p;
    if (pattern[p] === BACKSLASH && left >= 2) {
      p += 1;
      // Within brackets an escaped byte is compared as it is, whatever the case.
      if (pattern[p] === byte) isMatch = true;
    } else if (pattern[p] === CLOSE) break;
    else if (left <= 0) {
      p -= 1;
      break;
    } else if (left >= 3 && pattern[p + 1] === DASH) {
      const ends = [pattern[p] ?? 0, pattern[p + 2] ?? 0].sort((a, b) => a - b).map((end) => folded(end, isAnyCase));
      const wanted = folded(byte, isAnyCase);
      p += 2;
      if (wanted >= (ends[0] ?? 0) && wanted <= (ends[1] ?? 0)) isMatch = true;
    } else if (folded(pattern[p] ?? 0, isAnyCase) === folded(byte, isAnyCase)) isMatch = true;
  }
  return { isMatch: isMatch !== isNegated, last: p };
}

function folded(byte: number, isAnyCase: boolean): number {
  return isAnyCase && byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
