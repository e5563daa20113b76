'use client';

import { ScrollArea } from '@base-ui/react/scroll-area';
import type { ReactNode } from 'react';

interface PanelScrollProps {
  /** Names the part for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A panel's content in a column that scrolls by itself; the keyboard reaches it when there is something to scroll. */
export function PanelScroll({ label, children }: PanelScrollProps) {
  return (
    <ScrollArea.Root className="relative h-full">
      <ScrollArea.Viewport role="region" aria-label={label} className="size-full focus-visible:-outline-offset-2">
        <div className="flex flex-col gap-5 px-4 py-3">{children}</div>
      </ScrollArea.Viewport>
      <ScrollArea.Scrollbar orientation="vertical" className="flex w-1.5">
        <ScrollArea.Thumb className="w-full rounded-full bg-border-strong" />
      </ScrollArea.Scrollbar>
    </ScrollArea.Root>
  );
}
