'use client';

import { Field } from '@base-ui/react/field';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { fieldDescription, fieldError } from './field-styles';

interface FieldMessageProps {
  readonly description?: ReactNode;
  readonly error?: string | undefined;
}

/** What stands under a control inside a Base UI Field: the description always, the error when there is one. Both are tied to the control. */
export function FieldMessage({ description, error }: FieldMessageProps) {
  return (
    <>
      {description ? <Field.Description className={fieldDescription}>{description}</Field.Description> : null}
      <Field.Error match={error !== undefined} className={fieldError}>
        <CircleAlert aria-hidden="true" className="mt-[0.2em] size-[1em] shrink-0" />
        {error}
      </Field.Error>
    </>
  );
}
