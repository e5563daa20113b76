'use client';

import { Progress } from '@base-ui/react/progress';

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
  return (
    <Progress.Root
      value={value}
      max={max}
      getAriaValueText={() => valueText}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm"
    >
      <Progress.Label className={labelHidden ? 'visually-hidden' : 'font-medium'}>{label}</Progress.Label>
      <span aria-hidden="true" className="text-text-muted tabular-nums">
        {valueText}
      </span>
      <Progress.Track className="col-span-2 h-1.5 overflow-hidden rounded-full bg-border">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] duration-slow data-indeterminate:w-1/4 data-indeterminate:animate-indeterminate" />
      </Progress.Track>
    </Progress.Root>
  );
}
