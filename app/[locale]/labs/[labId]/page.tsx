import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { experimentOf } from '@/components/labs/experiments';
import { LabPage } from '@/components/labs/lab-page';
import { PageContainer } from '@/components/site/page-container';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { TextLink } from '@/components/ui/text-link';
import { Texts } from '@/lib/i18n/texts';
import { isLabId, type LabId, labs } from '@/sim/catalog';

type Props = PageProps<'/[locale]/labs/[labId]'>;

async function labIdOf({ params }: Props): Promise<LabId> {
  const { labId } = await params;
  return isLabId(labId) ? labId : notFound();
}

export function generateStaticParams() {
  return Object.keys(labs).map((labId) => ({ labId }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, id] = await Promise.all([getTranslations(), labIdOf(props)]);
  return { title: t(`labs.${id}.name`), description: t(`labs.${id}.summary`) };
}

/** One lab. Its head is low: canvas and transport are to be seen together without scrolling. */
export default async function LabRoute(props: Props) {
  const [t, id] = await Promise.all([getTranslations(), labIdOf(props)]);
  const experiment = await experimentOf(id);
  return (
    <PageContainer className="pt-5! md:pt-6!">
      <Breadcrumb items={[{ label: t('lab.index.title'), href: '/labs' }]} />
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-3xl">{t(`labs.${id}.name`)}</h1>
        {experiment === null ? null : (
          <TextLink href={`/labs/${id}/experiment`} className="text-sm">
            {t(`labs.${experiment}.experiment.link`)}
          </TextLink>
        )}
      </div>
      <Texts namespaces={['lab.loadFailed']}>
        <LabPage labId={id} summary={t(`labs.${id}.summary`)} />
      </Texts>
    </PageContainer>
  );
}
