'use client';

import { useTranslations } from 'next-intl';
import { useRefreshAccount } from '@/components/reader/account-provider';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { ActionOutcome } from './action-outcome';
import { text } from './form-text';
import { type AccountActionResult, useAccountAction } from './use-account-action';

interface NameFormProps {
  readonly name: string;
  readonly rename: (name: unknown) => Promise<AccountActionResult>;
}

/** The name that others see. */
export function NameForm({ name, rename }: NameFormProps) {
  const t = useTranslations('account');
  const isHydrated = useHydrated();
  const refreshAccount = useRefreshAccount();
  const { run, outcome, isPending } = useAccountAction();
  return (
    <form
      noValidate
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        run(
          () => rename(text(form, 'name')),
          () => void refreshAccount(),
        );
      }}
    >
      <TextField name="name" label={t('name')} description={t('nameHint')} autoComplete="name" defaultValue={name} />
      <Button type="submit" variant="secondary" className="self-start" loading={isPending} disabled={!isHydrated}>
        {t('saveName')}
      </Button>
      <ActionOutcome outcome={outcome} done={t('nameSaved')} />
    </form>
  );
}
