import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import { Mark } from './mark';
import { navItems } from './nav';

/** The foot of every page. */
export function SiteFooter() {
  const t = useTranslations('site');
  return (
    <footer data-site className="mt-section border-border border-t">
      <div className="mx-auto flex max-w-[calc(var(--container-page)+2*var(--spacing-gutter))] flex-col gap-6 px-gutter py-10 text-sm text-text-muted md:flex-row md:items-start md:justify-between">
        <div className="flex max-w-md items-start gap-3">
          <Mark className="mt-px size-5 shrink-0" />
          <p>{t('tagline')}</p>
        </div>
        <nav aria-label={t('footerNav')}>
          <ul className="-mx-2 flex flex-wrap gap-x-2">
            {[
              ...navItems.map(({ key, href }) => ({ href, label: t(`nav.${key}`) })),
              { href: '/design', label: t('design') },
            ].map(({ href, label }) => (
              <li key={href}>
                <Link
                  href={href}
                  className="inline-flex min-h-control-sm items-center rounded-sm px-2 text-inherit no-underline transition-colors hover:text-accent"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
