'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { ActionOutcome } from './action-outcome';
import { type AccountActionResult, useAccountAction } from './use-account-action';

interface EmailStateProps {
  readonly email: string;
  readonly isVerified: boolean;
  /** Whether this site sends mail. */
  readonly hasMail: boolean;
  readonly sendVerification: (locale: unknown) => Promise<AccountActionResult>;
}

/** The account's address, and whether mail to it arrives. */
export function EmailState({ email, isVerified, hasMail, sendVerification }: EmailStateProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const isHydrated = useHydrated();
  const { run, outcome, isPending } = useAccountAction();
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2">
        <span className="wrap-anywhere">{email}</span>
        {isVerified ? <Badge tone="success">{t('verify.is')}</Badge> : <Badge>{t('verify.isNot')}</Badge>}
      </p>
      {isVerified || !hasMail ? null : (
        <>
          <Button
            variant="secondary"
            className="self-start"
            disabled={!isHydrated}
            loading={isPending}
            onClick={() => run(() => sendVerification(locale))}
          >
            {t('verify.send')}
          </Button>
          <ActionOutcome outcome={outcome} done={t('verify.sent')} />
        </>
      )}
    </div>
  );
}
