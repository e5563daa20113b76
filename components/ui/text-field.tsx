import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { fieldControl, fieldLabel, fieldRoot } from './field-styles';
import { useField } from './use-field';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'ref' | 'id' | 'defaultValue' | 'value'> {
  readonly name: string;
  readonly label: string;
  readonly description?: ReactNode;
  /** Shown by the field and announced with it; its presence marks the field invalid. */
  readonly error?: string | undefined;
  readonly value?: string | undefined;
  readonly defaultValue?: string | undefined;
  /** Fixed-width letters, for codes. */
  readonly mono?: boolean | undefined;
}

/** One line of text with its label, description and error. Use inside `<form noValidate>`: the checks and their words are the server's. */
export function TextField({ label, description, error, mono, className, ...input }: TextFieldProps) {
  const field = useField({ description, error });
  return (
    <div className={cx(fieldRoot, className)}>
      <label htmlFor={field.id} className={fieldLabel}>
        {label}
      </label>
      <input {...input} {...field.control} className={cx(fieldControl, mono && 'font-mono tracking-wide')} />
      <FieldMessage {...field.messages} />
    </div>
  );
}
