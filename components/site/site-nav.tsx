'use client';

import { useTranslations } from 'next-intl';
import { Link, usePathname } from '@/lib/i18n/navigation';
import { DueBadge } from './due-badge';
import { isInside, navItems } from './nav';

/** The rooms of the site, in a row; the present one is underlined. */
export function SiteNav() {
  const t = useTranslations('site.nav');
  const pathname = usePathname();
  return (
    <nav aria-label={t('label')}>
      <ul className="flex items-center gap-1">
        {navItems.map(({ key, href }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={isInside(pathname, href) ? 'page' : undefined}
              className="inline-flex min-h-control items-center whitespace-nowrap rounded-md px-3 font-medium text-sm text-text-muted no-underline decoration-2 decoration-accent underline-offset-8 transition-colors hover:text-text aria-[current]:text-text aria-[current]:underline"
            >
              {t(key)}
              {key === 'review' ? <DueBadge /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
