import { Check } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { useField } from './use-field';

const boxLook =
  'peer size-5 cursor-[inherit] appearance-none rounded-sm border border-border-strong bg-surface transition-colors ' +
  'checked:border-accent checked:bg-accent data-invalid:border-danger ' +
  'disabled:border-border disabled:bg-sunken disabled:checked:bg-border-strong';

/** The box alone; shared with the choice group. */
export function CheckboxBox({ className, ...input }: ComponentProps<'input'>) {
  return (
    <span className={cx('relative inline-grid size-5 shrink-0', className)}>
      <input {...input} type="checkbox" className={boxLook} />
      <Check
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none absolute inset-0 m-auto hidden size-3.5 text-on-accent peer-checked:block"
      />
    </span>
  );
}

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
  const field = useField({ description, error });
  return (
    <div className="flex flex-col gap-1">
      <label
        htmlFor={field.id}
        className={cx(
          'flex min-h-control-sm items-start gap-3 py-2 text-base md:py-1',
          disabled ? 'cursor-not-allowed text-text-subtle' : 'cursor-pointer',
        )}
      >
        <CheckboxBox
          {...field.control}
          name={name}
          checked={checked}
          defaultChecked={defaultChecked}
          disabled={disabled}
          onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
          className="mt-[0.2em]"
        />
        <span>{label}</span>
      </label>
      <div className="flex flex-col gap-1 pb-2 pl-8 empty:hidden">
        <FieldMessage {...field.messages} />
      </div>
    </div>
  );
}
