'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { PasswordField } from '@/components/ui/password-field';
import { TextField } from '@/components/ui/text-field';
import { AccountForm } from './account-form';
import { text } from './form-text';
import { useSignIn } from './use-sign-in';

type Field = 'name' | 'email' | 'password';
type FieldError = Field | 'emailTaken';

interface SignUpFormProps {
  readonly next: string;
  readonly signUp: (
    input: unknown,
  ) => Promise<{ ok: true } | { ok: false; errors: Partial<Record<Field, FieldError>> }>;
}

export function SignUpForm({ next, signUp }: SignUpFormProps) {
  const t = useTranslations('account');
  const signIn = useSignIn(next);
  const [errors, setErrors] = useState<Partial<Record<Field, FieldError>>>({});
  const [unreachable, setUnreachable] = useState(false);
  const [pending, startTransition] = useTransition();
  const message = (field: Field) => {
    const error = errors[field];
    return error && t(`errors.${error}`);
  };

  const submit = (form: FormData) =>
    startTransition(async () => {
      const account = { name: text(form, 'name'), email: text(form, 'email'), password: text(form, 'password') };
      setErrors({});
      setUnreachable(false);
      const result = await signUp(account).catch(() => null);
      if (result && !result.ok) return setErrors(result.errors);
      if (result === null || (await signIn(account)) !== null) setUnreachable(true);
    });

  return (
    <AccountForm
      problem={unreachable ? t('errors.unreachable') : null}
      submitLabel={t('signUp')}
      isPending={pending}
      onSubmit={submit}
    >
      <TextField
        name="name"
        label={t('name')}
        description={t('nameHint')}
        autoComplete="name"
        error={message('name')}
      />
      <TextField name="email" type="email" label={t('email')} autoComplete="email" error={message('email')} />
      <PasswordField
        name="password"
        label={t('password')}
        description={t('passwordHint')}
        autoComplete="new-password"
        error={message('password')}
      />
    </AccountForm>
  );
}
