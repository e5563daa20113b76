import { useId } from 'react';
import { cx } from './cx';

interface ProgressBarProps {
  readonly label: string;
  /** The label is for screen readers only, because the page already shows it. */
  readonly labelHidden?: boolean | undefined;
  /** Done so far, from 0 to `max`; null while it cannot be known. */
  readonly value: number | null;
  readonly max?: number | undefined;
  /** The value in words ("3 of 8 sections"): shown at the right and read aloud. */
  readonly valueText: string;
}

/** How far a task has come. For a quantity that is not a task, use Meter. */
export function ProgressBar({ label, labelHidden, value, max = 100, valueText }: ProgressBarProps) {
  const labelId = useId();
  return (
    <div
      role="progressbar"
      aria-labelledby={labelId}
      aria-valuenow={value ?? undefined}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={valueText}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm"
    >
      <span id={labelId} className={labelHidden ? 'visually-hidden' : 'font-medium'}>
        {label}
      </span>
      <span aria-hidden="true" className="text-text-muted tabular-nums">
        {valueText}
      </span>
      <div className="col-span-2 h-1.5 overflow-hidden rounded-full bg-border">
        <div
          className={cx(
            'h-full rounded-full bg-accent transition-[width] duration-slow',
            value === null && 'w-1/4 animate-indeterminate',
          )}
          {...(value === null ? {} : { style: { width: `${max > 0 ? (100 * value) / max : 0}%` } })}
        />
      </div>
    </div>
  );
}
