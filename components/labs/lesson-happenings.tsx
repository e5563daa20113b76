'use client';

import { createContext, useContext, useEffect } from 'react';

/** What the texts beside an inline lab wait for. */
export interface LessonHappenings {
  readonly seen: ReadonlySet<string>;
  /** Asks for a happening to be watched. Returns how to take that back. */
  waitFor(id: string): () => void;
}

export const LessonHappeningsContext = createContext<LessonHappenings | null>(null);

/** Whether a happening has come about in the lab around the calling component. Throws outside one. */
export function useHappening(id: string): boolean {
  const happenings = useContext(LessonHappeningsContext);
  if (happenings === null) throw new Error(`"${id}" is waited for outside a lab`);
  const { seen, waitFor } = happenings;
  useEffect(() => waitFor(id), [waitFor, id]);
  return seen.has(id);
}
