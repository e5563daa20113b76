'use client';

import { type ReactNode, useRef } from 'react';
import { useScrollFocus } from '@/components/ui/use-scroll-focus';

interface PanelScrollProps {
  /** Names the part for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A panel's content in a column that scrolls by itself; the keyboard reaches it when there is something to scroll. */
export function PanelScroll({ label, children }: PanelScrollProps) {
  const region = useRef<HTMLElement>(null);
  return (
    <section
      ref={region}
      aria-label={label}
      {...useScrollFocus(region)}
      className="thin-scrollbar h-full overflow-auto focus-visible:-outline-offset-2"
    >
      <div className="flex flex-col gap-5 px-4 py-3">{children}</div>
    </section>
  );
}
