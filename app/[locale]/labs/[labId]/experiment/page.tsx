import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type ExperimentId, experimentOf } from '@/components/labs/experiments';
import { LabExperiment } from '@/components/labs/lab-experiment';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Texts } from '@/lib/i18n/texts';
import { isLabId, labs } from '@/sim/catalog';

type Props = PageProps<'/[locale]/labs/[labId]/experiment'>;

async function labIdOf({ params }: Props): Promise<ExperimentId> {
  const { labId } = await params;
  return (isLabId(labId) ? await experimentOf(labId) : null) ?? notFound();
}

export async function generateStaticParams() {
  const ids = await Promise.all(Object.keys(labs).filter(isLabId).map(experimentOf));
  return ids.flatMap((labId) => (labId === null ? [] : [{ labId }]));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, labId] = await Promise.all([getTranslations(), labIdOf(props)]);
  return { title: t(`labs.${labId}.experiment.title`), description: t(`labs.${labId}.experiment.lead`) };
}

/** A published measurement of what a lab shows, repeated. */
export default async function ExperimentRoute(props: Props) {
  const [t, labId] = await Promise.all([getTranslations(), labIdOf(props)]);
  return (
    <PageContainer>
      <Breadcrumb
        items={[
          { label: t('lab.index.title'), href: '/labs' },
          { label: t(`labs.${labId}.name`), href: `/labs/${labId}` },
        ]}
      />
      <PageHeader title={t(`labs.${labId}.experiment.title`)} lead={t(`labs.${labId}.experiment.lead`)} />
      <Texts namespaces={[`labs.${labId}.experiment`]}>
        <LabExperiment labId={labId} />
      </Texts>
    </PageContainer>
  );
}
