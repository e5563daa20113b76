'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand/react';
import type { Translate } from '../view/texts';
import type { LabSession } from './lab-session';
import type { PlayerState } from './lab-store';
import { CROWD } from './messages-bind';

const SessionContext = createContext<LabSession | null>(null);

type OpenSession = (session: LabSession) => void;

const OpenContext = createContext<OpenSession | null>(null);

interface LabSessionProviderProps {
  readonly session: LabSession;
  /** Puts another run in this one's place; needed by the parts that start one. */
  readonly onSession?: OpenSession;
  readonly children: ReactNode;
}

/** Gives the parts of one lab their run. */
export function LabSessionProvider({ session, onSession, children }: LabSessionProviderProps) {
  return (
    <SessionContext value={session}>
      <OpenContext value={onSession ?? null}>{children}</OpenContext>
    </SessionContext>
  );
}

/** Puts another run in the place of the one that this part of the page belongs to. Throws where that is impossible. */
export function useOpenSession(): OpenSession {
  const open = useContext(OpenContext);
  if (open === null) throw new Error('this component stands where no other run can be opened');
  return open;
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

/** While time runs, what is read rather than watched is brought up to date on every this many frames: eyes need no more. */
const FRAMES_PER_UPDATE = { few: 3, crowd: 6 };

/** Parts take turns, so that the work of all does not fall into the same frame. */
let partsSoFar = 0;

/** Calls `listener` when the player has changed: at once while time stands still, on some frames while it runs. */
export function subscribeCalmly(session: LabSession, listener: () => void): () => void {
  partsSoFar += 1;
  // Counts on while time stands still, or all would have their turn in the same frame once it runs.
  let changes = partsSoFar;
  return session.player.subscribe((now, before) => {
    changes += 1;
    const period = (session.messages?.inFlight().length ?? 0) > CROWD ? FRAMES_PER_UPDATE.crowd : FRAMES_PER_UPDATE.few;
    const isTurn = changes % period === 0;
    if (isTurn || !now.isPlaying || !before.isPlaying) listener();
  });
}

/** Something the session works out for the present moment; `select` must return what the session returned, or a primitive. */
export function useLab<Part>(select: (session: LabSession, t: Translate) => Part): Part {
  const session = useLabSession();
  const t = useTranslations();
  const subscribe = useCallback((listener: () => void) => subscribeCalmly(session, listener), [session]);
  const read = () => select(session, t);
  return useSyncExternalStore(subscribe, read, read);
}
