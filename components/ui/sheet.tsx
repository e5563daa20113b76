'use client';

import { Drawer } from '@base-ui/react/drawer';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { buttonClass } from './button';
import { cx } from './cx';
import { useMediaQuery } from './use-media-query';

interface SheetProps {
  readonly title: ReactNode;
  readonly trigger?: ReactElement | undefined;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly children: ReactNode;
}

const fromBelow =
  'max-h-[88dvh] w-full rounded-t-xl border-t translate-y-(--drawer-swipe-movement-y) ' +
  'data-ending-style:translate-y-full data-starting-style:translate-y-full';
const fromRight =
  'h-full w-[26rem] max-w-[90vw] border-l translate-x-(--drawer-swipe-movement-x) ' +
  'data-ending-style:translate-x-full data-starting-style:translate-x-full';

/** A panel over the page: rises from below on phones, slides in from the right on wider screens. A swipe the way it came closes it. */
export function Sheet({ title, trigger, open, onOpenChange, children }: SheetProps) {
  const t = useTranslations('ui');
  const wide = useMediaQuery('(min-width: 48rem)');
  return (
    <Drawer.Root
      swipeDirection={wide ? 'right' : 'down'}
      onOpenChange={(next) => onOpenChange?.(next)}
      {...(open !== undefined ? { open } : {})}
    >
      {trigger ? <Drawer.Trigger render={trigger} /> : null}
      <Drawer.Portal>
        <Drawer.Backdrop className="scrim not-data-ending-style:not-data-starting-style:opacity-[calc(1-var(--drawer-swipe-progress,0))] data-swiping:duration-0" />
        <Drawer.Viewport className="fixed inset-0 z-overlay flex items-end justify-end">
          <Drawer.Popup
            className={cx(
              'flex flex-col border-border bg-raised shadow-lg outline-none transition-[translate] duration-slow ease-out data-swiping:duration-0 data-swiping:select-none',
              wide ? fromRight : fromBelow,
            )}
          >
            {wide ? null : <div aria-hidden="true" className="mx-auto mt-2.5 h-1 w-10 rounded-full bg-border-strong" />}
            <div className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
              <Drawer.Title className="font-semibold text-lg">{title}</Drawer.Title>
              <Drawer.Close
                aria-label={t('close')}
                className={buttonClass('ghost', 'md', 'w-control px-0! text-text-muted')}
              >
                <X aria-hidden="true" className="size-5" />
              </Drawer.Close>
            </div>
            <Drawer.Content className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-[max(1.5rem,env(safe-area-inset-bottom))]">
              {children}
            </Drawer.Content>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
