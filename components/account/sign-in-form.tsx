'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { PasswordField } from '@/components/ui/password-field';
import { TextField } from '@/components/ui/text-field';
import { useRouter } from '@/lib/i18n/navigation';
import { text } from './form-text';

type Problem = 'credentials' | 'unreachable';

export function SignInForm({ next }: { readonly next: string }) {
  const t = useTranslations('account');
  const router = useRouter();
  const [errors, setErrors] = useState<{ email?: string; password?: string }>({});
  const [problem, setProblem] = useState<Problem | null>(null);
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
      const outcome = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined);
      if (outcome?.ok) {
        router.push(next);
        router.refresh();
      } else {
        setProblem(outcome?.status === 401 ? 'credentials' : 'unreachable');
      }
    });

  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <div role="alert">{problem ? <Callout tone="danger">{t(`errors.${problem}`)}</Callout> : null}</div>
      <TextField name="email" type="email" label={t('email')} autoComplete="email" error={errors.email} />
      <PasswordField name="password" label={t('password')} autoComplete="current-password" error={errors.password} />
      <Button type="submit" size="lg" loading={pending}>
        {t('signIn')}
      </Button>
    </form>
  );
}
