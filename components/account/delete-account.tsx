'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { useSignOut } from '@/components/site/sign-out';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { PasswordField } from '@/components/ui/password-field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { ActionOutcome } from './action-outcome';
import { text } from './form-text';
import { type AccountActionResult, useAccountAction } from './use-account-action';

interface DeleteAccountProps {
  /** What becomes of what. */
  readonly plan: {
    readonly answers: number;
    readonly labRuns: number;
    readonly taken: number;
    readonly owned: readonly { readonly name: string; readonly heir: string | null }[];
  };
  readonly hasPassword: boolean;
  readonly deleteAccount: (input: unknown) => Promise<AccountActionResult>;
}

/** Deletes the account, after saying what becomes of answers and classes. */
export function DeleteAccount({ plan, hasPassword, deleteAccount }: DeleteAccountProps) {
  const t = useTranslations('account.delete');
  const isHydrated = useHydrated();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <Consequences plan={plan} />
      <Dialog
        title={t('confirmTitle')}
        description={t('confirmLead')}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        trigger={
          <Button variant="danger" className="self-start" disabled={!isHydrated}>
            {t('open')}
          </Button>
        }
      >
        <ConfirmForm hasPassword={hasPassword} deleteAccount={deleteAccount} onCancel={() => setIsOpen(false)} />
      </Dialog>
    </div>
  );
}

function Consequences({ plan: { answers, labRuns, taken, owned } }: Pick<DeleteAccountProps, 'plan'>) {
  const t = useTranslations('account.delete');
  const id = useId();
  return (
    <div>
      <p id={id}>{t('lead')}</p>
      <ul aria-labelledby={id} className="mt-2 flex list-disc flex-col gap-1.5 pl-5">
        <li>{t('answers', { answers, labRuns })}</li>
        {taken === 0 ? null : <li>{t('taken', { count: taken })}</li>}
        {owned.map(({ name, heir }, index) => (
          // Two classes may have one name, and their order does not change.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>{heir === null ? t('archived', { name }) : t('handedOver', { name, heir })}</li>
        ))}
        <li>{t('backups')}</li>
      </ul>
    </div>
  );
}

interface ConfirmFormProps extends Pick<DeleteAccountProps, 'hasPassword' | 'deleteAccount'> {
  readonly onCancel: () => void;
}

function ConfirmForm({ hasPassword, deleteAccount, onCancel }: ConfirmFormProps) {
  const t = useTranslations('account');
  const account = useAccount();
  const signOut = useSignOut();
  const { run, outcome, isPending } = useAccountAction();
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const password = text(new FormData(event.currentTarget), 'confirm');
        run(
          () => deleteAccount({ password }),
          () => {
            forgetInThisBrowser(account?.id ?? '');
            signOut();
          },
        );
      }}
    >
      {hasPassword ? (
        <PasswordField name="confirm" label={t('currentPassword')} autoComplete="current-password" />
      ) : null}
      <ActionOutcome outcome={outcome} done={t('delete.done')} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onCancel}>
          {t('delete.cancel')}
        </Button>
        <Button type="submit" variant="danger" loading={isPending}>
          {t('delete.confirm')}
        </Button>
      </div>
    </form>
  );
}

/** Removes what this browser keeps for the account, such as writes that could not be sent. */
function forgetInThisBrowser(accountId: string): void {
  if (accountId === '') return;
  try {
    const keys = Object.keys(window.localStorage).filter((key) => key.includes(accountId));
    for (const key of keys) window.localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
