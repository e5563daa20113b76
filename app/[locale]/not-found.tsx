import { useTranslations } from 'next-intl';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';

export default function NotFound() {
  const t = useTranslations('site.notFound');
  return (
    <PageContainer>
      <p className="mb-3 font-mono text-sm text-text-subtle">404</p>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/topics">{t('toTopics')}</ButtonLink>
        <ButtonLink href="/" variant="secondary">
          {t('toHome')}
        </ButtonLink>
      </div>
    </PageContainer>
  );
}
