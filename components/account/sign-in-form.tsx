'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { PasswordField } from '@/components/ui/password-field';
import { TextField } from '@/components/ui/text-field';
import { AccountForm } from './account-form';
import { text } from './form-text';
import { type SignInProblem, useSignIn } from './use-sign-in';

export function SignInForm({ next }: { readonly next: string }) {
  const t = useTranslations('account');
  const signIn = useSignIn(next);
  const [errors, setErrors] = useState<{ email?: string; password?: string }>({});
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const [pending, startTransition] = useTransition();

  const submit = (form: FormData) =>
    startTransition(async () => {
      const email = text(form, 'email').trim();
      const password = text(form, 'password');
      const missing = {
        ...(email ? {} : { email: t('errors.emailMissing') }),
        ...(password ? {} : { password: t('errors.passwordMissing') }),
      };
      setErrors(missing);
      setProblem(null);
      if (Object.keys(missing).length > 0) return;
      setProblem(await signIn({ email, password }));
    });

  return (
    <AccountForm
      problem={problem === null ? null : t(`errors.${problem}`)}
      submitLabel={t('signIn')}
      isPending={pending}
      onSubmit={submit}
    >
      <TextField name="email" type="email" label={t('email')} autoComplete="email" error={errors.email} />
      <PasswordField name="password" label={t('password')} autoComplete="current-password" error={errors.password} />
    </AccountForm>
  );
}
