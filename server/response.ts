import * as z from 'zod';
import { isStorableJson } from './stored-text';

/** Longest response, as JSON text, in UTF-16 units. */
const LENGTH_MAX = 10_000;
/** Values inside one another: no item's response has more than two. */
const DEPTH_MAX = 4;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A response is whatever an item's type makes of it; this bounds its size and depth, and leaves out what cannot be stored. */
export const learnerResponse = z.custom<Json>(
  (value) => isStorableJson(value, DEPTH_MAX) && JSON.stringify(value).length <= LENGTH_MAX,
  'no response',
);

/** Answers that wait in a browser since before the field had this name are taken as they were sent. */
export function withConfidence(submitted: unknown): unknown {
  if (typeof submitted !== 'object' || submitted === null || !('sureness' in submitted)) return submitted;
  const { sureness, ...others } = submitted;
  return { confidence: sureness, ...others };
}
