'use client';

import NextLink from 'next/link';
import { useLocale } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { getPathname } from './paths';
import { rememberLocale } from './remember-locale';
import type { Locale } from './routing';

interface LinkProps extends Omit<ComponentProps<typeof NextLink>, 'href' | 'locale' | 'prefetch'> {
  /** A path within the site, without its language, or any other address. */
  readonly href: string;
  /** Leads to the page in this language; without it, in the reader's. */
  readonly locale?: Locale | undefined;
}

/**
 * A link that keeps the reader's language. Its page is prefetched when a pointer, a finger or the focus comes to it: prefetching every
 * visible link would load the code of pages that most readers never open.
 */
export function Link({ href, locale, onClick, onMouseEnter, onTouchStart, onFocus, ...rest }: LinkProps) {
  const here = useLocale();
  const [isNear, setIsNear] = useState(false);
  return (
    <NextLink
      {...rest}
      href={getPathname({ href, locale: locale ?? here })}
      hrefLang={locale}
      prefetch={isNear ? null : false}
      onClick={(event) => {
        if (locale !== undefined) rememberLocale(locale);
        onClick?.(event);
      }}
      onMouseEnter={(event) => {
        setIsNear(true);
        onMouseEnter?.(event);
      }}
      onTouchStart={(event) => {
        setIsNear(true);
        onTouchStart?.(event);
      }}
      onFocus={(event) => {
        setIsNear(true);
        onFocus?.(event);
      }}
    />
  );
}
