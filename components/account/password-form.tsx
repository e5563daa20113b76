'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { PasswordField } from '@/components/ui/password-field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useRouter } from '@/lib/i18n/navigation';
import { ActionOutcome } from './action-outcome';
import { text } from './form-text';
import { type AccountActionResult, useAccountAction } from './use-account-action';

type PasswordProblem = 'length' | 'common' | 'pattern' | 'personal';
type PasswordRefused = { readonly ok: false; readonly reason: 'password'; readonly problem: PasswordProblem };

interface PasswordFormProps {
  /** Without one the account was opened by another sign-in, and there is none to ask for. */
  readonly hasPassword: boolean;
  readonly changePassword: (input: unknown) => Promise<AccountActionResult<PasswordRefused>>;
}

/** Another password, in exchange for the present one. */
export function PasswordForm({ hasPassword, changePassword }: PasswordFormProps) {
  const t = useTranslations('account');
  const isHydrated = useHydrated();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { run, outcome, isPending } = useAccountAction();
  const [problem, setProblem] = useState<PasswordProblem>();

  const change = async (input: object): Promise<AccountActionResult | null> => {
    const result = await changePassword(input);
    if (result.ok || result.reason !== 'password') return result;
    setProblem(result.problem);
    return null;
  };

  return (
    <form
      ref={form}
      noValidate
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(undefined);
        const typed = new FormData(event.currentTarget);
        run(
          () => change({ current: text(typed, 'current'), next: text(typed, 'next') }),
          () => {
            form.current?.reset();
            // The list of browsers has changed.
            router.refresh();
          },
        );
      }}
    >
      {hasPassword ? (
        <PasswordField name="current" label={t('currentPassword')} autoComplete="current-password" />
      ) : null}
      <PasswordField
        name="next"
        label={t('newPassword')}
        description={t('passwordHint')}
        autoComplete="new-password"
        error={problem && t(`errors.password.${problem}`)}
      />
      <Button type="submit" variant="secondary" className="self-start" loading={isPending} disabled={!isHydrated}>
        {t('changePassword')}
      </Button>
      <ActionOutcome outcome={outcome} done={t('passwordChanged')} />
    </form>
  );
}
