'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { type ClassAction, useClassAction } from './use-class-action';

/** Opens a class with learners that do not exist. */
export function SampleButton({ openSample }: { readonly openSample: ClassAction }) {
  const t = useTranslations('classes');
  const language = useLocale();
  const { run, error, pending } = useClassAction(openSample);
  const [id] = useState(() => crypto.randomUUID());
  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant="ghost" loading={pending} onClick={() => run({ id, language })}>
        {t('sample.open')}
      </Button>
      <span role="alert" className="text-danger text-sm empty:hidden">
        {error}
      </span>
    </div>
  );
}
