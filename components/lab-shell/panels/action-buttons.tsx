'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { lazyPart } from '@/components/ui/lazy-part';
import type { BoundAction } from '../run/lab-session';
import { LaterTexts } from './later-texts';

const ActionForm = lazyPart(() => import('./action-form').then((module) => module.ActionForm), null);

interface ActionButtonsProps {
  readonly label: string;
  readonly actions: readonly BoundAction[];
}

/** What can be done now, as buttons; one that has to ask first opens its form below them. */
export function ActionButtons({ label, actions }: ActionButtonsProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const group = useRef<HTMLFieldSetElement>(null);
  const possible = actions.filter((action) => action.refusal === null);
  const open = possible.find(({ id }) => id === openId);
  const load = possible.some(({ form }) => form !== null) ? ActionForm.load : undefined;

  function perform(run: () => void): void {
    run();
    setOpenId(null);
    // What was done may be impossible now, its button gone: the focus stays with the actions, and the keys with the lab.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) group.current?.querySelector('button')?.focus();
    });
  }

  return (
    <>
      <fieldset
        ref={group}
        aria-label={label}
        onPointerEnter={load}
        onFocus={load}
        className="flex min-h-control-sm min-w-0 flex-wrap gap-1.5"
      >
        {possible.map(({ id, label: name, key, icon: Icon, form, run }) => (
          <Button
            key={id}
            variant="secondary"
            size="sm"
            icon={<Icon aria-hidden="true" className="size-4" />}
            aria-keyshortcuts={key?.toUpperCase()}
            aria-expanded={form === null ? undefined : id === openId}
            onClick={() => (form === null ? perform(run) : setOpenId(id === openId ? null : id))}
          >
            {name}
            {key === null ? null : (
              <span aria-hidden="true" className="hidden md:inline">
                <Kbd>{key.toUpperCase()}</Kbd>
              </span>
            )}
          </Button>
        ))}
      </fieldset>
      {open === undefined || open.form === null ? null : (
        <LaterTexts>
          <ActionForm key={open.id} label={open.label} form={open.form} onDone={() => perform(() => undefined)} />
        </LaterTexts>
      )}
    </>
  );
}
