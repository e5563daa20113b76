import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import type { Locale } from '@/lib/i18n/routing';
import { Buttons } from './actions';
import { Messages, Waiting } from './feedback';
import { Choices, Fields, Settings } from './forms';
import { Colours, LabStates, Typography } from './foundations';
import { LessonParts } from './lesson';
import { Overlays } from './overlays';
import { Prose } from './prose';
import { PseudoStates } from './pseudo-states';
import { Structure } from './structure';

interface DesignPageProps {
  readonly params: Promise<{ locale: Locale }>;
}

export async function generateMetadata({ params }: DesignPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'design' });
  return { title: t('title') };
}

/** Every token, and every component in every state, for whoever builds with them. */
export default async function DesignPage({ params }: DesignPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations({ locale, namespace: 'design' });
  return (
    <PageContainer>
      <PseudoStates />
      <PageHeader title={t('title')} lead={t('lead')} />
      <Colours />
      <LabStates />
      <Typography />
      <Buttons />
      <Fields />
      <Choices />
      <Settings />
      <Overlays />
      <Messages />
      <Waiting />
      <Structure />
      <Prose />
      <LessonParts />
    </PageContainer>
  );
}
