'use client';

import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup as BaseToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { cx } from './cx';

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
    <BaseToggleGroup<Value>
      aria-label={label}
      value={[value]}
      disabled={disabled === true}
      onValueChange={([next]) => {
        // Pressing the pressed one again empties the group; one of them always holds.
        if (next !== undefined) onValueChange(next);
      }}
      className={cx('inline-flex rounded-md border border-border-strong bg-sunken p-0.5', className)}
    >
      {items.map((item) => (
        <Toggle
          key={item.value}
          value={item.value}
          aria-label={item.icon ? item.label : undefined}
          className="grid min-h-control min-w-control place-items-center md:min-h-[calc(var(--spacing-control)-6px)] md:min-w-[calc(var(--spacing-control)-6px)] rounded-[calc(var(--radius-md)-3px)] border border-transparent px-2.5 font-medium text-sm text-text-muted tabular-nums transition-colors hover:text-text data-disabled:text-text-subtle data-pressed:border-border-strong data-pressed:bg-surface data-pressed:text-text data-pressed:shadow-sm [&_svg]:size-4"
        >
          {item.icon ?? item.label}
        </Toggle>
      ))}
    </BaseToggleGroup>
  );
}
