'use client';

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

interface TooltipPopupProps {
  readonly anchor: Element;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly content: ReactNode;
  readonly side: 'top' | 'bottom' | 'left' | 'right';
  /** The pointer is over the popup: it is being read. */
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

/** What a tooltip shows; loaded with the first one that is asked for. */
export function TooltipPopup({ anchor, isOpen, onOpenChange, content, side, ...pointer }: TooltipPopupProps) {
  return (
    <BaseTooltip.Root open={isOpen} onOpenChange={onOpenChange}>
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="z-popup">
          <BaseTooltip.Popup
            {...pointer}
            className="popup max-w-xs rounded-sm bg-ink px-2 py-1 text-on-ink text-xs shadow-md"
          >
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
