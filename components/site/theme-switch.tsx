'use client';

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuRadioGroup } from '@/components/ui/menu';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { type ThemeChoice, writeTheme } from './theme';
import { useTheme } from './use-theme';

const icons: Record<ThemeChoice, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };
const order: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Theme menu of the header. */
export function ThemeMenu() {
  const t = useTranslations('site.theme');
  const theme = useTheme();
  return (
    <Menu trigger={<IconButton label={t('label')} icon={<SunMoon aria-hidden="true" />} tooltipSide="bottom" />}>
      <MenuRadioGroup
        label={t('label')}
        value={theme}
        onValueChange={writeTheme}
        choices={order.map((value) => {
          const Icon = icons[value];
          return { value, label: t(value), icon: <Icon aria-hidden="true" /> };
        })}
      />
    </Menu>
  );
}

/** The same choice laid out flat, for the phone menu. */
export function ThemeToggle() {
  const t = useTranslations('site.theme');
  const theme = useTheme();
  return (
    <ToggleGroup
      label={t('label')}
      value={theme}
      onValueChange={writeTheme}
      items={order.map((value) => ({ value, label: t(value) }))}
    />
  );
}
