import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { fieldControl, fieldLabel, fieldRoot } from './field-styles';
import { useField } from './use-field';

export interface SelectItem<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

interface SelectProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly items: readonly SelectItem<Value>[];
  /** Undefined: nothing chosen yet, the placeholder is shown. */
  readonly value?: Value | undefined;
  readonly defaultValue?: Value | undefined;
  readonly onValueChange?: ((value: Value) => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
  /** The label is for screen readers alone: what the list is about can be seen where it stands. */
  readonly isLabelHidden?: boolean | undefined;
}

/** One of a few known values, by the browser's own list; for more than about fifteen, use a list that can be searched instead. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    name,
    label,
    isLabelHidden = false,
    items,
    onValueChange,
    placeholder = '',
    description,
    error,
    disabled,
    className,
  } = props;
  const field = useField({ description, error });
  const isEmpty = props.value === undefined && props.defaultValue === undefined;
  return (
    <div className={cx(fieldRoot, className)}>
      <label htmlFor={field.id} className={isLabelHidden ? 'visually-hidden' : fieldLabel}>
        {label}
      </label>
      <div className="relative">
        <select
          {...field.control}
          name={name}
          disabled={disabled}
          {...(onValueChange ? { value: props.value ?? '' } : { defaultValue: props.defaultValue ?? '' })}
          onChange={({ currentTarget }) => {
            const chosen = items.find((item) => item.value === currentTarget.value);
            if (chosen) onValueChange?.(chosen.value);
          }}
          className={cx(fieldControl, 'appearance-none truncate pr-9', isEmpty && 'text-text-subtle')}
        >
          {isEmpty ? (
            <option value="" disabled hidden>
              {placeholder}
            </option>
          ) : null}
          {items.map((item) => (
            <option key={item.value} value={item.value} disabled={item.disabled} className="bg-raised text-text">
              {item.label}
            </option>
          ))}
        </select>
        <ChevronsUpDown
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-text-muted"
        />
      </div>
      <FieldMessage {...field.messages} />
    </div>
  );
}
