'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand/react';
import type { LabSession } from './lab-session';
import type { PlayerState } from './lab-store';
import type { Translate } from './lab-view';

const SessionContext = createContext<LabSession | null>(null);

/** Gives the parts of one lab their run. */
export function LabSessionProvider({ session, children }: { session: LabSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The run that this part of the page belongs to. Throws outside a lab. */
export function useLabSession(): LabSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('this component stands outside a lab');
  return session;
}

/** A part of the player's state; renders again when it changes. */
export function usePlayer<Part>(select: (player: PlayerState) => Part): Part {
  return useStore(useLabSession().player, select);
}

/** Something the session works out for the present moment; `select` must return what the session returned, or a primitive. */
export function useLab<Part>(select: (session: LabSession, t: Translate) => Part): Part {
  const session = useLabSession();
  const t = useTranslations();
  return useStore(session.player, () => select(session, t));
}
