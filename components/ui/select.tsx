'use client';

import { Field } from '@base-ui/react/field';
import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { fieldControl, fieldLabel, fieldRoot } from './field-styles';

export interface SelectItem<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

interface SelectProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly items: readonly SelectItem<Value>[];
  readonly value?: Value | undefined;
  readonly defaultValue?: Value | undefined;
  readonly onValueChange?: ((value: Value) => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** One of a few known values; for more than about fifteen, use a list that can be searched instead. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { name, label, items, onValueChange, placeholder, description, error, disabled, className } = props;
  return (
    <Field.Root name={name} invalid={error !== undefined} disabled={disabled} className={cx(fieldRoot, className)}>
      <BaseSelect.Root<Value>
        items={items}
        onValueChange={(value) => {
          if (value !== null) onValueChange?.(value);
        }}
        {...(props.value !== undefined ? { value: props.value } : {})}
        {...(props.defaultValue !== undefined ? { defaultValue: props.defaultValue } : {})}
      >
        <BaseSelect.Label className={fieldLabel}>{label}</BaseSelect.Label>
        <BaseSelect.Trigger
          className={cx(fieldControl, 'flex items-center justify-between gap-2 text-left data-popup-open:bg-hover')}
        >
          <BaseSelect.Value
            className="truncate data-placeholder:text-text-subtle"
            {...(placeholder !== undefined ? { placeholder } : {})}
          />
          <BaseSelect.Icon className="text-text-muted">
            <ChevronsUpDown aria-hidden="true" className="size-4" />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-popup">
            <BaseSelect.Popup className="popup max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-lg border border-border bg-raised p-1 shadow-lg outline-none">
              <BaseSelect.List>
                {items.map((item) => (
                  <BaseSelect.Item
                    key={item.value}
                    value={item.value}
                    disabled={item.disabled === true}
                    className="grid min-h-control-sm cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-sm py-1.5 pr-4 pl-2 text-sm outline-none select-none data-disabled:text-text-subtle data-highlighted:bg-hover"
                  >
                    <BaseSelect.ItemIndicator className="col-start-1 text-accent">
                      <Check aria-hidden="true" className="size-4" />
                    </BaseSelect.ItemIndicator>
                    <BaseSelect.ItemText className="col-start-2">{item.label}</BaseSelect.ItemText>
                  </BaseSelect.Item>
                ))}
              </BaseSelect.List>
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
      <FieldMessage description={description} error={error} />
    </Field.Root>
  );
}
