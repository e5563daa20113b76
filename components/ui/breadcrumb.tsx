import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** The way here: the pages above this one. The page itself is its heading, and is not repeated. */
export function Breadcrumb({ items }: { readonly items: readonly Crumb[] }) {
  const t = useTranslations('ui');
  return (
    <nav aria-label={t('breadcrumb')}>
      <ol className="-ml-1 flex flex-wrap items-center text-sm text-text-muted">
        {items.map((item) => (
          <li
            key={item.href}
            className="flex items-center not-last:after:text-text-subtle not-last:after:content-['/']"
          >
            <Link
              href={item.href}
              className="inline-flex min-h-control-sm items-center rounded-sm px-1.5 text-inherit no-underline transition-colors hover:text-accent"
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
