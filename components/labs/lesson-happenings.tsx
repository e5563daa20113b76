'use client';

import { createContext, useContext, useEffect } from 'react';
import type { RunAnswer } from '@/sim/core/happening';

/** What the texts beside an inline lab wait for. */
export interface LessonHappenings {
  /** The lab, its scenario and its step: what is kept of what was seen there is kept under this. */
  readonly place: string;
  /** By id, each with what the run answered. */
  readonly seen: ReadonlyMap<string, RunAnswer | null>;
  /** Asks for a happening to be watched. Returns how to take that back. */
  waitFor(id: string): () => void;
}

export const LessonHappeningsContext = createContext<LessonHappenings | null>(null);

/** Whether a happening has come about in the lab around the calling component, and what the run answered. Throws outside one. */
export function useHappening(id: string): {
  readonly hasCome: boolean;
  readonly answer: RunAnswer | null;
  readonly place: string;
} {
  const happenings = useContext(LessonHappeningsContext);
  if (happenings === null) throw new Error(`"${id}" is waited for outside a lab`);
  const { place, seen, waitFor } = happenings;
  useEffect(() => waitFor(id), [waitFor, id]);
  return { hasCome: seen.has(id), answer: seen.get(id) ?? null, place };
}
