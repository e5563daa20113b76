import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { OwnTopicProvider } from '@/components/reader/own-context';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { SectionMark, TopicStart } from '@/components/topic/topic-own';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { lessonPath, sectionPath } from '@/content/lesson-path';
import { Link } from '@/lib/i18n/navigation';
import { Texts } from '@/lib/i18n/texts';
import { quizItemCount } from '@/quiz/draw';

type Props = PageProps<'/[locale]/topics/[topicId]'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateStaticParams() {
  return [...(await topics()).keys()].map((topicId) => ({ topicId }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [topic, locale] = await Promise.all([topicOf(props), getLocale()]);
  return { title: topic.title[locale], description: topic.summary[locale] };
}

export default async function TopicPage(props: Props) {
  const [t, locale, topic, catalogue] = await Promise.all([
    getTranslations('topic'),
    getLocale(),
    topicOf(props),
    topics(),
  ]);
  const before = topic.prerequisites.flatMap((id) => catalogue.get(id) ?? []);
  const sections = topic.sections.map(({ id }) => ({ id, href: sectionPath(topic, id) ?? '' }));

  return (
    <OwnTopicProvider topicId={topic.id}>
      <Texts namespaces={['topic']}>
        <PageContainer>
          <PageHeader
            title={topic.title[locale]}
            lead={topic.summary[locale]}
            breadcrumb={[{ label: t('catalogue'), href: '/topics' }]}
            meta={
              <div className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-text-muted">
                <span>{t('minutes', { minutes: topic.minutes })}</span>
                {before.length === 0 ? null : (
                  <span>
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
            actions={<TopicStart sections={sections} />}
          />
          <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="flex flex-col gap-12">
              <section aria-labelledby="contents" className="flex flex-col gap-4">
                <h2 id="contents" className="text-xl">
                  {t('contents')}
                </h2>
                <ol className="flex flex-col gap-8">
                  {topic.lessons.map((lesson, index) => (
                    <li key={lesson.id} className="flex flex-col gap-2">
                      <h3 className="flex items-baseline gap-4 text-lg">
                        <span className="w-6 text-text-subtle text-sm tabular-nums">{index + 1}</span>
                        <TextLink
                          href={lessonPath(topic, lesson)}
                          tone="quiet"
                          className="flex-1 no-underline hover:underline"
                        >
                          {lesson.title[locale]}
                        </TextLink>
                        <span className="font-normal text-sm text-text-muted">
                          {t('minutes', { minutes: lesson.minutes })}
                        </span>
                      </h3>
                      <ul className="flex flex-col divide-y divide-border border-y border-border">
                        {lesson.sections.map((section) => (
                          <li key={section.id}>
                            <Link
                              href={`${lessonPath(topic, lesson)}#${section.id}`}
                              className="group flex min-h-control items-center gap-4 py-2 pl-10 no-underline"
                            >
                              <span className="flex-1 group-hover:text-accent">{section.title[locale]}</span>
                              <SectionMark sectionId={section.id} />
                            </Link>
                          </li>
                        ))}
                      </ul>
                    </li>
                  ))}
                </ol>
                <div className="flex flex-wrap gap-3">
                  <ButtonLink href={`/topics/${topic.id}/quiz`} variant="secondary">
                    {t('quiz', { count: quizItemCount(topic.quiz) })}
                  </ButtonLink>
                  <ButtonLink href={`/topics/${topic.id}/practice`} variant="secondary">
                    {t('practice')}
                  </ButtonLink>
                  {topic.labs.map((lab) => (
                    <ButtonLink key={lab} href={`/labs/${lab}`} variant="secondary">
                      {t('lab')}
                    </ButtonLink>
                  ))}
                </div>
              </section>
            </div>
            <div className="flex flex-col gap-12">
              <section aria-labelledby="objectives" className="flex flex-col gap-4">
                <h2 id="objectives" className="text-xl">
                  {t('objectives')}
                </h2>
                <ul className="flex list-disc flex-col gap-2 pl-5 text-text-muted marker:text-text-subtle">
                  {topic.objectives.map((objective) => (
                    <li key={objective.id}>{objective.text[locale]}</li>
                  ))}
                </ul>
              </section>
              <section aria-labelledby="sources" className="flex flex-col gap-4">
                <h2 id="sources" className="text-xl">
                  {t('sources')}
                </h2>
                <ul className="flex flex-col gap-3 text-sm text-text-muted">
                  {topic.sources.map((source) => (
                    <li key={source.id}>
                      {source.url ? (
                        <TextLink href={source.url} tone="quiet">
                          {source.title}
                        </TextLink>
                      ) : (
                        source.title
                      )}
                      <br />
                      {source.authors}. {source.where}
                    </li>
                  ))}
                </ul>
              </section>
            </div>
          </div>
        </PageContainer>
      </Texts>
    </OwnTopicProvider>
  );
}
