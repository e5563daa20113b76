'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { localPath } from '@/lib/local-path';
import { signInAtProvider } from './sign-in-at-provider';

const OUTCOMES = ['email-taken', 'no-email', 'failed'] as const;

/** The way in by another site, where one is set up, and what it said when it let nobody in. */
export function OpenIdSignIn() {
  const t = useTranslations('account.openId');
  const locale = useLocale();
  const [label, setLabel] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  useEffect(() => {
    setSearch(window.location.search);
    // The page is the same for every site; only the server knows whether there is a provider.
    void fetch('/api/auth/providers')
      .then((answer) => answer.json())
      .then((providers: { readonly oidc?: { readonly name: string } }) => setLabel(providers.oidc?.name ?? null))
      .catch(() => {});
  }, []);
  const asked = new URLSearchParams(search);
  const outcome = OUTCOMES.find((each) => each === asked.get('openid'));
  return (
    <div className="flex flex-col gap-5 empty:hidden">
      {outcome === undefined ? null : (
        <div role="alert">
          <Callout tone="danger">{t(`errors.${outcome}`)}</Callout>
        </div>
      )}
      {label === null ? null : (
        <Button
          variant="secondary"
          size="lg"
          onClick={() => signInAtProvider(`/${locale}${localPath(asked.get('next'), '/topics')}`)}
        >
          {t('signIn', { label })}
        </Button>
      )}
    </div>
  );
}
