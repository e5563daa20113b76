'use client';

import { Drawer } from '@base-ui/react/drawer';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import type { LabPanel } from './panel-list';
import { Steps } from './transport-bar';

/** Shares of the window's height. */
const HALF = 0.52;
const FULL = 0.92;

interface PanelSheetProps {
  readonly panels: readonly LabPanel[];
  readonly shown: string;
  readonly isOpen: boolean;
  readonly onShow: (panelId: string) => void;
  readonly onClose: () => void;
}

/**
 * The panels on a phone: a bar under the lab, and over the page a sheet of half or nearly full height. Beside it the canvas
 * stays in reach, so that what is read can be acted on.
 */
export function PanelSheet({ panels, shown, isOpen, onShow, onClose }: PanelSheetProps) {
  const t = useTranslations('lab.panels');
  const bar = useRef<HTMLFieldSetElement>(null);
  const [height, setHeight] = useState<number>(HALF);
  const panel = panels.find(({ id }) => id === shown) ?? panels[0];
  if (panel === undefined) return null;

  function open(id: string): void {
    onShow(id);
    if (isOpen) return;
    setHeight(HALF);
    // Above the sheet the canvas is seen, wherever the page stood.
    bar.current?.closest('section')?.querySelector('.lab-canvas')?.scrollIntoView({ block: 'start' });
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
      <fieldset ref={bar} aria-label={t('label')} className="h-full min-w-0 px-1">
        <PanelButtons panels={panels} shown={isOpen ? panel.id : null} wraps={panels.length > 7} onShow={open} />
      </fieldset>
      <Drawer.Portal>
        <Drawer.Viewport className="pointer-events-none fixed inset-0 z-sticky flex items-end">
          <Drawer.Popup className="pointer-events-auto flex h-[92dvh] w-full translate-y-[calc(var(--drawer-snap-point-offset)+var(--drawer-swipe-movement-y))] flex-col rounded-t-xl border-border-strong border-t bg-surface pb-[max(0px,calc(var(--drawer-snap-point-offset)+var(--drawer-swipe-movement-y)))] shadow-lg outline-none transition-[translate,padding] duration-slow ease-out data-ending-style:translate-y-full data-starting-style:translate-y-full data-swiping:select-none data-swiping:duration-0">
            <div aria-hidden="true" className="mx-auto mt-2 h-1 w-10 shrink-0 rounded-full bg-border-strong" />
            <div className="flex shrink-0 items-center gap-1 border-border border-b py-0.5 pr-1.5 pl-4">
              <Drawer.Title className="mr-auto min-w-0 truncate font-semibold">{panel.label}</Drawer.Title>
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
            <Drawer.Content key={panel.id} className="min-h-0 flex-1 overflow-hidden overscroll-contain">
              {panel.content}
            </Drawer.Content>
            <fieldset
              aria-label={t('label')}
              className="min-w-0 shrink-0 border-border border-t px-1 pb-[env(safe-area-inset-bottom)]"
            >
              <PanelButtons panels={panels} shown={panel.id} wraps={false} onShow={open} />
            </fieldset>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}

interface PanelButtonsProps {
  readonly panels: readonly LabPanel[];
  readonly shown: string | null;
  /** In a second row rather than out of sight. */
  readonly wraps: boolean;
  readonly onShow: (panelId: string) => void;
}

function PanelButtons({ panels, shown, wraps, onShow }: PanelButtonsProps) {
  return (
    <div className={cx('flex', wraps ? 'flex-wrap' : 'overflow-x-auto [scrollbar-width:none]')}>
      {panels.map(({ id, label, icon }) => (
        <button
          key={id}
          type="button"
          aria-haspopup="dialog"
          aria-expanded={id === shown}
          onClick={() => onShow(id)}
          className={cx(
            'flex min-h-14 flex-auto flex-col items-center justify-center gap-0.5 whitespace-nowrap rounded-sm px-0.5 font-medium text-[0.6875rem] leading-tight focus-visible:-outline-offset-2 [&_svg]:size-5',
            id === shown ? 'text-accent' : 'text-text-muted',
          )}
        >
          {icon}
          {label}
        </button>
      ))}
    </div>
  );
}
