'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { CanvasShape } from '@/components/lab-shell/lab-layout';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { LabTasks, OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { OpenInLab } from '@/components/lab-shell/share/open-in-lab';
import { LabStage } from '@/components/lab-shell/stage/lab-stage';
import { LegendItems } from '@/components/lab-shell/stage/legend-items';
import { PrintedMoment } from '@/components/lab-shell/stage/printed-moment';
import { cx } from '@/components/ui/cx';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { labEntries } from './catalog';
import type { LabPictureProps } from './lab-moment';
import { openMoment, type SavedMoment } from './saved-moment';

interface MomentStageProps {
  readonly lab: OpenableLab;
  readonly tasks: LabTasks;
  readonly labId: LabId;
  readonly moment: SavedMoment;
  readonly isPlaying: boolean;
}

/** A lab opened at a moment of a run, to be played on and changed. */
export function MomentStage({ lab, tasks, labId, moment, isPlaying }: MomentStageProps) {
  const t = useTranslations();
  const [session, setSession] = useState<LabSession | null>(() => openMoment(lab, tasks, moment));
  useEffect(() => {
    if (isPlaying) session?.player.getState().play();
  }, [isPlaying, session]);
  if (session === null) return <NoMoment />;
  return (
    <LabShell
      session={session}
      label={t(`labs.${labId}.name`)}
      layout="lesson"
      canvasShape={labEntries[labId].shape}
      onSession={setSession}
      tools={
        <LabSessionProvider session={session}>
          <OpenInLab path={`/labs/${labId}`} />
        </LabSessionProvider>
      }
    />
  );
}

/** A question's picture: on a phone as high as it has to be for its boxes to be read. */
const pictureHeights: Readonly<Record<CanvasShape, string>> = {
  square: 'h-[clamp(18rem,105cqw,24rem)] @min-[34rem]:h-[22rem]',
  wide: 'h-[clamp(18rem,80cqw,22rem)]',
  'row-or-column': 'h-[27.5rem] @min-[34rem]:h-[24rem]',
  'square-or-column': 'h-[27.5rem] @min-[34rem]:h-[24rem]',
};

interface PictureStageProps extends Omit<LabPictureProps, 'labId'> {
  readonly labId: LabId;
  readonly lab: OpenableLab;
  readonly tasks: LabTasks;
}

/** A lab's canvas at one moment, standing still. */
export function PictureStage({ labId, lab, tasks, moment, label, pickedId = null, onPick }: PictureStageProps) {
  const key = JSON.stringify(moment);
  const [opened, setOpened] = useState(() => ({ key, session: openMoment(lab, tasks, moment) }));
  // Another moment of a run: the picture changes with it.
  if (opened.key !== key) setOpened({ key, session: openMoment(lab, tasks, moment) });
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
        <LabStage className={cx(pictureHeights[labEntries[labId].shape], 'print:hidden')} size="lesson" isPicture />
        <PrintedMoment />
        {session.messages === null ? null : (
          <figcaption className="print:hidden border-border border-t px-4 py-2 text-text-muted text-xs">
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              <LegendItems messages={session.messages} className="gap-1.5" />
            </ul>
          </figcaption>
        )}
      </LabSessionProvider>
    </figure>
  );
}

function NoMoment() {
  const t = useTranslations('lab');
  return <ErrorState title={t('refused.title')} description={t('refused.unknown-scenario')} />;
}
