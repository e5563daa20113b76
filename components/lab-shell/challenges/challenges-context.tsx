'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ListedChallenge } from '../run/openable-lab';

/** What became of a run that met its goal. */
export type Credit = 'signed-out' | 'sending' | 'queued' | 'credited' | 'refused';

/** The challenges of a lab's page: what is solved, and how to begin one. */
export interface LabChallenges {
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

const ChallengesContext = createContext<LabChallenges | null>(null);

/** Gives a lab's parts its challenges; a lab without one offers none. */
export function LabChallengesProvider({ offered, children }: { offered: LabChallenges; children: ReactNode }) {
  return <ChallengesContext value={offered}>{children}</ChallengesContext>;
}

/** Null where no challenges are offered, as in a lesson. */
export function useLabChallenges(): LabChallenges | null {
  return useContext(ChallengesContext);
}
