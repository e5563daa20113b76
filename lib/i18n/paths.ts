import { type Locale, routing } from './routing';

interface LocalizedPath {
  /** A path within the site without its language, with or without a query and a hash. Anything else is given back as it is. */
  readonly href: string;
  readonly locale: Locale;
}

/** A page's address in a language. */
export function getPathname({ href, locale }: LocalizedPath): string {
  if (!href.startsWith('/') || href.startsWith('//')) return href;
  return `/${locale}${href.replace(/^\/(?=$|[?#])/, '')}`;
}

/** A path of the site without its language. */
export function withoutLocale(pathname: string): string {
  const locale = routing.locales.find((each) => pathname === `/${each}` || pathname.startsWith(`/${each}/`));
  return locale === undefined ? pathname : pathname.slice(locale.length + 1) || '/';
}
