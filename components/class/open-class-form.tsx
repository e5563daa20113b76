'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { useRouter } from '@/lib/i18n/navigation';
import type { ClassActionResult } from './class-action';

interface OpenClassFormProps {
  readonly openClass: (input: unknown) => Promise<ClassActionResult>;
}

export function OpenClassForm({ openClass }: OpenClassFormProps) {
  const t = useTranslations('classes');
  const router = useRouter();
  // Kept until the class is open, so that trying again after a lost answer opens no second one.
  const [id] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();

  const submit = (name: FormDataEntryValue | null) =>
    startTransition(async () => {
      setError(undefined);
      const result = await openClass({ id, name }).catch(() => null);
      if (!result) setError(t('errors.unreachable'));
      else if (!result.ok) setError(t(`errors.${result.reason}`));
      else router.push(`/classes/${result.classId}`);
    });

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget).get('name'));
      }}
    >
      <TextField name="name" label={t('name')} autoComplete="off" error={error} />
      <Button type="submit" variant="secondary" className="self-start" loading={pending}>
        {t('open')}
      </Button>
    </form>
  );
}
