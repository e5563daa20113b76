'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { Later } from '@/lib/later';
import { useLinkToken } from './use-link-token';
import { useProblemText } from './use-problem-text';

interface VerifyEmailProps {
  readonly confirmEmail: (
    token: unknown,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'expired' } | Later>;
}

/** Confirms an address at the press of a button: mail programs that open every link must not use it up. */
export function VerifyEmail({ confirmEmail }: VerifyEmailProps) {
  const t = useTranslations('account');
  const problemText = useProblemText();
  const token = useLinkToken();
  const [outcome, setOutcome] = useState<{ readonly problem: string | null } | null>(null);
  const [pending, startTransition] = useTransition();

  const confirm = () =>
    startTransition(async () => {
      const result = await confirmEmail(token).catch(() => undefined);
      if (!result) setOutcome({ problem: problemText('unreachable') });
      else if (result.ok) setOutcome({ problem: null });
      else setOutcome({ problem: result.reason === 'later' ? problemText(result) : t('errors.expired') });
    });

  return (
    <div className="flex flex-col gap-5">
      <div role="alert">
        {outcome !== null && outcome.problem !== null ? <Callout tone="danger">{outcome.problem}</Callout> : null}
      </div>
      {outcome !== null && outcome.problem === null ? (
        <Callout tone="success" live>
          {t('verify.done')}
        </Callout>
      ) : (
        <Button size="lg" loading={pending} disabled={token === undefined} onClick={confirm}>
          {t('verify.confirm')}
        </Button>
      )}
    </div>
  );
}
