'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { BoundAction, BoundForm } from '../run/lab-session';
import { fieldsOf, type SettingProblems } from '../run/settings-form';
import { SettingInput } from './setting-input';

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
      <fieldset ref={group} aria-label={label} className="flex min-h-control-sm min-w-0 flex-wrap gap-1.5">
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
        <ActionForm key={open.id} label={open.label} form={open.form} onDone={() => perform(() => undefined)} />
      )}
    </>
  );
}

interface ActionFormProps {
  readonly label: string;
  readonly form: BoundForm;
  readonly onDone: () => void;
}

/** What a command has to know, with its bounds; errors stand at their fields. */
function ActionForm({ label, form, onDone }: ActionFormProps) {
  const t = useTranslations('lab');
  const [draft, setDraft] = useState(form.draft);
  const [problems, setProblems] = useState<SettingProblems>({});

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = form.submit(draft);
    if (found === null) onDone();
    else setProblems(found);
  }

  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={submit}
      className="mt-2 grid grid-cols-2 items-end gap-x-2.5 gap-y-3 rounded-md border border-border p-3 text-sm"
    >
      {fieldsOf(form.view).map((field) => (
        <SettingInput
          key={field.name}
          field={field}
          value={draft[field.name] ?? ''}
          problem={problems[field.name]}
          onValue={(value) => setDraft({ ...draft, [field.name]: value })}
        />
      ))}
      <div className="col-span-2">
        <Button size="sm" type="submit">
          {t('do')}
        </Button>
      </div>
    </form>
  );
}
