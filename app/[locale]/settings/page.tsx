import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SettingsPanel } from '@/components/settings/settings-panel';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Texts } from '@/lib/i18n/texts';
import { chooseRetention } from '../review/actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings');
  return { title: t('title') };
}

/** Everything that a reader may choose, in one place. */
export default async function SettingsPage() {
  const t = await getTranslations('settings');
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Texts namespaces={['settings']}>
        <SettingsPanel chooseRetention={chooseRetention} />
      </Texts>
    </PageContainer>
  );
}
