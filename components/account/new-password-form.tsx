'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { PasswordField } from '@/components/ui/password-field';
import type { Later } from '@/lib/later';
import { AccountForm } from './account-form';
import { text } from './form-text';
import { useProblemText } from './use-problem-text';

type PasswordProblem = 'length' | 'common' | 'pattern' | 'personal';

export interface NewPasswordFormProps {
  readonly token: string;
  readonly chooseNewPassword: (
    input: unknown,
  ) => Promise<
    | { readonly ok: true }
    | { readonly ok: false; readonly reason: 'expired' }
    | { readonly ok: false; readonly reason: 'password'; readonly problem: PasswordProblem }
    | Later
  >;
}

/** A new password, for whoever comes by a link. */
export function NewPasswordForm({ token, chooseNewPassword }: NewPasswordFormProps) {
  const t = useTranslations('account');
  const problemText = useProblemText();
  const [problem, setProblem] = useState<string | null>(null);
  const [wrong, setWrong] = useState<PasswordProblem>();
  const [isDone, setIsDone] = useState(false);
  const [pending, startTransition] = useTransition();

  const submit = (form: FormData) => {
    // Not in the transition, which shows it only at its end.
    setProblem(null);
    setWrong(undefined);
    startTransition(async () => {
      const result = await chooseNewPassword({ token, password: text(form, 'password') }).catch(() => undefined);
      if (!result) setProblem(problemText('unreachable'));
      else if (result.ok) setIsDone(true);
      else if (result.reason === 'later') setProblem(problemText(result));
      else if (result.reason === 'password') setWrong(result.problem);
      else setProblem(t('errors.expired'));
    });
  };

  if (isDone)
    return (
      <div className="flex flex-col gap-5">
        <Callout tone="success" live title={t('reset.doneTitle')}>
          {t('reset.done')}
        </Callout>
        <ButtonLink href="/sign-in" size="lg">
          {t('signIn')}
        </ButtonLink>
      </div>
    );
  return (
    <AccountForm problem={problem} submitLabel={t('reset.choose')} isPending={pending} onSubmit={submit}>
      <PasswordField
        name="password"
        label={t('newPassword')}
        description={t('passwordHint')}
        autoComplete="new-password"
        error={wrong && t(`errors.password.${wrong}`)}
      />
    </AccountForm>
  );
}
