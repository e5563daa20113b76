import { initialsOf } from './hangul';
import type { WantedWord } from './words';

export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Characters of text around the first match. */
const EXCERPT_CHARACTERS = 140;

/** A text cut into what was looked for and the rest. */
export function markedParts(text: string, wanted: readonly WantedWord[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let place = 0;
  for (const { start, end } of spansIn(text, wanted)) {
    if (start > place) parts.push({ text: text.slice(place, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    place = end;
  }
  if (place < text.length) parts.push({ text: text.slice(place), isMatch: false });
  return parts;
}

/** So much of a text as fits a line or two, from a little before the first thing that was looked for. */
export function excerptOf(text: string, wanted: readonly WantedWord[]): string {
  if (text.length <= EXCERPT_CHARACTERS) return text;
  const first = spansIn(text, wanted)[0]?.start ?? 0;
  const earliest = Math.max(0, Math.min(first - 40, text.length - EXCERPT_CHARACTERS));
  // Words stay whole.
  const start = earliest === 0 ? 0 : text.indexOf(' ', earliest) + 1;
  const end = text.lastIndexOf(' ', start + EXCERPT_CHARACTERS);
  const isToEnd = start + EXCERPT_CHARACTERS >= text.length;
  return `${start > 0 ? '… ' : ''}${isToEnd ? text.slice(start) : `${text.slice(start, end > start ? end : undefined)} …`}`;
}

/** Where the words stand, in order and without overlap. */
function spansIn(text: string, wanted: readonly WantedWord[]): readonly Span[] {
  const lower = text.toLowerCase();
  const initials = initialsOf(text);
  const spans = wanted.flatMap((word) => {
    if (word.type === 'initials') {
      return spansOf(initials, word.initials).filter(({ start }) => !/\p{Script=Hangul}/u.test(text[start - 1] ?? ''));
    }
    // The last letter may still be being typed: 컨슈ㅁ is marked by 컨슈. The longest spelling that stands there is the one.
    const spellings = word.spellings.map((each) => each.replace(/[ㄱ-ㅎㅏ-ㅣ]+$/u, '')).filter((each) => each !== '');
    const found = spellings.map((each) => spansOf(lower, each)).find((each) => each.length > 0);
    return found ?? [];
  });
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of sorted) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}

/** Every place at which a word begins with `part`. */
function spansOf(text: string, part: string): readonly Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + part.length)) {
    const isLatinInside = /[a-z0-9]/u.test(part[0] ?? '') && /[a-z0-9]/u.test(text[start - 1] ?? '');
    if (!isLatinInside) spans.push({ start, end: start + part.length });
  }
  return spans;
}
