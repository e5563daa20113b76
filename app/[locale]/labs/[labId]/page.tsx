import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { linkPreview, previewPath } from '@/app/link-preview';
import { Texts } from '@/lib/i18n/texts';
import { isLabId, type LabId, labs } from '@/sim/catalog';
import { LabRoute } from './lab-route';

type Props = PageProps<'/[locale]/labs/[labId]'>;

async function labIdOf({ params }: Props): Promise<LabId> {
  const { labId } = await params;
  return isLabId(labId) ? labId : notFound();
}

export function generateStaticParams() {
  return Object.keys(labs).map((labId) => ({ labId }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, locale, id] = await Promise.all([getTranslations(), getLocale(), labIdOf(props)]);
  const title = t(`labs.${id}.name`);
  return {
    title,
    description: t(`labs.${id}.summary`),
    ...linkPreview(locale, previewPath.lab(locale, id), title),
  };
}

export default async function LabIdPage(props: Props) {
  return (
    <Texts namespaces={['lab.loadFailed']}>
      <LabRoute id={await labIdOf(props)} />
    </Texts>
  );
}
