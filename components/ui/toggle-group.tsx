import type { ReactNode } from 'react';
import { cx } from './cx';
import { PlainButton } from './plain-button';

export interface ToggleItem<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Given, it is shown in place of the label, which stays the name. */
  readonly icon?: ReactNode;
}

interface ToggleGroupProps<Value extends string> {
  /** Names the group for screen readers. */
  readonly label: string;
  readonly items: readonly ToggleItem<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A few alternatives side by side, one always pressed (speed, view). */
export function ToggleGroup<Value extends string>(props: ToggleGroupProps<Value>) {
  const { label, items, value, onValueChange, disabled, className } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form is filled in here, and a fieldset's legend is no name on one line.
    <div
      role="group"
      aria-label={label}
      className={cx('inline-flex rounded-md border border-border-strong bg-sunken p-0.5', className)}
    >
      {items.map((item) => (
        <PlainButton
          key={item.value}
          aria-label={item.icon ? item.label : undefined}
          aria-pressed={item.value === value}
          disabled={disabled}
          onClick={() => onValueChange(item.value)}
          className="grid min-h-control min-w-control place-items-center md:min-h-[calc(var(--spacing-control)-6px)] md:min-w-[calc(var(--spacing-control)-6px)] rounded-[calc(var(--radius-md)-3px)] border border-transparent px-2.5 font-medium text-sm text-text-muted tabular-nums transition-colors hover:text-text data-disabled:text-text-subtle aria-pressed:border-border-strong aria-pressed:bg-surface aria-pressed:text-text aria-pressed:shadow-sm [&_svg]:size-4"
        >
          {item.icon ?? item.label}
        </PlainButton>
      ))}
    </div>
  );
}
