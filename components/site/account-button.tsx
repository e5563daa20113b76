'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { MenuButton } from '@/components/ui/menu-button';

/** Whoever is signed in, as far as the header needs to know. */
export interface SiteUser {
  readonly name: string;
}

const fetchMenu = () => import('./account-menu').then((module) => module.AccountMenu);

/** The name of the reader; opens the account menu. */
export function AccountButton({ user }: { readonly user: SiteUser }) {
  const t = useTranslations('site');
  return (
    <MenuButton
      fetchMenu={fetchMenu}
      trigger={
        <Button variant="ghost" aria-label={t('account', { name: user.name })} className="max-w-44 px-3">
          <span className="truncate">{user.name}</span>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-text-muted" />
        </Button>
      }
    />
  );
}
