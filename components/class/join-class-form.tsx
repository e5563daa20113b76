'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { useRouter } from '@/lib/i18n/navigation';
import type { ClassActionResult } from './class-action';

interface JoinClassFormProps {
  readonly joinClass: (code: unknown) => Promise<ClassActionResult>;
}

export function JoinClassForm({ joinClass }: JoinClassFormProps) {
  const t = useTranslations('classes');
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();

  const submit = (code: FormDataEntryValue | null) =>
    startTransition(async () => {
      setError(undefined);
      const result = await joinClass(code).catch(() => null);
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
        submit(new FormData(event.currentTarget).get('code'));
      }}
    >
      <TextField
        name="code"
        label={t('code')}
        description={t('codeHint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        mono
        error={error}
      />
      <Button type="submit" variant="secondary" className="self-start" loading={pending}>
        {t('join')}
      </Button>
    </form>
  );
}
