'use client';

import { useTranslations } from 'next-intl';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { themeChoice, themeChoices } from './theme';
import { useTheme } from './use-theme';

/** The choice of theme laid out flat, for the phone menu. */
export function ThemeToggle() {
  const t = useTranslations('site.theme');
  const theme = useTheme();
  return (
    <ToggleGroup
      label={t('label')}
      value={theme}
      onValueChange={themeChoice.write}
      items={themeChoices.map((value) => ({ value, label: t(value) }))}
    />
  );
}
