import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { OwnCourseProvider } from '@/components/reader/own-context';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { measured } from '@/components/topic/course-topic';
import { PathProgress } from '@/components/topic/path-progress';
import { PathStart } from '@/components/topic/path-start';
import { PathTopic } from '@/components/topic/path-topic';
import { isPathId, paths } from '@/content/paths';
import { Texts } from '@/lib/i18n/texts';
import { course, topicsByNumber } from '../../course';

type Props = PageProps<'/[locale]/paths/[pathId]'>;

async function pathOf({ params }: Props) {
  const { pathId } = await params;
  if (!isPathId(pathId)) notFound();
  return paths.find(({ id }) => id === pathId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, path] = await Promise.all([getTranslations('paths'), pathOf(props)]);
  return { title: t(`names.${path.id}.title`), description: t(`names.${path.id}.lead`) };
}

export function generateStaticParams() {
  return paths.map(({ id }) => ({ pathId: id }));
}

/** One path: its topics in order, those still being written among them. */
export default async function PathPage(props: Props) {
  const [path, locale] = await Promise.all([pathOf(props), getLocale()]);
  const [t, shown] = await Promise.all([getTranslations('paths'), course(locale)]);
  const topics = topicsByNumber(shown, path.topics);
  const lessons = topics.flatMap(({ lesson }) => (lesson === null ? [] : [{ ...measured(lesson), href: lesson.href }]));
  const stages = 'steps' in path ? path.steps : [{ id: null, topics: path.topics }];
  const titles = new Map(shown.map(({ number, title }) => [number, title]));

  return (
    <OwnCourseProvider>
      <Texts namespaces={['paths', 'topics', 'mastery.levels']}>
        <PageContainer>
          <PageHeader
            title={t(`names.${path.id}.title`)}
            lead={t(`names.${path.id}.lead`)}
            breadcrumb={[{ label: t('catalogue'), href: '/topics' }]}
            meta={<PathProgress topics={topics} />}
            actions={lessons.length === 0 ? null : <PathStart lessons={lessons} />}
          />
          <div className="flex max-w-3xl flex-col gap-10">
            {stages.map((stage, index) => (
              <section key={stage.id ?? 'all'} className="flex flex-col gap-4">
                {stage.id === null ? null : (
                  <h2 className="text-xl">{t('step', { number: index + 1, name: t(`steps.${stage.id}`) })}</h2>
                )}
                <ol className="flex flex-col gap-4">
                  {topicsByNumber(shown, stage.topics).map((topic) => (
                    <PathTopic
                      key={topic.number}
                      topic={topic}
                      level={stage.id === null ? 2 : 3}
                      needs={topic.prerequisites.map((number) => titles.get(number) ?? number)}
                    />
                  ))}
                </ol>
              </section>
            ))}
          </div>
        </PageContainer>
      </Texts>
    </OwnCourseProvider>
  );
}
