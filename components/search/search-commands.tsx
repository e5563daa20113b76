'use client';

import { Languages, Moon, Settings, Sun, SunMoon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type ThemeChoice, themeChoice, themeChoices } from '@/components/site/theme';
import { useTheme } from '@/components/site/use-theme';
import { usePathname, useRouter } from '@/lib/i18n/navigation';
import { routing } from '@/lib/i18n/routing';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: () => void;
}

const icon = 'size-4 shrink-0 text-text-muted';
const themeIcons: Record<ThemeChoice, ReactNode> = {
  system: <SunMoon aria-hidden="true" className={icon} />,
  light: <Sun aria-hidden="true" className={icon} />,
  dark: <Moon aria-hidden="true" className={icon} />,
};
/** The names of the languages in themselves; they are the same in every language. */
const names = { ko: '한국어', en: 'English' };

/** What the dialog can do besides finding: another language, another theme, the settings. */
function useCommands(): readonly Command[] {
  const t = useTranslations('search.commands');
  const tTheme = useTranslations('site.theme');
  const locale = useLocale();
  const theme = useTheme();
  const pathname = usePathname();
  const router = useRouter();
  return [
    ...routing.locales
      .filter((other) => other !== locale)
      .map((other) => ({
        id: other,
        label: t('language', { language: names[other] }),
        icon: <Languages aria-hidden="true" className={icon} />,
        run: () => router.replace(`${pathname}${location.search}${location.hash}`, { locale: other, scroll: false }),
      })),
    ...themeChoices
      .filter((choice) => choice !== theme)
      .map((choice) => ({
        id: choice,
        label: t('theme', { theme: tTheme(choice) }),
        icon: themeIcons[choice],
        run: () => themeChoice.write(choice),
      })),
    {
      id: 'settings',
      label: t('settings'),
      icon: <Settings aria-hidden="true" className={icon} />,
      run: () => router.push('/settings'),
    },
  ];
}

interface SearchCommandsProps {
  /** Of the commands only those that have it in their names; all without one. */
  readonly query: string;
  readonly onRun: () => void;
}

/** The commands that fit, walked with the arrow keys as the finds are. */
export function SearchCommands({ query, onRun }: SearchCommandsProps) {
  const t = useTranslations('search.commands');
  const wanted = query.trim().toLowerCase();
  const commands = useCommands().filter(({ label }) => label.toLowerCase().includes(wanted));
  if (commands.length === 0) return null;
  return (
    <section aria-labelledby="search-commands" className="flex flex-col gap-1.5">
      <h3 id="search-commands" className="font-semibold text-sm text-text-muted tracking-normal">
        {t('title')}
      </h3>
      <ul className="-mx-3 flex flex-col">
        {commands.map(({ id, label, icon: sign, run }) => (
          <li key={id}>
            <button
              type="button"
              data-found
              onClick={() => {
                onRun();
                run();
              }}
              className="flex min-h-control w-full items-center gap-2.5 rounded-md px-3 py-1.5 text-left font-medium transition-colors hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2"
            >
              {sign}
              {label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
