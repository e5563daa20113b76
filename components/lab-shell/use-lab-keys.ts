'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef } from 'react';
import type { LabSession } from './run/lab-session';
import { type FocusedElement, type Shortcut, shortcutFor } from './shortcuts';
import type { Translate } from './view/texts';

interface LabKeysOptions {
  /** The lab's keys work wherever the focus is on the page. */
  readonly isWholePage: boolean;
  readonly openHelp: () => void;
}

/** Plays a lab by its keys: while the focus is in the lab or, where the lab is the page, anywhere but in a field or a dialog. */
export function useLabKeys(
  session: LabSession,
  root: RefObject<HTMLElement | null>,
  { isWholePage, openHelp }: LabKeysOptions,
): void {
  const t = useTranslations();
  const latest = useRef({ session, t, openHelp });
  useEffect(() => {
    latest.current = { session, t, openHelp };
  });
  useEffect(() => {
    // At the document: what is inside has had the key before, and has said so when it was its own.
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
      const isInLab = root.current?.contains(target) === true;
      if (!isInLab && !(isWholePage && isFree(target))) return;
      const shortcut = shortcutFor(event, focusedElement(target));
      const { session, t, openHelp } = latest.current;
      if (shortcut !== null && perform(shortcut, session, t, openHelp)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [root, isWholePage]);
}

const POPUPS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether the focus is outside of everything that has keys of its own; while a dialog is open, all keys are the dialog's. */
function isFree(target: HTMLElement): boolean {
  return target.closest(POPUPS) === null && document.querySelector(POPUPS) === null;
}

/** Which keys the element with the focus needs for itself. */
function focusedElement(target: HTMLElement): FocusedElement {
  const needsAll =
    'input:not([type="range"]), textarea, select, [contenteditable="true"], [role="tablist"], [role="combobox"]';
  if (target.closest(needsAll) !== null) return 'text';
  return target.closest('button, a, summary') === null ? 'none' : 'button';
}

/** False when the key means nothing at this moment, so that the page may have it. */
function perform(shortcut: Shortcut, session: LabSession, t: Translate, openHelp: () => void): boolean {
  const player = session.player.getState();
  switch (shortcut.type) {
    case 'toggle':
      if (player.isPlaying) player.pause();
      else player.play();
      return true;
    case 'forward':
      player.stepForward();
      return true;
    case 'back':
      player.stepBack();
      return true;
    case 'nextMark':
      player.toNextMark();
      return true;
    case 'start':
      player.toStart();
      return true;
    case 'slower':
      player.setSpeedIndex(player.speedIndex - 1);
      return true;
    case 'faster':
      player.setSpeedIndex(player.speedIndex + 1);
      return true;
    case 'help':
      openHelp();
      return true;
    case 'deselect':
      if (player.selectedId === null) return false;
      player.select(null);
      return true;
    case 'node': {
      const node = session.items(t)[shortcut.index];
      if (node !== undefined) player.select(node.id);
      return node !== undefined;
    }
    case 'action':
      return performAction(shortcut.key, session, t);
  }
}

function performAction(key: string, session: LabSession, t: Translate): boolean {
  const { selectedId } = session.player.getState();
  const ofItem = selectedId === null ? [] : session.actions(selectedId, t);
  const candidates = [...ofItem, ...session.labActions(t)].filter((each) => each.key === key);
  const action = candidates.find((each) => each.refusal === null) ?? candidates[0];
  if (action === undefined) return false;
  // One that would do nothing is left out of the record: it is no step worth keeping.
  if (action.refusal === null) action.run();
  return true;
}
