import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.notFound');
  return { title: t('title') };
}

/** Any address that no page answers, so that its "not found" comes in the reader's language. */
export default function UnknownPage() {
  notFound();
}
