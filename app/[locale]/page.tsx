import { getTranslations } from 'next-intl/server';
import { Lab } from '@/components/mdx/lab';
import { PageContainer } from '@/components/site/page-container';
import { ButtonLink } from '@/components/ui/button';
import { topics } from '@/content/catalog';
import { database } from '@/server/database';
import { progressOf } from '@/server/progress';
import { currentUser } from '@/server/session';
import { outlines } from './outlines';

export default async function HomePage() {
  const [t, catalogue, user] = await Promise.all([getTranslations('home'), topics(), currentUser()]);
  const [first] = catalogue.values();
  const progress = user
    ? (await progressOf(await database(), [user.id], outlines(catalogue.values()))).get(user.id)
    : undefined;
  const open = progress?.find((each) => each.sectionsRead > 0 && each.sectionsRead < each.sectionCount);
  const steps = ['read', 'run', 'answer'] as const;

  return (
    <PageContainer className="flex flex-col gap-section">
      <div className="flex flex-col items-start gap-6 pt-4">
        <h1 className="max-w-[18ch] text-5xl">{t('title')}</h1>
        <p className="max-w-[52ch] text-lg text-text-muted">{t('lead')}</p>
        <div className="flex flex-wrap gap-3">
          {open ? (
            <ButtonLink href={`/topics/${open.topicId}`} size="lg">
              {t('continue')}
            </ButtonLink>
          ) : first ? (
            <ButtonLink href={`/topics/${first.id}/lesson`} size="lg">
              {t('start')}
            </ButtonLink>
          ) : null}
          <ButtonLink href="/topics" variant="secondary" size="lg">
            {t('topics')}
          </ButtonLink>
        </div>
      </div>
      <section aria-labelledby="try" className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <h2 id="try" className="text-2xl">
            {t('labTitle')}
          </h2>
          <p className="max-w-[60ch] text-text-muted">{t('labLead')}</p>
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
