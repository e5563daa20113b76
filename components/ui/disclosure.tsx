import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly defaultOpen?: boolean | undefined;
  /** Of those with the same name in a page, opening one closes the others. */
  readonly name?: string | undefined;
  readonly className?: string | undefined;
}

/** One thing that can be opened. What it hides is found by the browser's search. */
export function Disclosure({ summary, children, defaultOpen = false, name, className }: DisclosureProps) {
  return (
    <details open={defaultOpen} name={name} className={cx('not-prose', className)}>
      <summary className="flex min-h-control w-full cursor-pointer list-none items-center justify-between gap-4 rounded-sm py-2.5 text-left font-medium transition-colors hover:text-accent [&::-webkit-details-marker]:hidden">
        {summary}
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-text-muted transition-[rotate] duration-base ease-out [details[open]>summary>&]:rotate-180"
        />
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  );
}
