'use client';

import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';
import { PAGES_CACHE } from '@/lib/offline';

interface KeptPagesProps {
  readonly title: string;
  /** Said when nothing is kept. */
  readonly none: string;
  /** What the site's name adds to every page's title. */
  readonly titleSuffix: string;
}

interface KeptPage {
  readonly path: string;
  readonly title: string;
}

/** The pages in this language that can be read without a network. */
export function KeptPages({ title, none, titleSuffix }: KeptPagesProps) {
  const locale = useLocale();
  const [pages, setPages] = useState<readonly KeptPage[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void keptPages(locale, titleSuffix).then((found) => isCurrent && setPages(found));
    return () => {
      isCurrent = false;
    };
  }, [locale, titleSuffix]);
  if (pages === null) return null;
  if (pages.length === 0) return <p className="text-text-muted">{none}</p>;
  return (
    <section>
      <h2 className="mb-3 text-xl">{title}</h2>
      <ul className="divide-y divide-border border-border border-y">
        {pages.map((page) => (
          <li key={page.path}>
            {/* A full load: the page's data for a change without one are not kept. */}
            <a href={page.path} className="flex min-h-control items-center py-2.5">
              {page.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function keptPages(locale: string, titleSuffix: string): Promise<readonly KeptPage[]> {
  if (!('caches' in window)) return [];
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES_CACHE));
  const found = new Map<string, KeptPage>();
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (!(path === `/${locale}` || path.startsWith(`/${locale}/`)) || path === `/${locale}/offline`) continue;
      const html = (await (await cache.match(request))?.text()) ?? '';
      found.set(path, { path, title: titleOf(html).replace(titleSuffix, '') || path });
    }
  }
  return [...found.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** A document's title, without reading the rest of it. */
function titleOf(html: string): string {
  const [title = ''] = /<title[^>]*>[^<]*/.exec(html) ?? [];
  return new DOMParser().parseFromString(title, 'text/html').title;
}
