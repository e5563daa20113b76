import { createRandom } from '../sim/core/random';
import type { Shuffle } from './item-type';

const UINT32_VALUES = 2 ** 32;

/** A whole number in 0 .. 2^32-1 that a text always gives: FNV-1a over its UTF-16 units, mixed so that near texts lie far apart. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A shuffle that is the same whenever the same item is shown in the same attempt, and says nothing about the right order. */
export function shuffleFor(attemptId: string, itemId: string): Shuffle {
  const seed = hashText(`${attemptId} ${itemId}`);
  return (things) => {
    const random = createRandom(seed);
    const shuffled = [...things];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = random.below(last + 1);
      const [one, two] = [shuffled[last], shuffled[other]];
      if (one === undefined || two === undefined) continue;
      shuffled[last] = two;
      shuffled[other] = one;
    }
    return shuffled;
  };
}

/** Odd, hence without a common factor with 2^32: adding it again and again passes every seed before one comes back. */
const SEED_STRIDE = 0x9e3779b1;

/** How many variants of an item are shared by all learners' attempts. */
export const SHARED_VARIANTS = 32;

/**
 * The seed of a generated item in a learner's nth attempt, n from 0. The first {@link SHARED_VARIANTS} come from a stock that all learners
 * share, each in an order of their own: making one means running a lab, and a stock is made once. Later ones are the learner's own. None
 * comes back.
 */
export function attemptSeed(siteKey: string, learnerKey: string, itemId: string, n: number): number {
  if (n >= SHARED_VARIANTS) return variantSeed(learnerKey, itemId, 2 * n);
  return sharedSeed(siteKey, itemId, variantSeed(learnerKey, itemId, n) % SHARED_VARIANTS);
}

/** The seed of the shared variant of that number. */
export function sharedSeed(siteKey: string, itemId: string, number: number): number {
  return variantSeed(siteKey, itemId, number);
}

/**
 * The seed of a learner's nth variant of a generated item, n from 0: none comes back before all 2^32 were used, and two
 * learners start at different places. Who knows `learnerKey` can reckon what will be asked: it is kept from the browser.
 */
export function variantSeed(learnerKey: string, itemId: string, n: number): number {
  const start = hashText(`${learnerKey} ${itemId}`);
  return (start + (Math.imul(n, SEED_STRIDE) >>> 0)) % UINT32_VALUES;
}
