import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { linkPreview, previewPath } from '@/app/link-preview';
import { lessonComponents } from '@/components/mdx/lesson-components';
import { LessonContents } from '@/components/mdx/lesson-contents';
import { LessonProvider } from '@/components/mdx/lesson-context';
import { LessonSources } from '@/components/mdx/lesson-sources';
import { ReadingPosition } from '@/components/mdx/own-parts';
import { OwnTopicProvider } from '@/components/reader/own-context';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { lessonPath } from '@/content/lesson-path';
import { citedSources } from '@/content/lesson-text';
import { Texts } from '@/lib/i18n/texts';
import { askHint, beginAttempt, discardQuiz, handInQuiz } from '../../quiz/actions';
import { materialOf } from '../material-of';
import { LessonEnd } from './lesson-end';

type Props = PageProps<'/[locale]/topics/[topicId]/lesson/[lessonId]'>;

async function lessonOf({ params }: Props) {
  const { topicId, lessonId } = await params;
  const topic = (await topics()).get(topicId) ?? notFound();
  const lesson = topic.lessons.find(({ id }) => id === lessonId) ?? notFound();
  return { topic, lesson };
}

export async function generateStaticParams() {
  return [...(await topics()).values()].flatMap(({ id, lessons }) =>
    lessons.map((lesson) => ({ topicId: id, lessonId: lesson.id })),
  );
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, { topic, lesson }, locale] = await Promise.all([getTranslations('lesson'), lessonOf(props), getLocale()]);
  return {
    title: t('title', { topic: topic.title[locale], lesson: lesson.title[locale] }),
    description: lesson.objectives.map(({ text }) => text[locale]).join(' '),
    ...linkPreview(locale, previewPath.lesson(locale, topic.id, lesson.id), lesson.title[locale]),
  };
}

export default async function LessonPage(props: Props) {
  const [t, locale, { topic, lesson }, catalogue] = await Promise.all([
    getTranslations('lesson'),
    getLocale(),
    lessonOf(props),
    topics(),
  ]);
  const sections = lesson.sections.map(({ id, title }) => ({ id, title: title[locale] }));
  const reachedIn = (sectionId: string) =>
    lesson.objectives.find(({ id }) => topic.objectiveSections[id] === sectionId)?.text[locale] ?? null;
  const { default: Lesson } = await import(`@/content/${topic.id}/${lesson.id}.${locale}.mdx`);
  const material = await materialOf(topic, locale);
  const cited = await citedSources(topic.id, lesson.id, locale);
  const sources = [...cited].flatMap(([id, places]) =>
    topic.sources.filter((source) => source.id === id).map((source) => ({ ...source, places })),
  );
  const before = topic.prerequisites.flatMap((id) => catalogue.get(id) ?? []);

  return (
    <OwnTopicProvider topicId={topic.id}>
      <Texts namespaces={['lesson', 'quiz', 'lab.loadFailed', 'lessonEnd.own', 'report']}>
        <PageContainer>
          <PageHeader
            title={lesson.title[locale]}
            breadcrumb={[
              { label: t('catalogue'), href: '/topics' },
              { label: topic.title[locale], href: `/topics/${topic.id}` },
            ]}
            meta={
              <div className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-text-muted">
                <span>{t('lessonOf', { number: topic.lessons.indexOf(lesson) + 1, count: topic.lessons.length })}</span>
                <span>{t('minutes', { minutes: lesson.minutes })}</span>
                {before.length === 0 ? null : (
                  // In a row of its own: beside the others it would go to the next row once the fonts are there.
                  <span className="basis-full">
                    {t('before')}{' '}
                    {before.map((each, index) => (
                      <Fragment key={each.id}>
                        {index === 0 ? null : ', '}
                        <TextLink href={`/topics/${each.id}`}>{each.title[locale]}</TextLink>
                      </Fragment>
                    ))}
                  </span>
                )}
              </div>
            }
          />
          <div className="grid gap-x-14 lg:grid-cols-[12rem_minmax(0,1fr)]">
            <LessonContents sections={sections} />
            <div className="min-w-0">
              <ReadingPosition topicId={topic.id} path={lessonPath(topic, lesson)} sections={sections} />
              <article className="flex min-w-0 flex-col gap-[clamp(3.5rem,2rem+4vw,5.5rem)]">
                <LessonProvider
                  lesson={{
                    topicId: topic.id,
                    sections: sections.map((section) => ({ ...section, reached: reachedIn(section.id) })),
                    sources: sources.map(({ id, title, url }) => ({ id, title, url })),
                    attempt: { start: beginAttempt, hint: askHint, handIn: handInQuiz, discard: discardQuiz },
                  }}
                >
                  <Lesson components={lessonComponents(material)} />
                </LessonProvider>
                <LessonEnd topic={topic} lesson={lesson} topics={catalogue} />
                <LessonSources sources={sources} />
              </article>
            </div>
          </div>
        </PageContainer>
      </Texts>
    </OwnTopicProvider>
  );
}
