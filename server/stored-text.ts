import * as z from 'zod';

// NUL and lone surrogates cannot be stored; control characters and those that turn the direction of reading make a text look like another.
const CONTROLS = '\\p{Cc}\\p{Surrogate}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const oneLine = new RegExp(`^[^${CONTROLS}]*$`, 'u');
const manyLines = new RegExp(`^(?:[^${CONTROLS}]|[\\t\\n\\r])*$`, 'u');

/** Letters that show nothing: Hangul fillers. */
const BLANK = /[\u115f\u1160\u3164\uffa0\u2800]/gu;

/** Whether a text may be stored; tabs and line breaks are allowed in it. */
export function isStorable(text: string): boolean {
  return manyLines.test(text);
}

/** A line that people read, e.g. a name: trimmed, composed (NFC), with something to see in it, at most `max` UTF-16 units. */
export function storedLine(max: number) {
  return z
    .string()
    .max(4 * max)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .regex(oneLine)
        .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(BLANK, ''))),
    );
}

/** What people write at length: trimmed, composed (NFC), at most `max` UTF-16 units; may be empty. */
export function storedText(max: number) {
  return z
    .string()
    .max(4 * max)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().max(max).regex(manyLines));
}

/** What names something of ours: a topic, an item, a lab. */
export const storedId = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N} ._:/-]*$/u);

/** Longest way into JSON: nothing that is stored has more values inside one another. */
const DEPTH_MAX = 32;

/** Whether every text in a JSON value, keys included, may be stored, and it is no deeper than `depthMax`. */
export function isStorableJson(value: unknown, depthMax: number = DEPTH_MAX): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return isStorable(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depthMax === 0) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return (
    isPlain && Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableJson(inner, depthMax - 1))
  );
}

/** A recording as the browser sends it: JSON text of at most 256 KB whose texts may be stored. Its lab reads it further. */
export const recordingText = z
  .string()
  .max(256 * 1024)
  .refine((text) => {
    try {
      return isStorableJson(JSON.parse(text));
    } catch {
      return false;
    }
  });
