'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { PasswordField } from '@/components/ui/password-field';
import { TextField } from '@/components/ui/text-field';
import { TextLink } from '@/components/ui/text-link';
import { AccountForm } from './account-form';
import { text } from './form-text';
import { useProblemText } from './use-problem-text';
import { useSignIn } from './use-sign-in';

export function SignInForm() {
  const t = useTranslations('account');
  const problemText = useProblemText();
  const signIn = useSignIn();
  const [errors, setErrors] = useState<{ email?: string; password?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
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
      const refused = await signIn({ email, password });
      if (refused !== null) setProblem(problemText(refused));
    });

  return (
    <AccountForm problem={problem} submitLabel={t('signIn')} isPending={pending} onSubmit={submit}>
      <TextField name="email" type="email" label={t('email')} autoComplete="email" error={errors.email} />
      <PasswordField name="password" label={t('password')} autoComplete="current-password" error={errors.password} />
      <p className="text-sm">
        <TextLink href="/reset-password">{t('reset.forgotten')}</TextLink>
      </p>
    </AccountForm>
  );
}
