'use client';

import { SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { MenuButton } from '@/components/ui/menu-button';

const fetchMenu = () => import('./theme-menu').then((module) => module.ThemeMenu);

/** Opens the theme menu in the header. */
export function ThemeButton() {
  const t = useTranslations('site.theme');
  return (
    <MenuButton
      fetchMenu={fetchMenu}
      trigger={<IconButton label={t('label')} icon={<SunMoon aria-hidden="true" />} tooltipSide="bottom" />}
    />
  );
}
