import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';

interface DialogFormProps {
  /** Why it was not done: a lead in the reader's language, and the words of the model or of what it models, in English. */
  readonly refusal: { readonly lead: string; readonly text: string } | null;
  readonly submitLabel: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: fields in two columns, why it was refused, and the button. */
export function DialogForm({ refusal, submitLabel, onSubmit, children }: DialogFormProps) {
  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-4">{children}</div>
      {refusal === null ? null : (
        <Callout tone="danger" live>
          <p className="text-sm">
            {refusal.lead}{' '}
            <span lang="en" className="break-words font-mono">
              {refusal.text}
            </span>
          </p>
        </Callout>
      )}
      <div className="flex justify-end">
        <Button type="submit">{submitLabel}</Button>
      </div>
    </form>
  );
}
