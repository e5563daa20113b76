'use client';

import { Slider as BaseSlider } from '@base-ui/react/slider';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly onValueChange: (value: number) => void;
  /** When the thumb is let go; for work too heavy to do on every move. */
  readonly onValueCommitted?: ((value: number) => void) | undefined;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  /** The value in words, with its unit: shown, and read aloud instead of the number. */
  readonly formatValue: (value: number) => string;
  readonly disabled?: boolean | undefined;
}

/** A number from a range, with its label and its value in words. */
export function Slider(props: SliderProps) {
  const { label, value, onValueChange, onValueCommitted, min, max, step = 1, formatValue, disabled } = props;
  return (
    <BaseSlider.Root<number>
      value={value}
      onValueChange={(next) => onValueChange(next)}
      onValueCommitted={(next) => onValueCommitted?.(next)}
      min={min}
      max={max}
      step={step}
      disabled={disabled === true}
      thumbAlignment="edge"
      className="grid grid-cols-[1fr_auto] items-baseline gap-x-4"
    >
      <BaseSlider.Label className="font-medium text-sm">{label}</BaseSlider.Label>
      <span aria-hidden="true" className="text-sm text-text-muted tabular-nums">
        {formatValue(value)}
      </span>
      <BaseSlider.Control className="col-span-2 flex min-h-control-sm w-full touch-none items-center select-none">
        <BaseSlider.Track className="h-1 w-full rounded-full bg-border-strong">
          <BaseSlider.Indicator className="rounded-full bg-accent data-disabled:bg-border-strong" />
          <BaseSlider.Thumb
            // There before the label's id is known to it.
            getAriaLabel={() => label}
            getAriaValueText={(_formatted, current) => formatValue(current)}
            className="size-5 rounded-full border-2 border-accent bg-surface shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 data-disabled:border-border-strong data-dragging:bg-accent-soft"
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  );
}
