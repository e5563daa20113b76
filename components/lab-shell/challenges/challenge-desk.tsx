'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ListedChallenge } from '../run/openable-lab';

/** What became of a run that met its goal. */
export type Credit = 'signed-out' | 'sending' | 'queued' | 'credited' | 'refused';

/** The challenges of a lab's page: what is solved, and how to begin one. */
export interface ChallengeDesk {
  /** Null until `load` has fetched them. */
  readonly challenges: readonly ListedChallenge[] | null;
  readonly load: () => void;
  /** The fewest commands that the server has given credit for, by challenge. */
  readonly credited: Readonly<Record<string, number>>;
  /** What was met on this page since it was opened, and what came of it. */
  readonly met: Readonly<Record<string, Credit>>;
  /** Opens what the learner finds, in place of the present run. */
  start(challengeId: string): void;
}

const DeskContext = createContext<ChallengeDesk | null>(null);

/** Gives a lab's parts its challenges; a lab without one offers none. */
export function ChallengeDeskProvider({ desk, children }: { desk: ChallengeDesk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** Null where no challenges are offered, as in a lesson. */
export function useChallengeDesk(): ChallengeDesk | null {
  return useContext(DeskContext);
}
