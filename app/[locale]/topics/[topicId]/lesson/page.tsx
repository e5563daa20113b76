import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { lessonComponents } from '@/components/mdx/lesson-components';
import { LessonContents } from '@/components/mdx/lesson-contents';
import { LessonProvider } from '@/components/mdx/lesson-context';
import { LessonSources } from '@/components/mdx/lesson-sources';
import { ReadingPosition } from '@/components/mdx/reading-position';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Callout } from '@/components/ui/callout';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { database } from '@/server/database';
import { sectionsRead } from '@/server/progress';
import { readingPosition } from '@/server/reading-position';
import { currentUser } from '@/server/session';
import { askHint, startSitting } from '../quiz/actions';
import { glossaryOf } from './glossary-of';
import { LessonEnd } from './lesson-end';

type Props = PageProps<'/[locale]/topics/[topicId]/lesson'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, topic, locale] = await Promise.all([getTranslations('lesson'), topicOf(props), getLocale()]);
  return { title: t('title', { topic: topic.title[locale] }), description: topic.summary[locale] };
}

export default async function LessonPage(props: Props) {
  const [t, locale, topic, user, catalogue] = await Promise.all([
    getTranslations('lesson'),
    getLocale(),
    topicOf(props),
    currentUser(),
    topics(),
  ]);
  const db = user ? await database() : null;
  const [read, kept] =
    user && db
      ? await Promise.all([sectionsRead(db, user.id, topic.id), readingPosition(db, user.id, topic.id)])
      : [null, null];
  const sections = topic.sections.map(({ id, title }) => ({ id, title: title[locale] }));
  const { default: Lesson } = await import(`@/content/${topic.id}/lesson.${locale}.mdx`);
  const here = `/topics/${topic.id}`;
  const before = topic.prerequisites.flatMap((id) => catalogue.get(id) ?? []);

  return (
    <PageContainer>
      <PageHeader
        title={topic.title[locale]}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: here },
        ]}
        meta={
          <div className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-text-muted">
            <span>{t('minutes', { minutes: topic.minutes })}</span>
            {before.length === 0 ? null : (
              <span>
                {t('before')}{' '}
                {before.map((each, index) => (
                  <Fragment key={each.id}>
                    {index === 0 ? null : ', '}
                    <TextLink href={`/topics/${each.id}/lesson`}>{each.title[locale]}</TextLink>
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
          <ReadingPosition topicId={topic.id} sections={sections} kept={kept} isSignedIn={user !== null} />
          <article className="flex min-w-0 flex-col gap-[clamp(3.5rem,2rem+4vw,5.5rem)]">
            {user ? null : (
              <div className="prose-interleave print:hidden">
                <Callout>
                  <p>
                    {t('signedOut')}{' '}
                    <TextLink href={`/sign-in?next=${encodeURIComponent(`${here}/lesson`)}`}>{t('signIn')}</TextLink>
                  </p>
                </Callout>
              </div>
            )}
            <LessonProvider
              lesson={{
                topicId: topic.id,
                sections,
                sources: topic.sources,
                read,
                sitting: user ? { start: startSitting, hint: askHint } : null,
              }}
            >
              <Lesson components={lessonComponents(glossaryOf(catalogue.values(), locale))} />
            </LessonProvider>
            <LessonEnd topic={topic} topics={catalogue} userId={user?.id ?? null} />
            <LessonSources sources={topic.sources} />
          </article>
        </div>
      </div>
    </PageContainer>
  );
}
