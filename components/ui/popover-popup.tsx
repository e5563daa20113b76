'use client';

import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ComponentProps, ReactElement, ReactNode } from 'react';

export interface PopoverProps {
  readonly trigger: ReactElement<ComponentProps<'button'>>;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
}

/** What `Popover` loads: its button and its panel, open at first. */
export function PopoverPopup({ trigger, title, children, side = 'bottom', align = 'center' }: PopoverProps) {
  return (
    <BasePopover.Root defaultOpen>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner side={side} align={align} sideOffset={8} collisionPadding={12} className="z-popup">
          <BasePopover.Popup className="popup max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-border bg-raised p-4 shadow-lg outline-none">
            <BasePopover.Title className="mb-1.5 font-semibold">{title}</BasePopover.Title>
            <div className="text-sm">{children}</div>
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
