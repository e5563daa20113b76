import type { Metadata } from 'next';
import { hasLocale } from 'next-intl';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { KeptPages } from '@/components/offline/kept-pages';
import { ReloadButton } from '@/components/offline/reload-button';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { routing } from '@/lib/i18n/routing';

type Props = PageProps<'/[locale]/offline'>;

async function textsOf({ params }: Props) {
  const { locale } = await params;
  const known = hasLocale(routing.locales, locale) ? locale : routing.defaultLocale;
  setRequestLocale(known);
  return {
    t: await getTranslations({ locale: known, namespace: 'offline' }),
    site: await getTranslations({ locale: known, namespace: 'site' }),
  };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { t } = await textsOf(props);
  return { title: t('title'), robots: { index: false } };
}

/** Shown by the service worker, under whatever address was asked for, while there is no network and the page was never visited. */
export default async function OfflinePage(props: Props) {
  const { t, site } = await textsOf(props);
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col items-start gap-10 *:last:w-full">
        <ReloadButton label={t('reload')} />
        <KeptPages title={t('kept')} none={t('none')} titleSuffix={` · ${site('name')}`} />
      </div>
    </PageContainer>
  );
}
