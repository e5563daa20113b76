import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { CaseEvidence, CaseMeasures, CaseSources } from '@/components/mdx/case-evidence';
import { RichText } from '@/components/quiz/rich-text';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { caseLabPath, cases, type FieldCase } from '@/content/cases';
import { topics } from '@/content/catalog';
import { curriculumTopic } from '@/content/curriculum';
import { lessonPath, sectionPath } from '@/content/lesson-path';
import { shownCase } from '../../shown-case';

type Props = PageProps<'/[locale]/cases/[caseId]'>;

async function caseOf({ params }: Props): Promise<FieldCase> {
  const { caseId } = await params;
  return (await cases()).find(({ id }) => id === caseId) ?? notFound();
}

export async function generateStaticParams() {
  return (await cases()).map(({ id }) => ({ caseId: id }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [fieldCase, locale] = await Promise.all([caseOf(props), getLocale()]);
  return { title: fieldCase.title[locale], description: fieldCase.symptom[locale].replaceAll('`', '') };
}

/** A field case: what was seen, what was done about it, and the lab in that configuration. */
export default async function CasePage(props: Props) {
  const [t, locale, fieldCase] = await Promise.all([getTranslations('case'), getLocale(), caseOf(props)]);
  const shown = shownCase(fieldCase, locale);
  return (
    <PageContainer>
      <PageHeader
        title={shown.title}
        breadcrumb={[{ label: t('title'), href: '/cases' }]}
        meta={
          <p className="text-sm text-text-muted">
            <time dateTime={shown.date} className="mr-3 font-mono">
              {shown.date}
            </time>
            <CaseTopic fieldCase={fieldCase} />
          </p>
        }
      />
      <article className="flex max-w-[46rem] flex-col gap-6">
        <CaseEvidence fieldCase={shown} />
        <details>
          <summary className="min-h-control-sm cursor-pointer text-accent">{t('reveal')}</summary>
          <div className="mt-3">
            <CaseMeasures fieldCase={shown} />
          </div>
        </details>
        {fieldCase.elsewhere === undefined ? null : (
          <p className="text-text-muted">
            <RichText text={fieldCase.elsewhere.text[locale]} />
          </p>
        )}
        <CaseWaysOn fieldCase={fieldCase} />
        <CaseSources sources={shown.sources} />
      </article>
    </PageContainer>
  );
}

interface CaseProps {
  readonly fieldCase: FieldCase;
}

async function CaseTopic({ fieldCase: { topic: number } }: CaseProps) {
  const [t, locale, catalogue] = await Promise.all([getTranslations('case'), getLocale(), topics()]);
  const planned = curriculumTopic(number);
  const topic = catalogue.get(planned.id);
  return (
    <>
      {t('topic')} {number}:{' '}
      {topic === undefined ? (
        `${planned.title[locale]}. ${t('unwritten')}`
      ) : (
        <TextLink href={`/topics/${topic.id}`}>{topic.title[locale]}</TextLink>
      )}
    </>
  );
}

/** The lab in the case's configuration, and the lesson or the section that works the case out. */
async function CaseWaysOn({ fieldCase }: CaseProps) {
  const [t, catalogue] = await Promise.all([getTranslations('case'), topics()]);
  const topic = catalogue.get(curriculumTopic(fieldCase.topic).id);
  const lesson = topic?.lessons.find(({ id }) => id === fieldCase.lesson);
  const lab = caseLabPath(fieldCase);
  const sectionId = fieldCase.elsewhere?.section;
  const section = topic === undefined || sectionId === undefined ? null : sectionPath(topic, sectionId);
  const toLesson = topic === undefined || lesson === undefined ? section : lessonPath(topic, lesson);
  return (
    <div className="flex flex-wrap gap-3">
      {lab === null ? null : <ButtonLink href={lab}>{t('inLab')}</ButtonLink>}
      {toLesson === null ? null : (
        <ButtonLink href={toLesson} variant={lab === null ? 'primary' : 'secondary'}>
          {t('inLesson')}
        </ButtonLink>
      )}
    </div>
  );
}
