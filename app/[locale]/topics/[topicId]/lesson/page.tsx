import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { LessonForward } from '@/components/topic/lesson-forward';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { lessonPath, sectionPath } from '@/content/lesson-path';

type Props = PageProps<'/[locale]/topics/[topicId]/lesson'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateStaticParams() {
  return [...(await topics()).keys()].map((topicId) => ({ topicId }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [topic, locale] = await Promise.all([topicOf(props), getLocale()]);
  return { title: topic.title[locale], robots: { index: false } };
}

/** Where a topic's lesson was while it had only one: leads on to the lesson that has the section, else to the first. */
export default async function OldLessonPage(props: Props) {
  const [t, locale, topic] = await Promise.all([getTranslations('lesson'), getLocale(), topicOf(props)]);
  const sections = Object.fromEntries(topic.sections.map(({ id }) => [id, sectionPath(topic, id) ?? '']));
  const [first] = topic.lessons;
  return (
    <PageContainer>
      <PageHeader
        title={topic.title[locale]}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: `/topics/${topic.id}` },
        ]}
      />
      {first === undefined ? null : <LessonForward sections={sections} first={lessonPath(topic, first)} />}
      <h2 className="mb-4 text-xl">{t('choose')}</h2>
      <ol className="flex list-decimal flex-col gap-3 pl-5">
        {topic.lessons.map((lesson) => (
          <li key={lesson.id}>
            <TextLink href={lessonPath(topic, lesson)}>{lesson.title[locale]}</TextLink>
          </li>
        ))}
      </ol>
    </PageContainer>
  );
}
