import { Flag } from 'lucide-react';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { OwnDate } from '@/components/ui/own-date';
import { TextLink } from '@/components/ui/text-link';
import { reviewItems, type TopicContent, topics } from '@/content/catalog';
import { sectionPath } from '@/content/lesson-path';
import type { Locale } from '@/lib/i18n/routing';
import { database } from '@/server/database';
import { type ReadReport, reportsFor } from '@/server/mistake-reports';
import { signedIn } from '../signed-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reports');
  return { title: t('title') };
}

/** What readers have reported, as far as the one who looks may read it. */
export default async function ReportsPage() {
  const user = await signedIn('/reports');
  const [t, locale, catalogue, reports] = await Promise.all([
    getTranslations('reports'),
    getLocale(),
    topics(),
    database().then((db) => reportsFor(db, user.id)),
  ]);
  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} />
      {reports.length === 0 ? (
        <EmptyState icon={Flag} title={t('emptyTitle')} description={t('empty')} />
      ) : (
        <ul className="flex max-w-3xl flex-col divide-y divide-border border-border border-y">
          {reports.map((report) => {
            const { id, topicId, kind, text, reportedAt, reporter } = report;
            const topic = catalogue.get(topicId);
            const place = topic === undefined ? null : placeOf(topic, report, locale);
            return (
              <li key={id} className="flex flex-col gap-1.5 py-4">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm text-text-muted">
                  <span>
                    {topic?.title[locale] ?? topicId} · {t(kind === 'section' ? 'section' : 'item')}
                  </span>
                  <span>
                    {reporter} · <OwnDate at={reportedAt} dateStyle="medium" />
                  </span>
                </p>
                <p className="font-semibold">
                  {place === null ? report.ref : <TextLink href={place.href}>{place.title}</TextLink>}
                </p>
                <p className="wrap-anywhere whitespace-pre-wrap">
                  {text === '' ? <span className="text-text-subtle">{t('noText')}</span> : text}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </PageContainer>
  );
}

/** What a report is about, and where it is; null for what the course has no more. */
function placeOf(
  topic: TopicContent,
  { kind, ref }: ReadReport,
  locale: Locale,
): { readonly title: string; readonly href: string } | null {
  if (kind === 'section') {
    const section = topic.sections.find(({ id }) => id === ref);
    const href = sectionPath(topic, ref);
    return section === undefined || href === null ? null : { title: section.title[locale], href };
  }
  const item = reviewItems(topic).find(({ id }) => id === ref);
  if (item === undefined) return null;
  return { title: 'stem' in item && item.stem ? item.stem[locale] : ref, href: `/topics/${topic.id}/practice` };
}
