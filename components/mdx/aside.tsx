import type { ReactNode } from 'react';

/** A note beside the line of thought. */
export function Aside({ children }: { readonly children: ReactNode }) {
  return (
    <div role="note" className="border-border-strong border-l-2 pl-5 text-base text-text-muted [&>*+*]:mt-3">
      {children}
    </div>
  );
}
