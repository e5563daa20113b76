import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { HeaderAccount } from './header-account';
import { LanguageSwitch } from './language-switch';
import { Mark } from './mark';
import { PhoneMenuButton } from './phone-menu-button';
import { SiteNav } from './site-nav';
import { ThemeButton } from './theme-button';

interface SiteHeaderProps {
  /** The button that opens search. */
  readonly search: ReactNode;
}

/** The head of every page. */
export function SiteHeader({ search }: SiteHeaderProps) {
  const t = useTranslations('site');
  return (
    <header data-site className="border-border border-b">
      <div className="mx-auto flex h-header max-w-[calc(var(--container-page)+2*var(--spacing-gutter))] items-center gap-6 px-gutter">
        <Link
          href="/"
          className="-ml-1.5 inline-flex min-h-control items-center gap-2.5 rounded-md px-1.5 whitespace-nowrap font-bold text-[1.0625rem] text-text tracking-tight no-underline"
        >
          <Mark />
          {t('name')}
        </Link>
        <div className="hidden lg:block">
          <SiteNav />
        </div>
        <div className="ml-auto">{search}</div>
        <div className="-ml-6 hidden items-center lg:flex">
          <LanguageSwitch />
          <ThemeButton />
          <HeaderAccount />
        </div>
        <div className="-mr-2 -ml-5 lg:hidden">
          <PhoneMenuButton />
        </div>
      </div>
    </header>
  );
}
