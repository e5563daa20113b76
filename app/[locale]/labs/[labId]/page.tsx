import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LabPage } from '@/components/labs/lab-page';
import { PageContainer } from '@/components/site/page-container';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { isLabId, type LabId } from '@/sim/catalog';

type Props = PageProps<'/[locale]/labs/[labId]'>;

async function labIdOf({ params }: Props): Promise<LabId> {
  const { labId } = await params;
  return isLabId(labId) ? labId : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, id] = await Promise.all([getTranslations(), labIdOf(props)]);
  return { title: t(`${id}.name`), description: t(`${id}.summary`) };
}

/** One lab. Its head is low: canvas and transport are to be seen together without scrolling. */
export default async function LabRoute(props: Props) {
  const [t, id] = await Promise.all([getTranslations(), labIdOf(props)]);
  return (
    <PageContainer className="pt-5! md:pt-6!">
      <Breadcrumb items={[{ label: t('lab.index.title'), href: '/labs' }]} />
      <h1 className="mb-5 text-3xl">{t(`${id}.name`)}</h1>
      <LabPage labId={id} />
    </PageContainer>
  );
}
