import { getLocale, getTranslations } from 'next-intl/server';
import { StackMap } from '@/components/home/stack-map';
import { Lab } from '@/components/mdx/lab';
import type { OwnCourse } from '@/components/reader/own';
import { PageContainer } from '@/components/site/page-container';
import { ContinueCard } from '@/components/topic/continue-card';
import { ButtonLink } from '@/components/ui/button';
import { course } from './course';

/** The home page; `own` is what its reader has done, null for everyone else. */
export async function HomeView({ own }: { readonly own: OwnCourse | null }) {
  const locale = await getLocale();
  const [t, topics] = await Promise.all([getTranslations('home'), course(locale)]);
  const next = own?.next ?? null;
  const steps = ['read', 'run', 'answer'] as const;
  const mapped = topics.map(({ number, title, lesson }) => [
    number,
    { number, title, href: lesson?.href ?? null, mastery: own?.byTopic[lesson?.topicId ?? '']?.mastery ?? null },
  ]);

  return (
    <PageContainer className="flex flex-col gap-section">
      <div className="flex flex-col items-start gap-6 pt-4">
        <h1 className="max-w-[11.7em] text-5xl">{t('title')}</h1>
        <p className="max-w-[31em] text-lg text-text-muted">{t('lead')}</p>
        {next === null ? (
          <div className="flex flex-wrap gap-3">
            <ButtonLink href="/topics" size="lg">
              {t('topics')}
            </ButtonLink>
            <ButtonLink href="/placement" variant="secondary" size="lg">
              {t('placement')}
            </ButtonLink>
          </div>
        ) : (
          <ContinueCard href={next.href} topic={next.topicTitle[locale]} section={next.sectionTitle[locale]} isBegun />
        )}
      </div>
      <section aria-labelledby="stack" className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <h2 id="stack" className="text-2xl">
            {t('map.title')}
          </h2>
          <p className="max-w-[38em] text-text-muted">{t('map.lead')}</p>
        </div>
        <StackMap topics={Object.fromEntries(mapped)} />
      </section>
      <section aria-labelledby="try" className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <h2 id="try" className="text-2xl">
            {t('labTitle')}
          </h2>
          <p className="max-w-[36em] text-text-muted">{t('labLead')}</p>
        </div>
        <Lab id="raft" scenario="first-election" />
      </section>
      <section aria-labelledby="steps" className="flex flex-col gap-6">
        <h2 id="steps" className="text-2xl">
          {t('stepsTitle')}
        </h2>
        <ol className="grid gap-x-10 gap-y-8 md:grid-cols-3">
          {steps.map((step, index) => (
            <li key={step} className="flex flex-col gap-2 border-border-strong border-t pt-4">
              <h3 className="text-lg">
                <span className="mr-2 text-text-subtle tabular-nums">{index + 1}</span>
                {t(`steps.${step}.title`)}
              </h3>
              <p className="text-text-muted">{t(`steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
    </PageContainer>
  );
}
