import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { hasExperiment } from '@/components/labs/experiments';
import { LabPage } from '@/components/labs/lab-page';
import { PageContainer } from '@/components/site/page-container';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { TextLink } from '@/components/ui/text-link';
import { creditsOf } from '@/server/challenges';
import { database } from '@/server/database';
import { predictionsOf } from '@/server/predictions';
import { currentUser } from '@/server/session';
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
  const [t, id, user] = await Promise.all([getTranslations(), labIdOf(props), currentUser()]);
  const db = user === null ? null : await database();
  const [credited, answers] =
    user === null || db === null
      ? [{}, {}]
      : await Promise.all([creditsOf(db, user.id, id), predictionsOf(db, user.id, id)]);
  return (
    <PageContainer className="pt-5! md:pt-6!">
      <Breadcrumb items={[{ label: t('lab.index.title'), href: '/labs' }]} />
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-3xl">{t(`${id}.name`)}</h1>
        {hasExperiment(id) ? (
          <TextLink href={`/labs/${id}/experiment`} className="text-sm">
            {t(`${id}.experiment.link`)}
          </TextLink>
        ) : null}
      </div>
      <LabPage labId={id} credited={credited} answers={answers} />
    </PageContainer>
  );
}
