'use client';

import { createContext, useContext, useEffect } from 'react';
import type { RunAnswer } from '@/sim/core/milestone';

/** What the texts beside an inline lab wait for. */
export interface LessonMilestones {
  /** The lab, its scenario and its step: what is kept of what was seen there is kept under this. */
  readonly place: string;
  /** By id, each with what the run answered. */
  readonly seen: ReadonlyMap<string, RunAnswer | null>;
  /** Asks for a milestone to be watched. Returns how to take that back. */
  waitFor(id: string): () => void;
}

export const LessonMilestonesContext = createContext<LessonMilestones | null>(null);

/** Whether a milestone has come about in the lab around the calling component, and what the run answered. Throws outside one. */
export function useMilestone(id: string): {
  readonly hasCome: boolean;
  readonly answer: RunAnswer | null;
  readonly place: string;
} {
  const milestones = useContext(LessonMilestonesContext);
  if (milestones === null) throw new Error(`"${id}" is waited for outside a lab`);
  const { place, seen, waitFor } = milestones;
  useEffect(() => waitFor(id), [waitFor, id]);
  return { hasCome: seen.has(id), answer: seen.get(id) ?? null, place };
}
