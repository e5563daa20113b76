import type { QuestionOption } from './question';
import { createRandom, type Random } from './random';

/** More draws than any seed needs: a generator whose draws are all refused is a mistake. */
const DRAWS_MAX = 1_000;

/** Random numbers of one kind of question: `salt` keeps the generators of one lab apart under the same seed. */
export function questionRandom(seed: number, salt: number): Random {
  return createRandom((seed ^ Math.imul(salt, 0x9e3779b1)) >>> 0);
}

/**
 * What `draw` gives first that is not null. Every draw goes on from the last: the same random numbers give the same result.
 *
 * @throws Error when a thousand draws in a row are refused
 */
export function firstGood<Result>(draw: () => Result | null): Result {
  for (let draws = 0; draws < DRAWS_MAX; draws += 1) {
    const drawn = draw();
    if (drawn !== null) return drawn;
  }
  throw new Error(`no good question in ${DRAWS_MAX} draws`);
}

/** The first question that `draw` does not refuse by null. Throws what `firstGood` throws. */
export function drawUntil<Question>(seed: number, salt: number, draw: (random: Random) => Question | null): Question {
  const random = questionRandom(seed, salt);
  return firstGood(() => draw(random));
}

export function pick<Thing>(from: readonly Thing[], random: Random): Thing {
  const picked = from[random.below(from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}

export function shuffled<Thing>(things: readonly Thing[], random: Random): readonly Thing[] {
  const rest = [...things];
  return things.flatMap(() => rest.splice(random.below(rest.length), 1));
}

/** A choice of one, its options in a random order; the right one is the one without a misconception. */
export function singleChoice(options: readonly Omit<QuestionOption, 'id'>[], random: Random) {
  const named = shuffled(options, random).map((option, at) => ({ id: 'abcdefgh'[at] ?? `o${at}`, ...option }));
  const right = named.find(({ misconception }) => misconception === null)?.id ?? '';
  return { type: 'single' as const, options: named, right };
}
