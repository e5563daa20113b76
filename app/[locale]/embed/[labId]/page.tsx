import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EmbeddedLab } from '@/components/labs/embedded-lab';
import { Texts } from '@/lib/i18n/texts';
import { isLabId, type LabId, labs } from '@/sim/catalog';

type Props = PageProps<'/[locale]/embed/[labId]'>;

async function labIdOf({ params }: Props): Promise<LabId> {
  const { labId } = await params;
  return isLabId(labId) ? labId : notFound();
}

export function generateStaticParams() {
  return Object.keys(labs).map((labId) => ({ labId }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, id] = await Promise.all([getTranslations(), labIdOf(props)]);
  return { title: t(`labs.${id}.name`), description: t(`labs.${id}.summary`), robots: { index: false } };
}

/** One lab and nothing else, for a frame on another site. */
export default async function EmbedRoute(props: Props) {
  const [t, id] = await Promise.all([getTranslations(), labIdOf(props)]);
  return (
    <div className="h-[max(100svh,24rem)] p-2 sm:p-3 low:p-1">
      <h1 className="visually-hidden">{t(`labs.${id}.name`)}</h1>
      <Texts namespaces={['lab.loadFailed']}>
        <EmbeddedLab labId={id} />
      </Texts>
    </div>
  );
}
