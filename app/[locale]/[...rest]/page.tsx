import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.notFound');
  return { title: t('title') };
}

/** Any address that no page answers, so that its "not found" comes in the reader's language. */
export default async function UnknownPage() {
  // Rendered for each who asks: kept, it would carry the nonce of the first.
  await connection();
  notFound();
}
