'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { ExploreProvider } from './explore/explore-context';
import { type CanvasShape, labLayout } from './lab-layout';
import { LiveRegion } from './live-region';
import type { ShownPanel } from './panels/lab-panels';
import { LabSessionProvider } from './run/lab-context';
import type { LabSession } from './run/lab-session';
import { useKeyEvents } from './run/use-key-events';
import { usePlayLoop } from './run/use-play-loop';
import { LabStage } from './stage/lab-stage';
import { PrintedMoment } from './stage/printed-moment';
import { BreakButton } from './transport/break-button';
import { NewSeedButton } from './transport/new-seed-button';
import { ScrubBar } from './transport/scrub-bar';
import { StepCaption } from './transport/step-caption';
import { TransportBar } from './transport/transport-bar';
import { useLabKeys } from './use-lab-keys';

const LabPanels = lazyPart(() => import('./panels/lab-panels').then((module) => module.LabPanels), null);

const ShortcutsDialog = lazyPart(() => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog), null);

interface LabShellProps {
  readonly session: LabSession;
  /** Names the lab for screen readers. */
  readonly label: string;
  /** "page" and "embed" fill the element they stand in; "lesson" is lower, and a stage with its caption and transport alone. */
  readonly layout: keyof typeof labLayout;
  readonly canvasShape: CanvasShape;
  /** Another seed for the same configuration replaces the session. */
  readonly onSession: (session: LabSession) => void;
  /** Above the canvas. */
  readonly header?: ReactNode;
  /** At the end of the transport bar. */
  readonly tools?: ReactNode;
}

/** One lab on a page: stage, caption, transport and panels around a session. Knows no lab. An error in it leaves the run as it is. */
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
  const [help, setHelp] = useState({ isOpen: false, wasOpened: false });
  const openHelp = () => setHelp({ isOpen: true, wasOpened: true });
  const [panel, setPanel] = useState<ShownPanel>({ id: 'nodes', isOpen: false });
  const isWhole = layout !== 'lesson';
  usePlayLoop(session, root);
  // A lesson says itself what to look at.
  useKeyEvents(session, isWhole);
  // In a lesson the keys belong to the page until somebody is in the lab.
  useLabKeys(session, root, { isWholePage: isWhole, openHelp });
  const sizes = labLayout[layout];
  const { simulated } = session;

  return (
    <LabSessionProvider session={session} onSession={onSession}>
      <ExploreProvider>
        <section
          ref={root}
          aria-label={label}
          tabIndex={-1}
          className={cx('@container not-prose scroll-mt-20 text-base leading-normal', sizes.root)}
        >
          {header}
          <PrintedMoment />
          <div className={cx(sizes.frame, 'print:hidden')}>
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
              {isWhole ? session.stage.renderBelow?.() : null}
              <StepCaption />
              <ScrubBar />
              <TransportBar
                onHelp={openHelp}
                besidePlay={
                  isWhole && session.switches !== null ? (
                    <BreakButton onPress={() => setPanel({ id: 'rules', isOpen: true })} />
                  ) : null
                }
              >
                {isWhole && simulated !== null ? <NewSeedButton run={simulated} onSession={onSession} /> : null}
                {tools}
              </TransportBar>
            </div>
            {isWhole ? (
              <div className={cx('min-w-0', sizes.panels)}>
                <LabPanels shown={panel} onShown={setPanel} />
              </div>
            ) : null}
          </div>
          <LiveRegion />
          {help.wasOpened ? (
            <ShortcutsDialog isOpen={help.isOpen} onOpenChange={(isOpen) => setHelp({ ...help, isOpen })} />
          ) : null}
        </section>
      </ExploreProvider>
    </LabSessionProvider>
  );
}
