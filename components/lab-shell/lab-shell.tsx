'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { PartBoundary } from '@/components/ui/part-boundary';
import { ExploreProvider } from './explore/explore-context';
import { type CanvasShape, labLayout } from './lab-layout';
import { LiveRegion } from './live-region';
import { LabPanels } from './panels/lab-panels';
import { LabSessionProvider } from './run/lab-context';
import type { LabSession } from './run/lab-session';
import { useKeyEvents } from './run/use-key-events';
import { usePlayLoop } from './run/use-play-loop';
import { type FocusedElement, type Shortcut, shortcutFor } from './shortcuts';
import { ShortcutsDialog } from './shortcuts-dialog';
import { LabStage } from './stage/lab-stage';
import { NewSeedButton } from './transport/new-seed-button';
import { ScrubBar } from './transport/scrub-bar';
import { StepCaption } from './transport/step-caption';
import { TransportBar } from './transport/transport-bar';
import type { Translate } from './view/texts';

interface LabShellProps {
  readonly session: LabSession;
  /** Names the lab for screen readers. */
  readonly label: string;
  /** "page" and "embed" fill the element they stand in; "lesson" is lower. */
  readonly layout: keyof typeof labLayout;
  readonly canvasShape: CanvasShape;
  /** Another seed for the same configuration replaces the session. */
  readonly onSession: (session: LabSession) => void;
  /** Above the canvas. */
  readonly header?: ReactNode;
  /** At the end of the transport bar. */
  readonly tools?: ReactNode;
}

/** One lab on a page: canvas, transport and panels around a session. Knows no lab. An error in it leaves the run as it is. */
export function LabShell(props: LabShellProps) {
  const { session } = props;
  const t = useTranslations('lab');
  return (
    <PartBoundary
      description={t('broken')}
      resetKeys={[session]}
      onStartAgain={() => session.player.getState().toStart()}
      className="rounded-lg border border-border py-12"
    >
      <Shell {...props} />
    </PartBoundary>
  );
}

function Shell({ session, label, layout, canvasShape, onSession, header, tools }: LabShellProps) {
  const t = useTranslations();
  const root = useRef<HTMLElement>(null);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  usePlayLoop(session, root);
  // A lesson says itself what to look at.
  useKeyEvents(session, layout !== 'lesson');
  const sizes = labLayout[layout];
  const { simulated } = session;

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { target, currentTarget } = event;
    // Dialogs and menus are children of React but not of the page's part: their keys are their own.
    if (event.defaultPrevented || !(target instanceof HTMLElement) || !currentTarget.contains(target)) return;
    const shortcut = shortcutFor(event, focusedElement(target));
    if (shortcut === null || !perform(shortcut, session, t, () => setIsHelpOpen(true))) return;
    event.preventDefault();
  }

  return (
    <LabSessionProvider session={session} onSession={onSession}>
      <section
        ref={root}
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className={cx('@container not-prose scroll-mt-20 text-base leading-normal', sizes.root)}
      >
        {header}
        <div className={sizes.frame}>
          <div className="@container flex min-h-0 min-w-0 flex-col">
            <PartBoundary
              description={t('lab.broken')}
              resetKeys={[session]}
              onError={() => session.player.getState().pause()}
              onStartAgain={() => session.player.getState().toStart()}
              className={sizes.canvas[canvasShape]}
            >
              <LabStage className={sizes.canvas[canvasShape]} size={layout === 'page' ? 'page' : 'lesson'} />
            </PartBoundary>
            <StepCaption />
            <ScrubBar />
            <TransportBar onHelp={() => setIsHelpOpen(true)}>
              {simulated === null ? null : <NewSeedButton run={simulated} onSession={onSession} />}
              {tools}
            </TransportBar>
          </div>
          <ExploreProvider>
            <LabPanels className={sizes.panels} />
          </ExploreProvider>
        </div>
        <LiveRegion />
        <ShortcutsDialog isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} />
      </section>
    </LabSessionProvider>
  );
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
  if (selectedId === null) return false;
  const candidates = session.actions(selectedId, t).filter((each) => each.key === key);
  const action = candidates.find((each) => each.refusal === null) ?? candidates[0];
  if (action === undefined) return false;
  // One that would do nothing is left out of the record: it is no step worth keeping.
  if (action.refusal === null) action.run();
  return true;
}
