'use client';

import { ChevronDown, LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';

/** Whoever is signed in, as far as the header needs to know. */
export interface SiteUser {
  readonly name: string;
}

/** Ends the session and goes to the home page of the language. */
export function useSignOut(): () => void {
  const locale = useLocale();
  return () => void signOut({ callbackUrl: `/${locale}` });
}

/** The name of the reader; behind it, their own pages and the way out. */
export function AccountMenu({ user }: { readonly user: SiteUser }) {
  const t = useTranslations('site');
  const leave = useSignOut();
  return (
    <Menu
      trigger={
        <Button variant="ghost" aria-label={t('account', { name: user.name })} className="max-w-44 px-3">
          <span className="truncate">{user.name}</span>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-text-muted" />
        </Button>
      }
    >
      <MenuLink href="/progress">{t('nav.progress')}</MenuLink>
      <MenuLink href="/classes">{t('nav.classes')}</MenuLink>
      <MenuSeparator />
      <MenuItem onSelect={leave} icon={<LogOut aria-hidden="true" />}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
