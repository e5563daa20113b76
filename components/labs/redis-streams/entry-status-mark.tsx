import { cx } from '@/components/ui/cx';
import type { EntryStatus } from './stream-strip';

interface EntryStatusMarkProps {
  readonly status: EntryStatus;
  readonly deliveries: number;
  readonly isGone: boolean;
}

/** How an entry stands with a group, as form and colour: a hollow ring is new, a filled block with its deliveries is pending, a check is done. */
export function EntryStatusMark({ status, deliveries, isGone }: EntryStatusMarkProps) {
  if (status === 'pending') {
    return (
      <span
        className={cx(
          'flex h-[17px] min-w-[26px] items-center justify-center rounded-[3px] border-2 border-(--color-state-pending) px-0.5 font-semibold text-[12px] leading-none tabular-nums',
          isGone && 'border-dashed',
        )}
        style={{ backgroundColor: 'color-mix(in srgb, var(--color-state-pending) 22%, var(--color-surface))' }}
      >
        ×{deliveries}
      </span>
    );
  }
  if (status === 'new') {
    return <span className="size-[11px] rounded-full border-2 border-(--color-state-ok)" />;
  }
  return (
    <svg viewBox="-6 -6 12 12" className="size-[13px]" aria-hidden="true">
      <path d="M-4 .5L-1 3.5L4.5 -3.5" fill="none" stroke="var(--color-state-success)" strokeWidth={2} />
    </svg>
  );
}
