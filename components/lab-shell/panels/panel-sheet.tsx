'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useLoaded } from '@/components/ui/use-loaded';
import { PanelButtons } from './panel-buttons';
import type { PanelGroup } from './panel-list';

interface PanelSheetProps {
  readonly groups: readonly PanelGroup[];
  readonly group: PanelGroup;
  readonly shown: string;
  readonly isOpen: boolean;
  readonly onGroup: (groupId: string) => void;
  readonly onShow: (panelId: string) => void;
  readonly onClose: () => void;
}

const fetchDrawer = () => import('./panel-drawer').then((module) => module.PanelDrawer);

/**
 * The panels on a phone: a bar under the lab, and over the page a sheet of half or nearly full height, loaded when the bar is
 * touched. Beside it the canvas stays in reach, so that what is read can be acted on.
 */
export function PanelSheet({ groups, group, shown, isOpen, onGroup, onShow, onClose }: PanelSheetProps) {
  const t = useTranslations('lab.panels');
  const bar = useRef<HTMLFieldSetElement>(null);
  const [PanelDrawer, load] = useLoaded(fetchDrawer);
  useEffect(() => {
    if (isOpen) load();
  }, [isOpen, load]);

  function open(groupId: string): void {
    onGroup(groupId);
    if (isOpen) return;
    // Above the sheet the canvas is seen, wherever the page stood.
    bar.current?.closest('section')?.querySelector('.lab-canvas')?.scrollIntoView({ block: 'start' });
  }

  return (
    <>
      <fieldset ref={bar} aria-label={t('label')} onPointerEnter={load} onFocus={load} className="h-full min-w-0 px-1">
        <PanelButtons groups={groups} shown={isOpen ? group.id : null} onGroup={open} />
      </fieldset>
      {PanelDrawer === null ? null : (
        <PanelDrawer {...{ groups, group, shown, isOpen, onShow, onClose }} onGroup={open} />
      )}
    </>
  );
}
