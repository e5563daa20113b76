'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { BoundForm } from '../run/lab-session';
import { fieldsOf, type SettingProblems } from '../run/settings-form';
import { SettingInputs } from './setting-input';

interface ActionFormProps {
  readonly label: string;
  readonly form: BoundForm;
  readonly onDone: () => void;
}

/** What a command has to know, with its bounds; errors stand at their fields. */
export function ActionForm({ label, form, onDone }: ActionFormProps) {
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
      <SettingInputs
        fields={fieldsOf(form.view)}
        draft={draft}
        problems={problems}
        onValue={(name, value) => setDraft({ ...draft, [name]: value })}
      />
      <div className="col-span-2">
        <Button size="sm" type="submit">
          {t('do')}
        </Button>
      </div>
    </form>
  );
}
