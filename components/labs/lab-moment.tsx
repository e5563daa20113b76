'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { LegendItems } from '@/components/lab-shell/canvas-legend';
import { LabCanvas } from '@/components/lab-shell/lab-canvas';
import { LabSessionProvider } from '@/components/lab-shell/lab-context';
import type { LabSession } from '@/components/lab-shell/lab-session';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { OpenInLab } from '@/components/lab-shell/open-in-lab';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { canvasShapes } from './canvas-shapes';
import { openMoment, type SavedMoment } from './saved-moment';
import { WithLab } from './with-lab';

interface LabMomentProps {
  readonly labId: string;
  readonly moment: SavedMoment;
  /** Sets off at once. */
  readonly isPlaying?: boolean | undefined;
}

/** A lab opened at a moment of a run, to be looked at, played on and changed; leads to the lab's own page. */
export function LabMoment({ labId, moment, isPlaying = false }: LabMomentProps) {
  return (
    <WithLab labId={labId}>
      {(lab, id) => <OpenedMoment lab={lab} labId={id} moment={moment} isPlaying={isPlaying} />}
    </WithLab>
  );
}

interface OpenedMomentProps {
  readonly lab: OpenableLab;
  readonly labId: LabId;
  readonly moment: SavedMoment;
  readonly isPlaying: boolean;
}

function OpenedMoment({ lab, labId, moment, isPlaying }: OpenedMomentProps) {
  const t = useTranslations();
  const [session, setSession] = useState<LabSession | null>(() => openMoment(lab, moment));
  useEffect(() => {
    if (isPlaying) session?.player.getState().play();
  }, [isPlaying, session]);
  if (session === null) return <NoMoment />;
  return (
    <LabShell
      session={session}
      label={t(`${labId}.name`)}
      layout="lesson"
      canvasShape={canvasShapes[labId]}
      onSession={setSession}
      tools={
        <LabSessionProvider session={session}>
          <OpenInLab path={`/labs/${labId}`} />
        </LabSessionProvider>
      }
    />
  );
}

interface LabPictureProps {
  readonly labId: string;
  readonly moment: SavedMoment;
  /** Names the picture. */
  readonly label: string;
  /** The id of what is picked on it; null for nothing. */
  readonly pickedId?: string | null | undefined;
  /** What was clicked; undefined for a picture that is only looked at. */
  readonly onPick?: ((elementId: string) => void) | undefined;
}

/** A lab's canvas at one moment, standing still. */
export function LabPicture(props: LabPictureProps) {
  return <WithLab labId={props.labId}>{(lab) => <OpenedPicture {...props} lab={lab} />}</WithLab>;
}

function OpenedPicture({
  lab,
  moment,
  label,
  pickedId = null,
  onPick,
}: LabPictureProps & { readonly lab: OpenableLab }) {
  const key = JSON.stringify(moment);
  const [opened, setOpened] = useState(() => ({ key, session: openMoment(lab, moment) }));
  // Another moment of a run: the picture changes with it.
  if (opened.key !== key) setOpened({ key, session: openMoment(lab, moment) });
  const { session } = opened;

  useEffect(() => {
    session?.player.getState().select(pickedId);
  }, [session, pickedId]);
  useEffect(
    () =>
      session?.player.subscribe(({ selectedId }) => {
        if (selectedId === pickedId) return;
        if (selectedId === null || onPick === undefined) session.player.getState().select(pickedId);
        else onPick(selectedId);
      }),
    [session, pickedId, onPick],
  );

  if (session === null) return <NoMoment />;
  return (
    <figure
      aria-label={label}
      className="@container not-prose overflow-clip rounded-lg border border-border bg-surface"
    >
      <LabSessionProvider session={session}>
        <LabCanvas className="h-[clamp(18rem,80cqw,22rem)]" isLesson isPicture />
        <figcaption className="border-border border-t px-4 py-2 text-text-muted text-xs">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            <LegendItems className="gap-1.5" />
          </ul>
        </figcaption>
      </LabSessionProvider>
    </figure>
  );
}

function NoMoment() {
  const t = useTranslations('lab');
  return <ErrorState title={t('refused.title')} description={t('refused.unknown-scenario')} />;
}
