import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-grid min-w-[1.6em] place-items-center rounded-sm border border-border-strong border-b-2 bg-surface px-[0.4em] font-mono text-[0.82em] text-text-muted leading-normal">
      {children}
    </kbd>
  );
}
