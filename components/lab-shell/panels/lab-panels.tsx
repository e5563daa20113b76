'use client';

import { useEffect, useRef } from 'react';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { usePlayer } from '../run/lab-context';
import { usePanelGroups } from './panel-list';
import { PanelSheet } from './panel-sheet';
import { PanelTabs } from './panel-tabs';

/** Which panel is shown, and whether the sheet that has it on a narrow screen is open. */
export interface ShownPanel {
  readonly id: string;
  readonly isOpen: boolean;
}

interface LabPanelsProps {
  readonly shown: ShownPanel;
  readonly onShown: (shown: ShownPanel) => void;
}

/** The run as lists: what stands on the canvas, and what does not fit there. On narrow screens in a sheet, else beside the canvas. */
export function LabPanels({ shown, onShown }: LabPanelsProps) {
  const groups = usePanelGroups();
  const isNarrow = useMediaQuery('(max-width: 53.99rem)');
  useFollow(
    usePlayer((player) => player.selectedId),
    () => onShown({ ...shown, id: 'nodes' }),
  );
  useFollow(
    usePlayer((player) => player.messageId),
    () => onShown({ id: 'messages', isOpen: true }),
  );
  const group = groups.find(({ panels }) => panels.some(({ id }) => id === shown.id)) ?? groups[0];
  const lastOf = useRef<Readonly<Record<string, string>>>({});
  useEffect(() => {
    if (group !== undefined) lastOf.current = { ...lastOf.current, [group.id]: shown.id };
  }, [group, shown.id]);
  if (group === undefined) return null;

  const onShow = (id: string) => onShown({ id, isOpen: isNarrow });
  // A group shows the panel of it that was looked at last.
  const onGroup = (groupId: string) => {
    const first = groups.find(({ id }) => id === groupId)?.panels[0]?.id ?? shown.id;
    onShow(lastOf.current[groupId] ?? first);
  };
  const shared = { groups, group, shown: shown.id, onGroup, onShow };
  return isNarrow ? (
    <PanelSheet {...shared} isOpen={shown.isOpen} onClose={() => onShown({ ...shown, isOpen: false })} />
  ) : (
    <PanelTabs {...shared} />
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
