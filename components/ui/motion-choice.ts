'use client';

import { useSyncExternalStore } from 'react';
import { motionStorageKey } from './motion-key';
import { storedChoice } from './stored-choice';
import { useMediaQuery } from './use-media-query';

/** How much may move: as the device says, or less whatever it says. */
export type MotionChoice = 'system' | 'reduce';

/** Puts a choice on <html>, where styles read it. */
function applyMotion(choice: MotionChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.motion;
  else document.documentElement.dataset.motion = choice;
}

export const motionChoice = storedChoice<MotionChoice>(motionStorageKey, ['system', 'reduce'], applyMotion);

/** The reader's choice; "system" on the server and until hydration. */
export function useMotionChoice(): MotionChoice {
  return useSyncExternalStore(motionChoice.subscribe, motionChoice.read, () => 'system');
}

/** Whether the reader asked for less motion, of the device or here. */
export function useReducedMotion(): boolean {
  const isAskedOfDevice = useMediaQuery('(prefers-reduced-motion: reduce)');
  return useMotionChoice() === 'reduce' || isAskedOfDevice;
}
