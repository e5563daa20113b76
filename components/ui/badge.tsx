import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Tone, toneIcons, toneSoft, toneText } from './tone';

interface BadgeProps {
  /** Neutral without one. A tone brings its icon. */
  readonly tone?: Tone | undefined;
  readonly children: ReactNode;
}

/** A word or two about the thing beside it. */
export function Badge({ tone, children }: BadgeProps) {
  const Icon = tone ? toneIcons[tone] : null;
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-2 py-0.5 align-middle font-medium text-xs',
        tone ? cx(toneSoft[tone], toneText[tone]) : 'bg-sunken text-text-muted ring-1 ring-border ring-inset',
      )}
    >
      {Icon ? <Icon aria-hidden="true" className="size-3.5" /> : null}
      {children}
    </span>
  );
}
