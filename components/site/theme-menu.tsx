'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuRadioGroup } from '@/components/ui/menu';
import type { LoadedMenuProps } from '@/components/ui/menu-button';
import { type ThemeChoice, themeChoice, themeChoices } from './theme';
import { useTheme } from './use-theme';

const icons: Record<ThemeChoice, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

/** Theme menu of the header. */
export function ThemeMenu({ trigger }: LoadedMenuProps) {
  const t = useTranslations('site.theme');
  const theme = useTheme();
  return (
    <Menu trigger={trigger} isOpenAtFirst>
      <MenuRadioGroup
        label={t('label')}
        value={theme}
        onValueChange={themeChoice.write}
        choices={themeChoices.map((value) => {
          const Icon = icons[value];
          return { value, label: t(value), icon: <Icon aria-hidden="true" /> };
        })}
      />
    </Menu>
  );
}
