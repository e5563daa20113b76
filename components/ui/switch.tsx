import type { ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { useField } from './use-field';

interface SwitchProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

const switchLook =
  'flex h-6 w-10 shrink-0 cursor-[inherit] appearance-none items-center rounded-full border border-border-strong bg-sunken p-[3px] ' +
  'transition-colors before:size-4 before:rounded-full before:bg-border-strong before:transition-[translate,background-color] before:duration-base ' +
  'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent ' +
  'disabled:border-border disabled:bg-sunken disabled:before:bg-border forced-colors:appearance-auto';

/** A setting that takes effect at once. */
export function Switch({ label, description, checked, onCheckedChange, disabled }: SwitchProps) {
  const field = useField({ description });
  return (
    <div className="flex flex-col gap-0.5">
      <label
        htmlFor={field.id}
        className={cx(
          'flex min-h-control-sm items-center justify-between gap-4',
          disabled ? 'cursor-not-allowed text-text-subtle' : 'cursor-pointer',
        )}
      >
        <span>{label}</span>
        <input
          {...field.control}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says by itself whether it is checked.
          role="switch"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onCheckedChange(event.currentTarget.checked)}
          className={switchLook}
        />
      </label>
      <FieldMessage {...field.messages} />
    </div>
  );
}
