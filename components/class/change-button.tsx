'use client';

import { useState } from 'react';
import { Button, type ButtonVariant } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { type ClassAction, type ClassChange, useClassAction } from './use-class-action';

interface ChangeButtonProps {
  readonly classId: string;
  readonly change: ClassChange;
  readonly changeClass: ClassAction;
  readonly label: string;
  readonly variant?: ButtonVariant;
  /** Where to go on, when it is not the same page. */
  readonly then?: `/${string}`;
  /** What is asked before; without it the press itself does it. */
  readonly confirm?: { readonly title: string; readonly lead: string } | undefined;
}

/** A change of a class that takes a press, or a press and a yes. */
export function ChangeButton({ classId, change, changeClass, label, variant, then, confirm }: ChangeButtonProps) {
  const { run, error, pending } = useClassAction(changeClass);
  const [isOpen, setOpen] = useState(false);
  const act = () => {
    setOpen(false);
    run({ classId, change }, then ?? 'here');
  };
  const look = { variant: variant ?? 'secondary', size: 'sm', loading: pending } as const;
  return (
    <span className="inline-flex flex-col items-start gap-1">
      {confirm === undefined ? (
        <Button {...look} onClick={act}>
          {label}
        </Button>
      ) : (
        <Dialog
          title={confirm.title}
          description={confirm.lead}
          isOpen={isOpen}
          onOpenChange={setOpen}
          trigger={<Button {...look}>{label}</Button>}
          footer={
            <Button variant={variant === 'danger' ? 'danger' : 'primary'} onClick={act}>
              {label}
            </Button>
          }
        />
      )}
      <span role="alert" className="text-danger text-sm empty:hidden">
        {error}
      </span>
    </span>
  );
}
