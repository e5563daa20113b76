import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { hasExperiment, labExperiments } from '@/components/labs/experiments';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { isLabId } from '@/sim/catalog';

type Props = PageProps<'/[locale]/labs/[labId]/experiment'>;

async function experimentOf({ params }: Props) {
  const { labId } = await params;
  return isLabId(labId) && hasExperiment(labId) ? { labId, Experiment: labExperiments[labId] } : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, { labId }] = await Promise.all([getTranslations(), experimentOf(props)]);
  return { title: t(`${labId}.experiment.title`), description: t(`${labId}.experiment.lead`) };
}

/** A published measurement of what a lab shows, repeated. */
export default async function ExperimentRoute(props: Props) {
  const [t, { labId, Experiment }] = await Promise.all([getTranslations(), experimentOf(props)]);
  return (
    <PageContainer>
      <Breadcrumb
        items={[
          { label: t('lab.index.title'), href: '/labs' },
          { label: t(`${labId}.name`), href: `/labs/${labId}` },
        ]}
      />
      <PageHeader title={t(`${labId}.experiment.title`)} lead={t(`${labId}.experiment.lead`)} />
      <Experiment />
    </PageContainer>
  );
}
