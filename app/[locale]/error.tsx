'use client';

import { useTranslations } from 'next-intl';
import { errorDigest } from '@/components/site/error-digest';
import { PageContainer } from '@/components/site/page-container';
import { ErrorState } from '@/components/ui/error-state';

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations('site.error');
  return (
    <PageContainer width="narrow">
      <ErrorState
        title={<h1 className="text-xl">{t('title')}</h1>}
        description={t('description')}
        onRetry={retry}
        code={errorDigest(error)}
      />
    </PageContainer>
  );
}
