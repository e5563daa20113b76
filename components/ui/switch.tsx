'use client';

import { Field } from '@base-ui/react/field';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';

interface SwitchProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

/** A setting that takes effect at once. */
export function Switch({ label, description, checked, onCheckedChange, disabled }: SwitchProps) {
  return (
    <Field.Root disabled={disabled} className="flex flex-col gap-0.5">
      <Field.Label
        className={cx(
          'flex min-h-control-sm items-center justify-between gap-4',
          disabled ? 'cursor-not-allowed text-text-subtle' : 'cursor-pointer',
        )}
      >
        <span>{label}</span>
        <BaseSwitch.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          className="flex h-6 w-10 shrink-0 items-center rounded-full border border-border-strong bg-sunken p-[3px] transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:border-border data-disabled:bg-sunken"
        >
          <BaseSwitch.Thumb className="size-4 rounded-full bg-border-strong transition-[translate,background-color] duration-base data-checked:translate-x-4 data-checked:bg-on-accent data-disabled:bg-border" />
        </BaseSwitch.Root>
      </Field.Label>
      <FieldMessage description={description} />
    </Field.Root>
  );
}
