import { z } from 'zod';

/** Longest response, as JSON text, in UTF-16 units. */
const LENGTH_MAX = 10_000;
/** Values inside one another: no item's response has more than two. */
const DEPTH_MAX = 4;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A database keeps text: no NUL in it, and no half of a surrogate pair. */
function isText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

function isKeepable(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return isText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === DEPTH_MAX) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.entries(value).every(([key, inner]) => isText(key) && isKeepable(inner, depth + 1));
}

/** A response is whatever an item's type makes of it; this bounds its size and depth, and leaves out what cannot be stored. */
export const learnerResponse = z.custom<Json>(
  (value) => isKeepable(value, 0) && JSON.stringify(value).length <= LENGTH_MAX,
  'no response',
);
