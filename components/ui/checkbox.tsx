'use client';

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Field } from '@base-ui/react/field';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';

/** The box alone; shared with the choice group. */
export const checkboxBox =
  'relative grid size-5 shrink-0 place-items-center rounded-sm border border-border-strong bg-surface text-on-accent transition-colors ' +
  'data-checked:border-accent data-checked:bg-accent data-invalid:border-danger ' +
  'data-disabled:border-border data-disabled:bg-sunken data-disabled:data-checked:bg-border-strong';

interface CheckboxProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly checked?: boolean | undefined;
  readonly defaultChecked?: boolean | undefined;
  readonly onCheckedChange?: ((checked: boolean) => void) | undefined;
  readonly disabled?: boolean | undefined;
}

/** A single yes or no that takes effect with its form. For one that acts at once, use Switch. */
export function Checkbox(props: CheckboxProps) {
  const { name, label, description, error, checked, defaultChecked, onCheckedChange, disabled } = props;
  return (
    <Field.Root name={name} invalid={error !== undefined} disabled={disabled} className="flex flex-col gap-1">
      <Field.Label
        className={cx(
          'flex min-h-control-sm items-start gap-3 py-2 text-base md:py-1',
          disabled ? 'cursor-not-allowed text-text-subtle' : 'cursor-pointer',
        )}
      >
        <BaseCheckbox.Root
          className={cx(checkboxBox, 'mt-[0.2em]')}
          onCheckedChange={(next) => onCheckedChange?.(next)}
          {...(checked !== undefined ? { checked } : {})}
          {...(defaultChecked !== undefined ? { defaultChecked } : {})}
        >
          <BaseCheckbox.Indicator>
            <Check aria-hidden="true" strokeWidth={3} className="size-3.5" />
          </BaseCheckbox.Indicator>
        </BaseCheckbox.Root>
        <span>{label}</span>
      </Field.Label>
      <div className="flex flex-col gap-1 pb-2 pl-8 empty:hidden">
        <FieldMessage description={description} error={error} />
      </div>
    </Field.Root>
  );
}
