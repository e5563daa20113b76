import { getLocale, getTranslations } from 'next-intl/server';
import type { OwnDay } from '@/app/own-day';
import { HomeAhead } from '@/components/home/home-ahead';
import { HomeCases } from '@/components/home/home-cases';
import { HomeSection } from '@/components/home/home-section';
import { HomeTopic } from '@/components/home/home-topic';
import { liveRun } from '@/components/home/live/cluster-run';
import { LiveCluster } from '@/components/home/live/live-cluster';
import { StackMap } from '@/components/home/stack-map';
import { LabThumbnail } from '@/components/labs/lab-thumbnail';
import type { OwnCourse } from '@/components/reader/own';
import { PageContainer } from '@/components/site/page-container';
import { ButtonLink } from '@/components/ui/button';
import { cases } from '@/content/cases';
import { topics } from '@/content/catalog';
import { course } from './course';
import { HomeDay } from './home-day';
import { shownCase } from './shown-case';

const CASES_SHOWN = 4;

interface HomeViewProps {
  /** What its reader has done, and can do today; null for everyone else. */
  readonly reader: { readonly own: OwnCourse; readonly day: OwnDay } | null;
}

/** The home page. */
export async function HomeView({ reader }: HomeViewProps) {
  const own = reader?.own ?? null;
  const locale = await getLocale();
  const [t, shown, all, catalogue] = await Promise.all([getTranslations('home'), course(locale), cases(), topics()]);
  const mapped = shown.map(({ number, title, lesson, turn }) => [
    number,
    { number, title, href: lesson?.href ?? null, turn, mastery: own?.byTopic[lesson?.topicId ?? '']?.mastery ?? null },
  ]);
  // Those that a lesson tells to their end.
  const told = all.filter(({ lesson, topic }) =>
    [...catalogue.values()].some(
      ({ id, lessons }) => id.startsWith(`${topic}-`) && lessons.some((each) => each.id === lesson),
    ),
  );

  return (
    <PageContainer className="flex flex-col gap-section">
      {reader === null ? <Headline /> : <HomeDay {...reader} />}
      <HomeSection id="now" title={t('now.title')} lead={t('now.lead')}>
        <ul className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
          {shown.map(({ number, title, lesson, labs: [lab] }) =>
            lesson === null ? null : (
              <li key={number} className="*:h-full">
                <HomeTopic topic={{ number, title, lesson }} mastery={own?.byTopic[lesson.topicId]?.mastery ?? null}>
                  {lab === undefined ? null : <LabThumbnail labId={lab.id} />}
                </HomeTopic>
              </li>
            ),
          )}
        </ul>
      </HomeSection>
      <HomeSection id="cases" title={t('cases.title')} lead={t('cases.lead')}>
        <HomeCases cases={told.slice(0, CASES_SHOWN).map((each) => shownCase(each, locale))} />
      </HomeSection>
      <HomeSection id="stack" title={t('map.title')} lead={t('map.lead')}>
        <StackMap topics={Object.fromEntries(mapped)} />
      </HomeSection>
      <HomeAhead topics={shown.filter(({ lesson }) => lesson === null)} />
    </PageContainer>
  );
}

/** What the site is for, said and shown: beside the headline a cluster already runs. */
async function Headline() {
  const [t, rules] = await Promise.all([
    getTranslations('home'),
    getTranslations('labs.raft.explore.rules.electionRestriction'),
  ]);
  const run = liveRun();
  return (
    <div className="grid items-center gap-x-12 gap-y-6 lg:grid-cols-[1fr_minmax(0,28rem)] lg:grid-rows-[auto_1fr] lg:pt-4">
      <div className="flex flex-col gap-5 self-end">
        <h1 className="max-w-[11.7em] text-5xl">{t('title')}</h1>
        <p className="max-w-[31em] text-lg text-text-muted">{t('lead')}</p>
      </div>
      <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <LiveCluster
          first={run.picture()}
          firstNews={{ key: 'leads', values: { server: run.leader ?? '' } }}
          rule={{ title: rules('title'), statement: rules('statement') }}
        />
      </div>
      <div className="flex flex-wrap gap-3 self-start">
        <ButtonLink href="/topics" size="lg">
          {t('topics')}
        </ButtonLink>
        <ButtonLink href="/placement" variant="secondary" size="lg">
          {t('placement')}
        </ButtonLink>
      </div>
    </div>
  );
}
