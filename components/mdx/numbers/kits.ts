import { claimKit } from './claim-numbers';
import type { GivenSettings, NumbersKit, NumbersRun } from './kit';
import { workersKit } from './worker-numbers';

/** What `<YourNumbers of="…">` may ask. */
export const numbersKits = { workers: workersKit, claims: claimKit } as const satisfies Record<string, NumbersKit>;
export type NumbersKitId = keyof typeof numbersKits;

/** Makes a kit's run; its lab's model is loaded by the press that asks for it. */
export const numbersRuns: Readonly<Record<NumbersKitId, () => Promise<(given: GivenSettings) => NumbersRun>>> = {
  workers: () => import('./worker-run').then((module) => module.workerRun),
  claims: () => import('./claim-run').then((module) => module.claimRun),
};
