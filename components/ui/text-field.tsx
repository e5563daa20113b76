'use client';

import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { fieldControl, fieldLabel, fieldRoot } from './field-styles';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'ref' | 'defaultValue' | 'value'> {
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
export function TextField({ name, label, description, error, mono, disabled, className, ...input }: TextFieldProps) {
  return (
    <Field.Root name={name} invalid={error !== undefined} disabled={disabled} className={cx(fieldRoot, className)}>
      <Field.Label className={fieldLabel}>{label}</Field.Label>
      <Field.Control {...input} className={cx(fieldControl, mono && 'font-mono tracking-wide')} />
      <FieldMessage description={description} error={error} />
    </Field.Root>
  );
}
