'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { type ClassAction, useClassAction } from './use-class-action';

export function OpenClassForm({ openClass }: { readonly openClass: ClassAction }) {
  const t = useTranslations('classes');
  const language = useLocale();
  const { run, error, pending } = useClassAction(openClass);
  // Kept until the class is open, so that trying again after a lost answer opens no second one.
  const [id] = useState(() => crypto.randomUUID());
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        run({ id, language, name: new FormData(event.currentTarget).get('name') });
      }}
    >
      <TextField name="name" label={t('name')} autoComplete="off" error={error} />
      <Button type="submit" variant="secondary" className="self-start" loading={pending}>
        {t('open')}
      </Button>
    </form>
  );
}
