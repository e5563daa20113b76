'use client';

import { useTranslations } from 'next-intl';
import { useAccount } from '@/components/reader/account-provider';
import { ButtonLink } from '@/components/ui/button';
import { AccountButton } from './account-button';

/** The account menu, or the ways to an account. Its place is empty, and as wide as either, until it is known which. */
export function HeaderAccount() {
  const t = useTranslations('site');
  const account = useAccount();
  return (
    <div className="ml-2 flex min-h-control w-52 items-center justify-end gap-2">
      {account === undefined ? null : account === null ? (
        <>
          <ButtonLink href="/sign-in" variant="ghost" className="px-3">
            {t('signIn')}
          </ButtonLink>
          <ButtonLink href="/sign-up">{t('signUp')}</ButtonLink>
        </>
      ) : (
        <AccountButton user={account} />
      )}
    </div>
  );
}
