'use client';

import { Drawer } from '@base-ui/react/drawer';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Steps } from '../transport/transport-bar';
import { GroupPanels } from './group-panels';
import { PanelButtons } from './panel-buttons';
import type { PanelGroup } from './panel-list';

/** Shares of the window's height. */
const HALF = 0.52;
const FULL = 0.92;

interface PanelDrawerProps {
  readonly groups: readonly PanelGroup[];
  readonly group: PanelGroup;
  readonly shown: string;
  readonly isOpen: boolean;
  readonly onGroup: (groupId: string) => void;
  readonly onShow: (panelId: string) => void;
  readonly onClose: () => void;
}

/** The sheet that shows a group's panels over the page: of half height whenever it opens, or nearly full. */
export function PanelDrawer({ groups, group, shown, isOpen, onGroup, onShow, onClose }: PanelDrawerProps) {
  const t = useTranslations('lab.panels');
  const [height, setHeight] = useState<number>(HALF);
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (isOpen) setHeight(HALF);
  }
  return (
    <Drawer.Root
      open={isOpen}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      modal={false}
      disablePointerDismissal
      swipeDirection="down"
      snapPoints={[HALF, FULL]}
      snapPoint={height}
      onSnapPointChange={(next) => setHeight(next === FULL ? FULL : HALF)}
    >
      <Drawer.Portal>
        <Drawer.Viewport className="pointer-events-none fixed inset-0 z-sticky flex items-end">
          <Drawer.Popup className="pointer-events-auto flex h-[92dvh] w-full translate-y-[calc(var(--drawer-snap-point-offset)+var(--drawer-swipe-movement-y))] flex-col rounded-t-xl border-border-strong border-t bg-surface pb-[max(0px,calc(var(--drawer-snap-point-offset)+var(--drawer-swipe-movement-y)))] shadow-lg outline-none transition-[translate,padding] duration-slow ease-out data-ending-style:translate-y-full data-starting-style:translate-y-full data-swiping:select-none data-swiping:duration-0">
            <div aria-hidden="true" className="mx-auto mt-2 h-1 w-10 shrink-0 rounded-full bg-border-strong" />
            <div className="flex shrink-0 items-center gap-1 border-border border-b py-0.5 pr-1.5 pl-4">
              <Drawer.Title className="mr-auto min-w-0 truncate font-semibold">{group.label}</Drawer.Title>
              <div>
                <Steps isShort />
              </div>
              <IconButton
                label={height === FULL ? t('half') : t('full')}
                icon={height === FULL ? <ChevronDown aria-hidden="true" /> : <ChevronUp aria-hidden="true" />}
                onClick={() => setHeight(height === FULL ? HALF : FULL)}
              />
              <IconButton label={t('close')} icon={<X aria-hidden="true" />} onClick={onClose} />
            </div>
            <Drawer.Content key={group.id} className="min-h-0 flex-1 overflow-hidden overscroll-contain">
              <GroupPanels group={group} shown={shown} onShow={onShow} />
            </Drawer.Content>
            <fieldset
              aria-label={t('label')}
              className="min-w-0 shrink-0 border-border border-t px-1 pb-[env(safe-area-inset-bottom)]"
            >
              <PanelButtons groups={groups} shown={group.id} onGroup={onGroup} />
            </fieldset>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
