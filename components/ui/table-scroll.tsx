'use client';

import { type ReactNode, useRef } from 'react';
import { useScrollFocus } from './use-scroll-focus';

/** Lets a wide table scroll by itself, never the page; the keyboard reaches it when there is something to scroll. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  return (
    <section
      ref={region}
      aria-label={label}
      {...useScrollFocus(region)}
      className="thin-scrollbar min-w-0 overflow-x-auto rounded-sm pb-2.5 wrap-normal"
    >
      {children}
    </section>
  );
}
