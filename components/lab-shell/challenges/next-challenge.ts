import type { ListedChallenge } from '../run/openable-lab';

/** The part of what is known of a lab's challenges that says which are solved. */
interface Solved {
  readonly credited: Readonly<Record<string, unknown>>;
  readonly met: Readonly<Record<string, unknown>>;
}

export function isSolved({ credited, met }: Solved, id: string): boolean {
  return credited[id] !== undefined || met[id] !== undefined;
}

/**
 * The challenge to take up: the next one up the ladder from `afterId` that is not solved, else the lowest; from the bottom without it.
 * One that cannot be met comes when nothing else is left. Null when there is none but `afterId`.
 */
export function nextChallenge(
  challenges: readonly ListedChallenge[],
  solved: Solved,
  afterId: string | null = null,
): ListedChallenge | null {
  const position = challenges.findIndex(({ id }) => id === afterId);
  const fromHere = [...challenges.slice(position + 1), ...challenges.slice(0, Math.max(position, 0))];
  const open = fromHere.filter(({ id }) => !isSolved(solved, id));
  return open.find(({ isImpossible }) => !isImpossible) ?? open[0] ?? null;
}
