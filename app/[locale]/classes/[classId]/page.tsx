import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { outlines } from '@/app/outlines';
import { RosterTable } from '@/components/class/roster-table';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { CopyField } from '@/components/ui/copy-field';
import { EmptyState } from '@/components/ui/empty-state';
import { topics } from '@/content/catalog';
import { getPathname } from '@/lib/i18n/navigation';
import { classFor, roster } from '@/server/classes';
import { database } from '@/server/database';
import { signedIn } from '../../signed-in';

type Props = PageProps<'/[locale]/classes/[classId]'>;

async function load({ params }: Props) {
  const { classId } = await params;
  const user = await signedIn(`/classes/${classId}`);
  const db = await database();
  const found = await classFor(db, user.id, classId);
  return found ? { db, user, found } : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await load(props)).found.name };
}

export default async function ClassPage(props: Props) {
  const { db, user, found } = await load(props);
  const [t, locale, catalogue] = await Promise.all([getTranslations('classes'), getLocale(), topics()]);
  const taught = await roster(db, user.id, found.id, outlines(catalogue.values()));
  const titles = Object.fromEntries([...catalogue.values()].map((topic) => [topic.id, topic.title[locale]]));
  const origin = process.env.NEXTAUTH_URL ?? '';

  return (
    <PageContainer>
      <PageHeader
        title={found.name}
        lead={found.isInstructor ? t('rosterLead') : t('by', { name: found.instructorName })}
        breadcrumb={[{ label: t('title'), href: '/classes' }]}
      />
      {taught ? (
        <div className="flex flex-col gap-12">
          <section aria-label={t('invite')} className="grid gap-5 sm:grid-cols-2 lg:max-w-3xl">
            <CopyField label={t('code')} value={taught.code} />
            <CopyField
              label={t('link')}
              value={`${new URL(origin).origin}${getPathname({ href: `/join/${taught.code}`, locale })}`}
            />
          </section>
          <section aria-labelledby="roster" className="flex flex-col gap-5">
            <h2 id="roster" className="text-2xl">
              {t('roster')}
            </h2>
            {taught.learners.length === 0 ? (
              <EmptyState icon={Users} title={t('rosterEmptyTitle')} description={t('rosterEmpty')} />
            ) : (
              <RosterTable learners={taught.learners} topicTitles={titles} />
            )}
          </section>
        </div>
      ) : (
        <div className="flex flex-col items-start gap-6">
          <Callout className="max-w-2xl" title={t('joinedTitle')}>
            {t('joined')}
          </Callout>
          <ButtonLink href="/topics">{t('toTopics')}</ButtonLink>
        </div>
      )}
    </PageContainer>
  );
}
