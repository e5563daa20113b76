import type { Outbox } from './outbox';

/** A challenge that was solved while nobody was signed in. */
export interface Solution {
  readonly labId: string;
  readonly challengeId: string;
  readonly recording: string;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The outbox looks for it once somebody is signed in. */
export const solutionsKey = 'interleave.solutions';

/** More than that nobody solves before signing up; the oldest go first. */
const SOLUTIONS_MAX = 20;

/** Keeps a solution in this browser until somebody is signed in; of one challenge the last. */
export function keepSolution(storage: Storage, solution: Solution): void {
  const others = read(storage).filter(
    ({ labId, challengeId }) => labId !== solution.labId || challengeId !== solution.challengeId,
  );
  try {
    storage.setItem(solutionsKey, JSON.stringify([...others, solution].slice(-SOLUTIONS_MAX)));
  } catch {
    // A full or forbidden storage: the page has said that signing in keeps solutions.
  }
}

/** Hands what is kept to the outbox of whoever is signed in now, which keeps it until the server has it. */
export async function sendSolutions(storage: Storage, outbox: Pick<Outbox, 'send'>): Promise<void> {
  const kept = read(storage);
  storage.removeItem(solutionsKey);
  for (const solution of kept) {
    const id = crypto.randomUUID();
    await outbox.send({ id, kind: 'challenge', body: { id, ...solution } });
  }
}

function read(storage: Storage): readonly Solution[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(solutionsKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSolution) : [];
  } catch {
    return [];
  }
}

function isSolution(kept: unknown): kept is Solution {
  const { labId, challengeId, recording } = Object(kept);
  return [labId, challengeId, recording].every((each) => typeof each === 'string');
}
