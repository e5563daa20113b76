import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { lessonComponents } from '@/components/mdx/lesson-components';
import { LessonContents } from '@/components/mdx/lesson-contents';
import { LessonProvider } from '@/components/mdx/lesson-context';
import { LessonSources } from '@/components/mdx/lesson-sources';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { database } from '@/server/database';
import { sectionsRead } from '@/server/progress';
import { currentUser } from '@/server/session';
import { askHint, startSitting } from '../quiz/actions';
import { glossaryOf } from './glossary-of';

type Props = PageProps<'/[locale]/topics/[topicId]/lesson'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, topic, locale] = await Promise.all([getTranslations('lesson'), topicOf(props), getLocale()]);
  return { title: t('title', { topic: topic.title[locale] }), description: topic.summary[locale] };
}

export default async function LessonPage(props: Props) {
  const [t, locale, topic, user] = await Promise.all([
    getTranslations('lesson'),
    getLocale(),
    topicOf(props),
    currentUser(),
  ]);
  const glossary = glossaryOf((await topics()).values(), locale);
  const read = user ? await sectionsRead(await database(), user.id, topic.id) : null;
  const sections = topic.sections.map(({ id, title }) => ({ id, title: title[locale] }));
  const { default: Lesson } = await import(`@/content/${topic.id}/lesson.${locale}.mdx`);
  const here = `/topics/${topic.id}`;

  return (
    <PageContainer>
      <PageHeader
        title={topic.title[locale]}
        breadcrumb={[
          { label: t('catalogue'), href: '/topics' },
          { label: topic.title[locale], href: here },
        ]}
        meta={<span className="text-sm text-text-muted">{t('minutes', { minutes: topic.minutes })}</span>}
      />
      <div className="grid gap-x-14 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <LessonContents sections={sections} />
        <article className="flex min-w-0 flex-col gap-[clamp(3.5rem,2rem+4vw,5.5rem)]">
          {user ? null : (
            <div className="prose-interleave">
              <Callout>
                {t('signedOut')}{' '}
                <TextLink href={`/sign-in?next=${encodeURIComponent(`${here}/lesson`)}`}>{t('signIn')}</TextLink>
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
            <Lesson components={lessonComponents(glossary)} />
          </LessonProvider>
          <div className="prose-interleave print:hidden">
            <div className="not-prose flex flex-col items-start gap-4 border-border border-t pt-8">
              <h2 className="text-xl">{t('nextTitle')}</h2>
              <p className="text-text-muted">{t('next', { count: topic.quiz.length })}</p>
              <ButtonLink href={`${here}/quiz`} size="lg">
                {t('toQuiz')}
              </ButtonLink>
            </div>
          </div>
          <LessonSources sources={topic.sources} />
        </article>
      </div>
    </PageContainer>
  );
}
