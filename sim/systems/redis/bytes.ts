/**
 * Redis' strings are bytes; here they are JavaScript strings that stand for their UTF-8 bytes. A byte that is not part of valid
 * UTF-8 stands as the lone surrogate U+DC00 + byte, as in Python's `surrogateescape`, so that nothing is lost.
 */
const ESCAPED_FIRST = 0xdc80;
const ESCAPED_LAST = 0xdcff;

/** How many bytes the string has. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isPairAt(text, i)) {
      bytes += 2;
      i += 1;
    } else if (unit < ESCAPED_FIRST || unit > ESCAPED_LAST) bytes += 2;
  }
  return bytes;
}

function isPairAt(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(index + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

/** The string's bytes. */
export function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes.push(unit);
    else if (unit >= ESCAPED_FIRST && unit <= ESCAPED_LAST) bytes.push(unit - 0xdc00);
    else if (isPairAt(text, i)) {
      const point = 0x10000 + ((unit - 0xd800) << 10) + (text.charCodeAt(i + 1) - 0xdc00);
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      i += 1;
    } else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 63));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63));
  }
  return bytes;
}

/** The string of these bytes. */
export function textOfBytes(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[i] ?? 0));
      i += 1;
      continue;
    }
    text += String.fromCodePoint(pointAt(bytes, i, length));
    i += length;
  }
  return text;
}

/** How many bytes the valid UTF-8 sequence at `index` has; 0: none begins there. */
function sequenceLength(bytes: readonly number[], index: number): number {
  const first = bytes[index] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  for (let i = 1; i < length; i++) if (((bytes[index + i] ?? 0) & 0xc0) !== 0x80) return 0;
  if (length < 3) return length;
  const point = pointAt(bytes, index, length);
  if (length === 3) return point < 0x800 || (point >= 0xd800 && point <= 0xdfff) ? 0 : 3;
  return point < 0x10000 || point > 0x10ffff ? 0 : 4;
}

function pointAt(bytes: readonly number[], index: number, length: number): number {
  const first = bytes[index] ?? 0;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[index + i] ?? 0) & 63);
  return point;
}

/** Compares as memcmp does: below zero when `a` comes first. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (isAscii(a) && isAscii(b)) return a < b ? -1 : 1;
  const left = bytesOf(a);
  const right = bytesOf(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}

/** What C's string functions see of it: nothing after a zero byte. */
export function cString(text: string): string {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

/** The first bytes of it: printf's `%.<bytes>s`. */
export function truncated(text: string, bytes: number): string {
  const whole = cString(text);
  if (whole.length * 3 <= bytes) return whole;
  return byteLength(whole) <= bytes ? whole : textOfBytes(bytesOf(whole).slice(0, bytes));
}

/** In small letters, those of ASCII alone: `tolower` in the C locale. */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
