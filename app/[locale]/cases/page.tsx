import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CaseEvidence, CaseMeasures, CaseSources } from '@/components/mdx/case-evidence';
import { RichText } from '@/components/quiz/rich-text';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { caseLabPath, cases, type FieldCase } from '@/content/cases';
import { type TopicContent, topics } from '@/content/catalog';
import { curriculumTopic } from '@/content/curriculum';
import { lessonPath, sectionPath } from '@/content/lesson-path';
import { shownCase } from '../shown-case';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('case');
  return { title: t('title'), description: t('lead') };
}

/** Every field case, by topic: what was seen, what was done, and the lab in that configuration. */
export default async function CasesPage() {
  const [t, all, catalogue] = await Promise.all([getTranslations('case'), cases(), topics()]);
  const byTopic = all.toSorted((one, other) => one.topic.localeCompare(other.topic, 'en'));
  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ul className="grid items-start gap-6 lg:grid-cols-2">
        {byTopic.map((each) => (
          <li key={each.id} id={each.id} className="min-w-0 scroll-mt-24">
            <CaseCard fieldCase={each} topics={catalogue} />
          </li>
        ))}
      </ul>
    </PageContainer>
  );
}

interface CaseCardProps {
  readonly fieldCase: FieldCase;
  readonly topics: ReadonlyMap<string, TopicContent>;
}

async function CaseCard({ fieldCase, topics: catalogue }: CaseCardProps) {
  const [t, locale] = await Promise.all([getTranslations('case'), getLocale()]);
  const { topic: number } = fieldCase;
  const shown = shownCase(fieldCase, locale);
  const { title, date, sources } = shown;
  const topic = catalogue.get(curriculumTopic(number).id);
  const lesson = topic?.lessons.find(({ id }) => id === fieldCase.lesson);
  const lab = caseLabPath(fieldCase);
  const { elsewhere } = fieldCase;
  const section =
    topic === undefined || elsewhere?.section === undefined ? null : sectionPath(topic, elsewhere.section);
  return (
    <article className="flex min-w-0 flex-col gap-4 rounded-lg border border-border bg-surface p-5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-xl">{title}</h2>
        <time dateTime={date} className="font-mono text-sm text-text-subtle">
          {date}
        </time>
        <p className="basis-full text-sm text-text-muted">
          {t('topic')} {number}:{' '}
          {topic === undefined ? (
            `${curriculumTopic(number).title[locale]}. ${t('unwritten')}`
          ) : (
            <TextLink href={`/topics/${topic.id}`}>{topic.title[locale]}</TextLink>
          )}
        </p>
      </header>
      <CaseEvidence fieldCase={shown} />
      <details>
        <summary className="min-h-control-sm cursor-pointer text-accent">{t('reveal')}</summary>
        <div className="mt-3">
          <CaseMeasures fieldCase={shown} />
        </div>
      </details>
      <CaseSources sources={sources} />
      {elsewhere === undefined ? null : (
        <p className="text-sm text-text-muted">
          <RichText text={elsewhere.text[locale]} />
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {lab === null ? null : (
          <ButtonLink href={lab} variant="secondary">
            {t('inLab')}
          </ButtonLink>
        )}
        {topic === undefined || lesson === undefined ? null : (
          <ButtonLink href={lessonPath(topic, lesson)} variant="ghost">
            {t('inLesson')}
          </ButtonLink>
        )}
        {section === null ? null : (
          <ButtonLink href={section} variant="secondary">
            {t('inLesson')}
          </ButtonLink>
        )}
      </div>
    </article>
  );
}
