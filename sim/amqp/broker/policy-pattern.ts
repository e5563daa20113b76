import { chargeWork } from '../../core/work';

/**
 * The pattern of a policy, a regular expression that anybody may have written: how long it takes to match a name is bounded before
 * it is tried.
 */

const NAME_LENGTH = 127;

/** Places that a pattern's open-ended parts may be tried at, each by itself; a part of parts would be tried in 2 to the power of that. */
const placesMax = 3;

/** Steps of a match that count as one element. */
const STEPS_PER_ELEMENT = 200;

/** How many parts of a pattern can be tried at every place of a name, or null when a repeated part repeats others. */
function places(pattern: string): number | null {
  const bare = pattern.replaceAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]/g, 'x');
  if (/\)[*+{]/.test(bare)) return null;
  const open = bare.match(/[*+?{]/g)?.length ?? 0;
  return open + (bare.startsWith('^') ? 0 : 1);
}

/** What is wrong with a pattern, or null. */
export function patternComplaint(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return `the pattern is no regular expression: ${pattern}`;
  }
  const count = places(pattern);
  return count === null || count > placesMax ? `the pattern may take too long here: ${pattern}` : null;
}

/** Whether the pattern is found in a name. */
export function matchesPattern(pattern: string, name: string): boolean {
  const length = Math.min(name.length, NAME_LENGTH) + 1;
  chargeWork(1 + Math.ceil(length ** (places(pattern) ?? placesMax) / STEPS_PER_ELEMENT));
  return new RegExp(pattern, 'u').test(name);
}
