'use client';

import { ScrollArea } from '@base-ui/react/scroll-area';
import type { ReactNode } from 'react';

/** Lets a wide table scroll by itself, never the page; the keyboard reaches it when there is something to scroll. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ScrollArea.Root className="min-w-0">
      <ScrollArea.Viewport role="region" aria-label={label} className="rounded-sm pb-2.5 wrap-normal">
        {children}
      </ScrollArea.Viewport>
      <ScrollArea.Scrollbar orientation="horizontal" className="flex h-1.5 rounded-full bg-sunken">
        <ScrollArea.Thumb className="h-full rounded-full bg-border-strong" />
      </ScrollArea.Scrollbar>
    </ScrollArea.Root>
  );
}
