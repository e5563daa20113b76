import { type ReactNode, useId } from 'react';

interface FieldWords {
  readonly description?: ReactNode;
  /** Its presence marks the field invalid. */
  readonly error?: string | undefined;
}

/** The id of a field, and what its control must carry to be tied to the label and to what `FieldMessage` says below it. */
export function useField({ description, error }: FieldWords) {
  const id = useId();
  const isInvalid = error !== undefined;
  const said = [description ? `${id}-description` : '', isInvalid ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    control: {
      id,
      'aria-describedby': said || undefined,
      'aria-invalid': isInvalid || undefined,
      'data-invalid': isInvalid ? '' : undefined,
    },
    messages: { id, description, error },
  } as const;
}
