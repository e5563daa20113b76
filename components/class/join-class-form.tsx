'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { useRouter } from '@/lib/i18n/navigation';

/** Leads to the page on which a class is joined, where it is said what its instructors see. */
export function JoinClassForm({ code = '' }: { readonly code?: string }) {
  const t = useTranslations('classes');
  const router = useRouter();
  const [error, setError] = useState<string>();
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get('code') ?? '').replace(/[\s-]/g, '');
        if (/^\w{8}$/.test(typed)) router.push(`/join/${typed.toUpperCase()}`);
        else setError(t('errors.unknown-code'));
      }}
    >
      <TextField
        name="code"
        label={t('code')}
        description={t('codeHint')}
        defaultValue={code}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        mono
        error={error}
      />
      <Button type="submit" variant="secondary" className="self-start">
        {t('next')}
      </Button>
    </form>
  );
}
