'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { PasswordField } from '@/components/ui/password-field';
import { TextField } from '@/components/ui/text-field';
import type { Later } from '@/lib/later';
import { AccountForm } from './account-form';
import { text } from './form-text';
import { useProblemText } from './use-problem-text';
import { useSignIn } from './use-sign-in';

/** What is wrong with each field; the key of its message is that below `account.errors`. */
interface Problems {
  readonly name?: 'name';
  readonly email?: 'email' | 'email-taken';
  readonly password?: 'length' | 'common' | 'pattern' | 'personal';
}

interface SignUpFormProps {
  readonly signUp: (
    input: unknown,
  ) => Promise<{ ok: true } | { ok: false; reason: 'refused'; problems: Problems } | Later>;
}

export function SignUpForm({ signUp }: SignUpFormProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const problemText = useProblemText();
  const signIn = useSignIn();
  const [wrong, setWrong] = useState<Problems>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  const submit = (form: FormData) =>
    startTransition(async () => {
      const account = { name: text(form, 'name'), email: text(form, 'email'), password: text(form, 'password') };
      setWrong({});
      setProblem(null);
      const result = await signUp({ ...account, locale }).catch(() => null);
      if (result === null) return setProblem(problemText('unreachable'));
      if (!result.ok && result.reason === 'refused') return setWrong(result.problems);
      if (!result.ok) return setProblem(problemText(result));
      const refused = await signIn(account);
      if (refused !== null) setProblem(problemText(refused));
    });

  return (
    <AccountForm problem={problem} submitLabel={t('signUp')} isPending={pending} onSubmit={submit}>
      <TextField
        name="name"
        label={t('name')}
        description={t('nameHint')}
        autoComplete="name"
        error={wrong.name && t(`errors.${wrong.name}`)}
      />
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="email"
        error={wrong.email && t(`errors.${wrong.email}`)}
      />
      <PasswordField
        name="password"
        label={t('password')}
        description={t('passwordHint')}
        autoComplete="new-password"
        error={wrong.password && t(`errors.password.${wrong.password}`)}
      />
    </AccountForm>
  );
}
