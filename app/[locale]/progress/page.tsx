import { Sprout } from 'lucide-react';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { masteryOutlines, outlines } from '@/app/outlines';
import { Calibration } from '@/components/quiz/calibration';
import { MasteryNote } from '@/components/quiz/mastery-note';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { TopicProgressCard } from '@/components/topic/topic-progress-card';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { topics } from '@/content/catalog';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { calibrationOf, masteryOf, type TopicMastery } from '@/server/mastery';
import { progressOf } from '@/server/progress';
import { signedIn } from '../signed-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('progress');
  return { title: t('title') };
}

export default async function ProgressPage() {
  const user = await signedIn('/progress');
  const [t, locale, catalogue] = await Promise.all([getTranslations('progress'), getLocale(), topics()]);
  const db = await database();
  const [progress, levels, calibration] = await Promise.all([
    progressOf(db, [user.id], outlines(catalogue.values())),
    masteryOf(db, user.id, masteryOutlines(catalogue.values()), nowMs()),
    calibrationOf(db, user.id),
  ]);
  const all = progress.get(user.id) ?? [];
  const begun = all.filter(
    (each) =>
      each.sectionsRead > 0 ||
      each.labRuns > 0 ||
      each.challenges > 0 ||
      each.predictions.answered > 0 ||
      each.bestQuiz !== null ||
      each.openAnswers !== null,
  );
  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} />
      {begun.length === 0 ? (
        <EmptyState
          icon={Sprout}
          title={t('emptyTitle')}
          description={t('empty')}
          action={<ButtonLink href="/topics">{t('toTopics')}</ButtonLink>}
        />
      ) : (
        <ul className="grid gap-5">
          {begun.map((each) => (
            <li key={each.topicId}>
              <TopicProgressCard
                title={catalogue.get(each.topicId)?.title[locale] ?? each.topicId}
                progress={each}
                mastery={<Mastery topicId={each.topicId} levels={levels} />}
              />
            </li>
          ))}
          {calibration.length === 0 ? null : (
            <li>
              <Calibration degrees={calibration} />
            </li>
          )}
        </ul>
      )}
    </PageContainer>
  );
}

function Mastery({ topicId, levels }: { readonly topicId: string; readonly levels: readonly TopicMastery[] }) {
  const found = levels.find((each) => each.topicId === topicId);
  return found === undefined ? null : (
    <MasteryNote level={found.level} missing={found.missing} evidence={found.evidence} />
  );
}
