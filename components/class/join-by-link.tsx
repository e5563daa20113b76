'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useRouter } from '@/lib/i18n/navigation';
import type { ClassActionResult } from './class-action';

interface JoinByLinkProps {
  readonly code: string;
  readonly joinClass: (code: unknown) => Promise<ClassActionResult>;
}

/** Joining is a press of a button, so that merely opening a link changes nothing. */
export function JoinByLink({ code, joinClass }: JoinByLinkProps) {
  const t = useTranslations('classes');
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();

  const join = () =>
    startTransition(async () => {
      setError(undefined);
      const result = await joinClass(code).catch(() => null);
      if (!result) setError(t('errors.unreachable'));
      else if (!result.ok) setError(t(`errors.${result.reason}`));
      else router.push(`/classes/${result.classId}`);
    });

  return (
    <div className="flex flex-col items-start gap-5">
      <Button size="lg" loading={pending} onClick={join}>
        {t('join')}
      </Button>
      <div role="alert">{error ? <Callout tone="danger">{error}</Callout> : null}</div>
    </div>
  );
}
