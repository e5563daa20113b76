'use client';

import { useRouter as useNextRouter, usePathname as useWholePathname } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { getPathname, withoutLocale } from './paths';
import { rememberLocale } from './remember-locale';
import type { Locale } from './routing';

/** The page's path, without its language. */
export function usePathname(): string {
  return withoutLocale(useWholePathname());
}

interface ReplaceOptions {
  /** Goes to the page in this language. */
  readonly locale?: Locale;
  readonly scroll?: boolean;
}

/** Goes to pages in the reader's language; paths carry none. */
export function useRouter() {
  const router = useNextRouter();
  const here = useLocale();
  return useMemo(
    () => ({
      push: (href: string) => router.push(getPathname({ href, locale: here })),
      replace(href: string, { locale, ...options }: ReplaceOptions = {}) {
        if (locale !== undefined) rememberLocale(locale);
        router.replace(getPathname({ href, locale: locale ?? here }), options);
      },
      refresh: () => router.refresh(),
    }),
    [router, here],
  );
}
