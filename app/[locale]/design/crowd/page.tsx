import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Texts } from '@/lib/i18n/texts';
import { CrowdView } from './crowd-view';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('design.crowd');
  return { title: t('title') };
}

export default async function CrowdPage() {
  const t = await getTranslations('design');
  return (
    <PageContainer>
      <PageHeader
        title={t('crowd.title')}
        lead={t('crowd.lead')}
        breadcrumb={[{ label: t('title'), href: '/design' }]}
      />
      <Texts namespaces={['design.crowd', 'lab']}>
        <CrowdView />
      </Texts>
    </PageContainer>
  );
}
