import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { TextLink } from '@/components/ui/text-link';
import type { Locale } from '@/lib/i18n/routing';
import { Texts } from '@/lib/i18n/texts';
import { Buttons } from './actions';
import { Messages, Waiting } from './feedback';
import { Choices, Fields, Settings } from './forms';
import { Colours, LabStates, Typography } from './foundations';
import { Overlays } from './overlays';
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
    <Texts
      namespaces={[
        'design.choices',
        'design.fields',
        'design.messages',
        'design.overlays',
        'design.settings',
        'design.structure',
        'design.waiting',
      ]}
    >
      <PageContainer>
        <PseudoStates />
        <PageHeader
          title={t('title')}
          lead={t('lead')}
          meta={
            <div className="flex flex-wrap gap-x-5 gap-y-1">
              <TextLink href="/design/lesson">{t('lesson.page')}</TextLink>
              <TextLink href="/design/questions">{t('questions.title')}</TextLink>
              <TextLink href="/design/crowd">{t('crowd.title')}</TextLink>
            </div>
          }
        />
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
      </PageContainer>
    </Texts>
  );
}
