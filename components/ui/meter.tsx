'use client';

import { Meter as BaseMeter } from '@base-ui/react/meter';

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
  return (
    <BaseMeter.Root
      value={value}
      min={min}
      max={max}
      getAriaValueText={() => valueText}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm"
    >
      <BaseMeter.Label className="font-medium">{label}</BaseMeter.Label>
      <span aria-hidden="true" className="text-text-muted tabular-nums">
        {valueText}
      </span>
      <BaseMeter.Track className="col-span-2 h-2.5 overflow-hidden rounded-xs bg-sunken ring-1 ring-border-strong ring-inset">
        <BaseMeter.Indicator className="bg-text-muted transition-[width] duration-base" />
      </BaseMeter.Track>
    </BaseMeter.Root>
  );
}
