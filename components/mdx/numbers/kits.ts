import { claimKit } from './claim-numbers';
import type { NumbersKit, NumbersRun, Settings } from './kit';
import { workersKit } from './worker-numbers';

/** What `<YourNumbers of="…">` may ask. */
export const numbersKits = { workers: workersKit, claims: claimKit } as const satisfies Record<string, NumbersKit>;
export type NumbersKitId = keyof typeof numbersKits;

/** Makes a kit's run; its lab's model is loaded by the press that asks for it. */
export const numbersRuns: Readonly<Record<NumbersKitId, () => Promise<(settings: Settings) => NumbersRun>>> = {
  workers: () => import('./worker-run').then((module) => module.workerRun),
  claims: () => import('./claim-run').then((module) => module.claimRun),
};
