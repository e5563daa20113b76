'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';
import type { LoadedMenuProps } from '@/components/ui/menu-button';
import { useSignOut } from './sign-out';

/** The reader's own pages and the way out. */
export function AccountMenu({ trigger }: LoadedMenuProps) {
  const t = useTranslations('site');
  const leave = useSignOut();
  return (
    <Menu trigger={trigger} isOpenAtFirst>
      <MenuLink href="/progress">{t('nav.progress')}</MenuLink>
      <MenuLink href="/classes">{t('nav.classes')}</MenuLink>
      <MenuLink href="/settings">{t('settings')}</MenuLink>
      <MenuLink href="/account">{t('accountPage')}</MenuLink>
      <MenuSeparator />
      <MenuItem onSelect={leave} icon={<LogOut aria-hidden="true" />}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
