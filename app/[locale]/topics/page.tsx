import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { OwnCourseProvider } from '@/components/reader/own-context';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ContinueSlot } from '@/components/topic/continue-slot';
import { PathCard } from '@/components/topic/path-card';
import { TopicGraph } from '@/components/topic/topic-graph';
import { ButtonLink } from '@/components/ui/button';
import { paths } from '@/content/paths';
import { Texts } from '@/lib/i18n/texts';
import { course, startOf, topicsByNumber } from '../course';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('topics');
  return { title: t('title'), description: t('lead') };
}

/** The learning paths, and how the topics build on one another. */
export default async function TopicsPage() {
  const locale = await getLocale();
  const [t, shown, start] = await Promise.all([getTranslations('topics'), course(locale), startOf(locale)]);
  return (
    <OwnCourseProvider>
      <Texts namespaces={['paths', 'topics']}>
        <PageContainer>
          <PageHeader title={t('title')} lead={t('lead')} />
          <div className="flex flex-col gap-section">
            <div className="flex flex-wrap items-stretch gap-5">
              {start === null ? null : <ContinueSlot start={start} />}
              <div className="flex flex-1 basis-96 flex-wrap items-center justify-between gap-x-6 gap-y-4 rounded-lg border border-border bg-surface px-5 py-4">
                <div className="flex min-w-0 flex-1 basis-64 items-center gap-4">
                  <Compass aria-hidden="true" className="size-6 shrink-0 text-accent" />
                  <div>
                    <h2 className="text-lg leading-snug">{t('placement.title')}</h2>
                    <p className="text-sm text-text-muted">{t('placement.text')}</p>
                  </div>
                </div>
                <ButtonLink href="/placement" variant="secondary">
                  {t('placement.open')}
                </ButtonLink>
              </div>
            </div>
            <section aria-labelledby="paths" className="flex flex-col gap-6">
              <h2 id="paths" className="text-2xl">
                {t('pathsTitle')}
              </h2>
              <ul className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
                {paths.map((path) => (
                  <li key={path.id} className="*:h-full">
                    <PathCard id={path.id} topics={topicsByNumber(shown, path.topics)} />
                  </li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="graph" className="flex flex-col gap-6">
              <div className="flex flex-col gap-2">
                <h2 id="graph" className="text-2xl">
                  {t('mapTitle')}
                </h2>
                <p className="max-w-[38em] text-text-muted">{t('mapLead')}</p>
              </div>
              <TopicGraph topics={shown} />
            </section>
          </div>
        </PageContainer>
      </Texts>
    </OwnCourseProvider>
  );
}
