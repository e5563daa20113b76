import { cString } from './bytes';
import type { Int64 } from './types';

/** Whether the argument is this word (in capitals) in any case, as strcasecmp compares. */
export function isWord(text: string, word: string): boolean {
  const length = word.length;
  if (text.length < length || (text.length > length && text.charCodeAt(length) !== 0)) return false;
  for (let i = 0; i < length; i++) {
    const letter = word.charCodeAt(i);
    const unit = text.charCodeAt(i);
    if (unit !== letter && unit !== letter + 32) return false;
  }
  return true;
}

/** Whether the argument is exactly this text, as strcmp compares. */
export function isText(text: string, wanted: string): boolean {
  return text === wanted || (text.length > wanted.length && cString(text) === wanted);
}

const INT64_MAX = (1n << 63n) - 1n;
const INT64_MIN = -(1n << 63n);

/** `string2ll`: a `long long` written in its one way, without `+`, blanks or zeros before it. Null: it is not. */
export function parseInt64(text: string): Int64 | null {
  const length = text.length;
  if (length > 0 && length <= 15) {
    let value = 0;
    let i = 0;
    for (; i < length; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i === length) return length > 1 && text.charCodeAt(0) === 48 ? null : value;
  }
  if (!/^-?[1-9]\d{0,18}$/.test(text)) return null;
  const value = BigInt(text);
  if (value > INT64_MAX || value < INT64_MIN) return null;
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : text;
}

/** Whether a number that `parseInt64` gave is below zero. */
export function isNegative(value: Int64): boolean {
  return typeof value === 'number' ? value < 0 : value.charCodeAt(0) === 45;
}

/** A count that is none when below zero; beyond what a number holds exactly, a little off does not matter to a count. */
export function countOf(value: Int64): number {
  return Math.max(Number(value), 0);
}
