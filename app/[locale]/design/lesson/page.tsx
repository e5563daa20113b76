import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import type { Locale } from '@/lib/i18n/routing';
import { Texts } from '@/lib/i18n/texts';
import { LessonParts } from './lesson-parts';
import { Prose } from './prose';

interface DesignLessonPageProps {
  readonly params: Promise<{ locale: Locale }>;
}

export async function generateMetadata({ params }: DesignLessonPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'design.lesson' });
  return { title: t('page') };
}

/** Running text and everything that a lesson may put between its paragraphs. */
export default async function DesignLessonPage({ params }: DesignLessonPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations({ locale, namespace: 'design' });
  return (
    <Texts
      namespaces={[
        'lesson.answer',
        'lesson.numbers',
        'lesson.decide',
        'lesson.example',
        'lesson.predict',
        'lesson.term',
        'lesson.when',
        'lab.loadFailed',
      ]}
    >
      <PageContainer>
        <PageHeader title={t('lesson.page')} breadcrumb={[{ label: t('title'), href: '/design' }]} />
        <Prose />
        <LessonParts />
      </PageContainer>
    </Texts>
  );
}
