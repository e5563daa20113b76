import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { fieldDescription, fieldError } from './field-styles';

interface FieldMessageProps {
  /** The field's, from `useField`. */
  readonly id: string;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
}

/** What stands under a control: the description always, the error when there is one. `useField` ties both to the control. */
export function FieldMessage({ id, description, error }: FieldMessageProps) {
  return (
    <>
      {description ? (
        <p id={`${id}-description`} className={fieldDescription}>
          {description}
        </p>
      ) : null}
      {error === undefined ? null : (
        <p id={`${id}-error`} className={fieldError}>
          <CircleAlert aria-hidden="true" className="mt-[0.2em] size-[1em] shrink-0" />
          {error}
        </p>
      )}
    </>
  );
}
