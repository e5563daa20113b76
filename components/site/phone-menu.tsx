'use client';

import { useTranslations } from 'next-intl';
import { useAccount } from '@/components/reader/account-provider';
import { Button, ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { Link, usePathname } from '@/lib/i18n/navigation';
import { DueBadge } from './due-badge';
import { LanguageSwitch } from './language-switch';
import { isInside, navItems } from './nav';
import { useSignOut } from './sign-out';
import { ThemeToggle } from './theme-toggle';

interface PhoneMenuProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Everything the header holds, on a sheet, for narrow screens. */
export function PhoneMenu({ isOpen, onOpenChange }: PhoneMenuProps) {
  const t = useTranslations('site');
  const pathname = usePathname();
  const leave = useSignOut();
  const user = useAccount();
  const close = () => onOpenChange(false);
  return (
    <Sheet title={user ? user.name : t('menu')} open={isOpen} onOpenChange={onOpenChange}>
      <nav aria-label={t('nav.label')}>
        <ul className="flex flex-col divide-y divide-border border-border border-y">
          {navItems.map(({ key, href }) => (
            <li key={key}>
              <Link
                href={href}
                onClick={close}
                aria-current={isInside(pathname, href) ? 'page' : undefined}
                className="flex min-h-13 items-center rounded-sm font-medium text-lg text-text no-underline aria-[current]:text-accent"
              >
                {t(`nav.${key}`)}
                {key === 'review' ? <DueBadge /> : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-3">
        <ThemeToggle />
        <LanguageSwitch />
      </div>
      <div className="mt-5 grid gap-2">
        {user === undefined ? null : user ? (
          <>
            <ButtonLink href="/account" onClick={close} variant="secondary">
              {t('accountPage')}
            </ButtonLink>
            <Button variant="secondary" onClick={leave}>
              {t('signOut')}
            </Button>
          </>
        ) : (
          <>
            <ButtonLink href="/sign-up" onClick={close}>
              {t('signUp')}
            </ButtonLink>
            <ButtonLink href="/sign-in" onClick={close} variant="secondary">
              {t('signIn')}
            </ButtonLink>
          </>
        )}
      </div>
    </Sheet>
  );
}
