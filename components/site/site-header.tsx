import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Link } from '@/lib/i18n/navigation';
import { AccountMenu, type SiteUser } from './account-menu';
import { LanguageSwitch } from './language-switch';
import { Mark } from './mark';
import { PhoneMenu } from './phone-menu';
import { SiteNav } from './site-nav';
import { ThemeMenu } from './theme-switch';

interface SiteHeaderProps {
  /** Null when nobody is signed in. */
  readonly user: SiteUser | null;
  /** The button that opens search. */
  readonly search: ReactNode;
}

/** The head of every page. */
export function SiteHeader({ user, search }: SiteHeaderProps) {
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
          <ThemeMenu />
          <div className="ml-2 flex items-center gap-2">
            {user ? (
              <AccountMenu user={user} />
            ) : (
              <>
                <ButtonLink href="/sign-in" variant="ghost" className="px-3">
                  {t('signIn')}
                </ButtonLink>
                <ButtonLink href="/sign-up">{t('signUp')}</ButtonLink>
              </>
            )}
          </div>
        </div>
        <div className="-mr-2 -ml-5 lg:hidden">
          <PhoneMenu user={user} />
        </div>
      </div>
    </header>
  );
}
