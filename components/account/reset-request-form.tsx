'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Callout } from '@/components/ui/callout';
import { TextField } from '@/components/ui/text-field';
import type { Later } from '@/lib/later';
import { AccountForm } from './account-form';
import { text } from './form-text';
import { useProblemText } from './use-problem-text';

export interface ResetRequestFormProps {
  readonly requestReset: (
    input: unknown,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'email' | 'no-mail' } | Later>;
}

/** Asks for the address to send the link to. What it says afterwards tells nobody whether there is an account. */
export function ResetRequestForm({ requestReset }: ResetRequestFormProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const problemText = useProblemText();
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [isSent, setIsSent] = useState(false);
  const [pending, startTransition] = useTransition();

  const submit = (form: FormData) => {
    // Not in the transition, which shows it only at its end.
    setProblem(null);
    setError(undefined);
    startTransition(async () => {
      const result = await requestReset({ email: text(form, 'email'), locale }).catch(() => undefined);
      if (!result) setProblem(problemText('unreachable'));
      else if (result.ok) setIsSent(true);
      else if (result.reason === 'later') setProblem(problemText(result));
      else if (result.reason === 'email') setError(t('errors.email'));
      else setProblem(t('errors.no-mail'));
    });
  };

  if (isSent)
    return (
      <Callout tone="success" live title={t('reset.sentTitle')}>
        {t('reset.sent')}
      </Callout>
    );
  return (
    <AccountForm problem={problem} submitLabel={t('reset.send')} isPending={pending} onSubmit={submit}>
      <TextField
        name="email"
        type="email"
        label={t('email')}
        description={t('reset.lead')}
        autoComplete="email"
        error={error}
      />
    </AccountForm>
  );
}
