import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Tone, toneIcons, toneSoft, toneText } from './tone';

interface CalloutProps {
  readonly tone?: Tone | undefined;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Read aloud when it appears; for the outcome of what the reader just did. */
  readonly live?: boolean | undefined;
  readonly className?: string | undefined;
}

/** An aside that should not be missed: a note in a lesson, the outcome of a form. */
export function Callout({ tone = 'info', title, children, live, className }: CalloutProps) {
  const Icon = toneIcons[tone];
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : 'note'}
      className={cx('not-prose flex gap-3 rounded-md px-4 py-3.5', toneSoft[tone], className)}
    >
      <Icon aria-hidden="true" className={cx('mt-[0.22em] size-[1.15em] shrink-0', toneText[tone])} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 text-base">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
