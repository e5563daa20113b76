import { SEED_MAX } from './limits';

/** The generator's whole state: four uint32. */
export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** A whole number in 0 .. limit-1, each equally likely. `limit` is a whole number in 1 .. 2^32, else RangeError. */
  below(limit: number): number;
  /** True `numerator` times in `denominator`; whole numbers, 0 ≤ numerator, 1 ≤ denominator. */
  chance(numerator: number, denominator: number): boolean;
  state(): RandomState;
  restore(state: RandomState): void;
}

const UINT32_VALUES = 2 ** 32;

/**
 * xoshiro128** 1.1 (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021): 128 bits of state, uint32
 * arithmetic only, hence the same numbers on every machine. `seed` is a whole number in 0 .. 2^32-1, else RangeError.
 */
export function createRandom(seed: number): Random {
  const words = new Uint32Array(4);
  seedWords(words, seed);

  function next(): number {
    const s1 = words[1] ?? 0;
    const scrambled = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const s2 = (words[2] ?? 0) ^ (words[0] ?? 0);
    const s3 = (words[3] ?? 0) ^ s1;
    words[1] = s1 ^ s2;
    words[0] = (words[0] ?? 0) ^ s3;
    words[2] = s2 ^ (s1 << 9);
    words[3] = rotateLeft(s3, 11);
    return scrambled;
  }

  function below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > UINT32_VALUES) {
      throw new RangeError(`random.below needs a whole number in 1 .. 2^32, not ${limit}`);
    }
    // Draws above the last whole multiple of `limit` are thrown away: keeping them would favour small numbers.
    const fairDraws = UINT32_VALUES - (UINT32_VALUES % limit);
    let draw = next();
    while (draw >= fairDraws) draw = next();
    return draw % limit;
  }

  return {
    below,
    chance: (numerator, denominator) => below(denominator) < numerator,
    state: () => [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0],
    restore: (state) => words.set(state),
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Spreads one seed over the four words with splitmix32, as the authors advise, so that near seeds give unlike runs. */
function seedWords(words: Uint32Array, seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > SEED_MAX) {
    throw new RangeError(`a seed is a whole number in 0 .. ${SEED_MAX}, not ${seed}`);
  }
  let mixed = seed;
  for (let index = 0; index < words.length; index += 1) {
    mixed = (mixed + 0x9e3779b9) | 0;
    let word = mixed ^ (mixed >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    words[index] = word ^ (word >>> 15);
  }
}
