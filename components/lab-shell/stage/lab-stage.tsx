'use client';

import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { useLabSession, usePlayer } from '../run/lab-context';
import { CanvasNotices } from './canvas-notices';
import type { StageSize } from './stage';

interface LabStageProps {
  readonly className: string;
  readonly size: StageSize;
  /** Only to be looked at and pointed at: nothing can be done to what is selected. */
  readonly isPicture?: boolean | undefined;
}

/** What draws the run, in the place that is kept for it, and over it what the run has to say. */
export function LabStage({ className, size, isPicture = false }: LabStageProps) {
  const { stage } = useLabSession();
  const selectedId = usePlayer((player) => player.selectedId);
  const onSelect = usePlayer((player) => player.select);
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const gone = new AbortController();
    import('./long-press').then(
      ({ listenForLongPress }) => {
        if (area.current !== null && !gone.signal.aborted) listenForLongPress(area.current, gone.signal);
      },
      () => undefined,
    );
    return () => gone.abort();
  }, []);
  const isFreeAtTop = stage.isFreeAtTop === true;
  return (
    <div data-lab="stage" className={cx('relative isolate flex flex-col [container-type:size]', className)}>
      {isFreeAtTop ? null : <CanvasNotices isOver={false} />}
      <div ref={area} className="relative min-h-0 flex-1">
        {stage.render({ selectedId, onSelect, isPicture, size })}
      </div>
      {isFreeAtTop ? <CanvasNotices isOver /> : null}
    </div>
  );
}
