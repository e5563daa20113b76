'use client';

import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { lazyPart } from '@/components/ui/lazy-part';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { usePlayer } from '../run/lab-context';
import { usePanels } from './panel-list';
import { PanelSheet } from './panel-sheet';

// A narrow screen has no use for them.
const PanelTabs = lazyPart(() => import('./panel-tabs').then((module) => module.PanelTabs), null);

/** Which panel is shown, and whether the sheet that has it on a narrow screen is open. */
export interface ShownPanel {
  readonly id: string;
  readonly isOpen: boolean;
}

interface LabPanelsProps {
  readonly className: string;
  readonly shown: ShownPanel;
  readonly onShown: (shown: ShownPanel) => void;
}

/** The run as lists: what stands on the canvas, and what does not fit there. On narrow screens in a sheet, else beside the canvas. */
export function LabPanels({ className, shown, onShown }: LabPanelsProps) {
  const panels = usePanels();
  const isNarrow = useMediaQuery('(max-width: 53.99rem)');
  useFollow(
    usePlayer((player) => player.selectedId),
    () => onShown({ ...shown, id: 'nodes' }),
  );
  useFollow(
    usePlayer((player) => player.messageId),
    () => onShown({ id: 'messages', isOpen: true }),
  );
  if (isNarrow) {
    return (
      <div className={cx('min-w-0', className)}>
        <PanelSheet
          panels={panels}
          shown={shown.id}
          isOpen={shown.isOpen}
          onShow={(id) => onShown({ id, isOpen: true })}
          onClose={() => onShown({ ...shown, isOpen: false })}
        />
      </div>
    );
  }
  return (
    <div className={cx('min-w-0', className)}>
      <PanelTabs panels={panels} shown={shown.id} onShow={(id) => onShown({ ...shown, id })} />
    </div>
  );
}

/** Calls `show` when something else has been chosen on the canvas: choosing it is asking about it. */
function useFollow(chosen: string | number | null, show: () => void): void {
  const followed = useRef(chosen);
  useEffect(() => {
    if (chosen === followed.current) return;
    followed.current = chosen;
    if (chosen !== null) show();
  });
}
