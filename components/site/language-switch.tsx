'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Link, usePathname, useRouter } from '@/lib/i18n/navigation';
import { type Locale, routing } from '@/lib/i18n/routing';

/** The names of the languages in themselves; they are the same in every language. */
const names: Record<Locale, string> = { ko: '한국어', en: 'English' };

/** A link to this page in the other language. It keeps the query and the hash, which only the browser knows: not before React. */
export function LanguageSwitch() {
  const t = useTranslations('site');
  const locale = useLocale();
  const pathname = usePathname();
  const router = useRouter();

  return routing.locales
    .filter((other) => other !== locale)
    .map((other) => {
      function keepPlace(event: MouseEvent<HTMLAnchorElement>) {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        const { search, hash } = window.location;
        // With a hash the reader goes to the same section, without one to the same height.
        router.replace(`${pathname}${search}${hash}`, { locale: other, scroll: hash !== '' });
      }
      return (
        <Link
          key={other}
          href={pathname}
          locale={other}
          lang={other}
          hrefLang={other}
          data-needs-react
          title={t('language', { language: names[other] })}
          onClick={keepPlace}
          className={buttonClass('ghost', 'md', 'px-3')}
        >
          {names[other]}
        </Link>
      );
    });
}
