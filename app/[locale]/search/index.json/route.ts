import { notFound } from 'next/navigation';
import { hasLocale } from 'next-intl';
import { buildIndex } from '@/components/search/search-index';
import { routing } from '@/lib/i18n/routing';
import { searchDocuments } from '../documents';

// Built once with the site: searching in the browser asks the server for nothing else.
export const dynamic = 'force-static';
export const dynamicParams = false;

export function generateStaticParams() {
  return routing.locales.map((locale) => ({ locale }));
}

export async function GET(_request: Request, { params }: RouteContext<'/[locale]/search/index.json'>) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  return Response.json(buildIndex(await searchDocuments(locale)));
}
