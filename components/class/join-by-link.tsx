'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { type ClassAction, useClassAction } from './use-class-action';

interface JoinByLinkProps {
  readonly code: string;
  readonly joinClass: ClassAction;
}

/** Joining is a press of a button, so that merely opening a link changes nothing. */
export function JoinByLink({ code, joinClass }: JoinByLinkProps) {
  const t = useTranslations('classes');
  const { run, error, pending } = useClassAction(joinClass);
  return (
    <div className="flex flex-col items-start gap-5">
      <Button size="lg" loading={pending} onClick={() => run(code)}>
        {t('join')}
      </Button>
      <div role="alert">{error ? <Callout tone="danger">{error}</Callout> : null}</div>
    </div>
  );
}
