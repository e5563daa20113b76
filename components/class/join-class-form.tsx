'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { type ClassAction, useClassAction } from './use-class-action';

export function JoinClassForm({ joinClass }: { readonly joinClass: ClassAction }) {
  const t = useTranslations('classes');
  const { run, error, pending } = useClassAction(joinClass);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        run(new FormData(event.currentTarget).get('code'));
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
