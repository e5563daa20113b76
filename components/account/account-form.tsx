'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useHydrated } from '@/components/ui/use-hydrated';

interface AccountFormProps {
  /** What went wrong with the whole of it, not with one field. */
  readonly problem: string | null;
  readonly submitLabel: string;
  readonly isPending: boolean;
  readonly onSubmit: (form: FormData) => void;
  readonly children: ReactNode;
}

/** The frame of the forms that lead into an account: what went wrong, the fields, the button. */
export function AccountForm({ problem, submitLabel, isPending, onSubmit, children }: AccountFormProps) {
  const isHydrated = useHydrated();
  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget));
      }}
    >
      <div role="alert">{problem === null ? null : <Callout tone="danger">{problem}</Callout>}</div>
      {children}
      <Button type="submit" size="lg" loading={isPending} disabled={!isHydrated}>
        {submitLabel}
      </Button>
    </form>
  );
}
