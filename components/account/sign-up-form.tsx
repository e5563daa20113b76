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
  const router = useRouter();
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
      const { email, password } = account;
      const outcome = result && (await signIn('credentials', { email, password, redirect: false }).catch(() => null));
      if (!outcome?.ok) return setUnreachable(true);
      router.push(next);
      router.refresh();
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
      <div role="alert">{unreachable ? <Callout tone="danger">{t('errors.unreachable')}</Callout> : null}</div>
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
      <Button type="submit" size="lg" loading={pending}>
        {t('signUp')}
      </Button>
    </form>
  );
}
