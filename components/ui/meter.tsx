import { useId } from 'react';

interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number | undefined;
  readonly max: number;
  /** The value in words with its unit: shown at the right and read aloud. */
  readonly valueText: string;
}

/** A quantity within known bounds (a score, a queue's depth). */
export function Meter({ label, value, min = 0, max, valueText }: MeterProps) {
  const labelId = useId();
  const percent = max > min ? (100 * (value - min)) / (max - min) : 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be given these looks in every browser.
    <div
      role="meter"
      aria-labelledby={labelId}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={valueText}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm"
    >
      <span id={labelId} className="font-medium">
        {label}
      </span>
      <span aria-hidden="true" className="text-text-muted tabular-nums">
        {valueText}
      </span>
      <div className="col-span-2 h-2.5 overflow-hidden rounded-xs bg-sunken ring-1 ring-border-strong ring-inset">
        <div className="h-full bg-text-muted transition-[width] duration-base" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
