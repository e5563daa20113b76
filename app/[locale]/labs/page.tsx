import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { experimentOf } from '@/components/labs/experiments';
import { LabThumbnail } from '@/components/labs/lab-thumbnail';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { CardLink } from '@/components/ui/card';
import { isLabId, labs } from '@/sim/catalog';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab.index');
  return { title: t('title'), description: t('lead') };
}

/** Every lab that exists, and the experiments that stand on them. */
export default async function LabsPage() {
  const t = await getTranslations();
  const found = await Promise.all(Object.keys(labs).filter(isLabId).map(experimentOf));
  const experiments = found.filter((id) => id !== null);
  return (
    <PageContainer>
      <PageHeader title={t('lab.index.title')} lead={t('lab.index.lead')} />
      <ul className="grid gap-5 md:grid-cols-2">
        {Object.keys(labs)
          .filter(isLabId)
          .map((id) => (
            <li key={id} className="*:h-full">
              <CardLink
                href={`/labs/${id}`}
                title={t(`labs.${id}.name`)}
                level={2}
                eyebrow={t('lab.index.scenarios', { count: labs[id].scenarios.length })}
              >
                <p className="text-text-muted">{t(`labs.${id}.summary`)}</p>
                <div className="mt-auto pt-3">
                  <LabThumbnail labId={id} />
                </div>
              </CardLink>
            </li>
          ))}
      </ul>
      <h2 className="mt-14 mb-5 text-2xl">{t('lab.index.experiments')}</h2>
      <ul className="grid gap-5 md:grid-cols-2">
        {experiments.map((id) => (
          <li key={id} className="*:h-full">
            <CardLink
              href={`/labs/${id}/experiment`}
              title={t(`labs.${id}.experiment.title`)}
              eyebrow={t(`labs.${id}.name`)}
            >
              <p className="text-text-muted">{t(`labs.${id}.experiment.lead`)}</p>
            </CardLink>
          </li>
        ))}
      </ul>
    </PageContainer>
  );
}
