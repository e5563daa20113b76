import { Check } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { topics } from '@/content/catalog';
import { Link } from '@/lib/i18n/navigation';
import { quizItemCount } from '@/quiz/draw';
import { database } from '@/server/database';
import { sectionsRead } from '@/server/progress';
import { currentUser } from '@/server/session';

type Props = PageProps<'/[locale]/topics/[topicId]'>;

async function topicOf({ params }: Props) {
  return (await topics()).get((await params).topicId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [topic, locale] = await Promise.all([topicOf(props), getLocale()]);
  return { title: topic.title[locale], description: topic.summary[locale] };
}

export default async function TopicPage(props: Props) {
  const [t, locale, topic, user] = await Promise.all([
    getTranslations('topic'),
    getLocale(),
    topicOf(props),
    currentUser(),
  ]);
  const read = new Set(user ? await sectionsRead(await database(), user.id, topic.id) : []);
  const next = topic.sections.find((section) => !read.has(section.id)) ?? topic.sections[0];
  const lesson = `/topics/${topic.id}/lesson`;

  return (
    <PageContainer>
      <PageHeader
        title={topic.title[locale]}
        lead={topic.summary[locale]}
        breadcrumb={[{ label: t('catalogue'), href: '/topics' }]}
        meta={<span className="text-sm text-text-muted">{t('minutes', { minutes: topic.minutes })}</span>}
        actions={
          <ButtonLink href={read.size > 0 && next ? `${lesson}#${next.id}` : lesson} size="lg">
            {t(read.size > 0 ? 'continue' : 'start')}
          </ButtonLink>
        }
      />
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-12">
          <section aria-labelledby="contents" className="flex flex-col gap-4">
            <h2 id="contents" className="text-xl">
              {t('contents')}
            </h2>
            <ol className="flex flex-col divide-y divide-border border-y border-border">
              {topic.sections.map((section, index) => (
                <li key={section.id}>
                  <Link
                    href={`${lesson}#${section.id}`}
                    className="group flex min-h-control items-center gap-4 py-3 no-underline"
                  >
                    <span className="w-6 text-text-subtle text-sm tabular-nums">{index + 1}</span>
                    <span className="flex-1 group-hover:text-accent">{section.title[locale]}</span>
                    {read.has(section.id) ? (
                      <span className="flex items-center gap-1 text-sm text-success">
                        <Check aria-hidden="true" className="size-4" />
                        {t('read')}
                      </span>
                    ) : (
                      <VisuallyHidden>{t('unread')}</VisuallyHidden>
                    )}
                  </Link>
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
  );
}
