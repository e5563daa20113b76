'use client';

import { createContext, useCallback, useContext, useEffect } from 'react';
import type { RunAnswer } from '@/sim/core/milestone';

/** One of a lab's panels, which what a text asks for cannot be done without. */
export type LessonForm = 'console' | 'build';

/** Where a text beside an inline lab wants such a panel. */
export interface FormPlace {
  readonly form: LessonForm;
  readonly element: HTMLElement;
}

/** What the texts beside an inline lab wait for. */
export interface LessonMilestones {
  /** The lab, its scenario and its step: what is kept of what was seen there is kept under this. */
  readonly place: string;
  /** By id, each with what the run answered. */
  readonly seen: ReadonlyMap<string, RunAnswer | null>;
  /** Asks for a milestone to be watched. Returns how to take that back. */
  waitFor(id: string): () => void;
  /** Asks for a form of the lab in this place. Returns how to take that back. */
  placeForm(place: FormPlace): () => void;
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

/** A form of the lab around the calling component, for what is asked of the reader: with the lab's own run, as soon as it is there. */
export function LabForm({ form }: { readonly form: LessonForm }) {
  const placeForm = useContext(LessonMilestonesContext)?.placeForm;
  const place = useCallback(
    (element: HTMLElement | null) => (element === null ? undefined : placeForm?.({ form, element })),
    [placeForm, form],
  );
  return (
    <div
      ref={place}
      className="lesson-holding not-prose h-72 overflow-hidden rounded-md border border-border text-base print:hidden"
    />
  );
}
