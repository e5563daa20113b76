'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useOwnDate } from '@/components/ui/own-date';
import { PasswordField } from '@/components/ui/password-field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useRouter } from '@/lib/i18n/navigation';
import { ActionOutcome } from './action-outcome';
import { text } from './form-text';
import { signInAtProvider } from './sign-in-at-provider';
import { type AccountActionResult, useAccountAction } from './use-account-action';

interface OpenIdLinkProps {
  /** What the provider is called. */
  readonly label: string;
  readonly linkedSince: Date | null;
  readonly hasPassword: boolean;
  /** What came of a link that was just asked for. */
  readonly outcome: 'linked' | 'identity-taken' | null;
  readonly beginLink: (input: unknown) => Promise<AccountActionResult>;
  readonly removeLink: (input: unknown) => Promise<AccountActionResult>;
}

/** Links the account to another site's sign-in, and takes that away again. Either is for who knows the password. */
export function OpenIdLink({ label, linkedSince, hasPassword, outcome, beginLink, removeLink }: OpenIdLinkProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const isHydrated = useHydrated();
  const router = useRouter();
  const date = useOwnDate();
  const { run, outcome: done, isPending } = useAccountAction();
  const isOnlyWayIn = linkedSince !== null && !hasPassword;

  const submit = (form: FormData) => {
    const password = text(form, 'confirm');
    if (linkedSince !== null) run(() => removeLink({ password }), router.refresh);
    else
      run(
        () => beginLink({ password }),
        () => signInAtProvider(`/${locale}/account`),
      );
  };

  return (
    <form
      noValidate
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {outcome === null ? null : (
        <Callout tone={outcome === 'linked' ? 'success' : 'danger'} live>
          {t(`openId.${outcome}`, { label })}
        </Callout>
      )}
      <p>
        {linkedSince === null
          ? t('openId.notLinked', { label })
          : t('openId.since', { label, date: date(linkedSince, { dateStyle: 'medium' }) })}
      </p>
      {isOnlyWayIn ? (
        <p className="text-sm text-text-muted">{t('openId.onlyWayIn')}</p>
      ) : (
        <>
          {hasPassword ? (
            <PasswordField name="confirm" label={t('currentPassword')} autoComplete="current-password" />
          ) : null}
          <Button type="submit" variant="secondary" className="self-start" loading={isPending} disabled={!isHydrated}>
            {t(linkedSince === null ? 'openId.link' : 'openId.unlink', { label })}
          </Button>
          <ActionOutcome outcome={done} done={t('openId.done')} />
        </>
      )}
    </form>
  );
}
