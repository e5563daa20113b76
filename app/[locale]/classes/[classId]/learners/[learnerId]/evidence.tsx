import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { OwnDate } from '@/components/ui/own-date';
import { TextLink } from '@/components/ui/text-link';
import { topics } from '@/content/catalog';
import { learnerAttempts, learnerPredictions, learnerReviews, learnerRuns } from '@/server/class-evidence';
import type { ClassLearner } from '@/server/class-learner';
import { database } from '@/server/database';
import { isLabId } from '@/sim/catalog';
import { challengeTitles } from '../../challenge-titles';

interface EvidenceProps {
  readonly learner: ClassLearner;
  /** The learner's page, without the language. */
  readonly href: string;
}

/** What a learner did while in the class, in detail: attempts, runs, predictions, reviews. */
export function Evidence(props: EvidenceProps) {
  return (
    <>
      <Attempts {...props} />
      <Runs {...props} />
      <Predictions {...props} />
      <Reviews {...props} />
    </>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

function Part({ id, title, lead, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      {lead === undefined ? null : <p className="text-text-muted">{lead}</p>}
      {children}
    </section>
  );
}

const Nothing = ({ children }: { readonly children: ReactNode }) => <p className="text-text-muted">{children}</p>;

const When = ({ at }: { readonly at: Date }) => <OwnDate at={at} dateStyle="medium" timeStyle="short" />;

async function Attempts({ learner, href }: EvidenceProps) {
  const [t, format, locale, catalogue, db] = await Promise.all([
    getTranslations('class.member'),
    getFormatter(),
    getLocale(),
    topics(),
    database(),
  ]);
  const attempts = await learnerAttempts(db, learner);
  return (
    <Part id="attempts" title={t('attempts')}>
      {attempts.length === 0 ? (
        <Nothing>{t('noAttempts')}</Nothing>
      ) : (
        <DataTable
          caption={t('attempts')}
          rows={attempts}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'topic',
              header: t('attemptColumns.topic'),
              cell: ({ topicId }) => catalogue.get(topicId)?.title[locale] ?? topicId,
            },
            { key: 'kind', header: t('attemptColumns.kind'), cell: ({ behaviour }) => t(`behaviours.${behaviour}`) },
            { key: 'at', header: t('attemptColumns.at'), cell: ({ startedAt }) => <When at={startedAt} /> },
            {
              key: 'points',
              header: t('attemptColumns.points'),
              numeric: true,
              cell: ({ finishedAt, earned, total }) =>
                finishedAt === null || earned === null || total === null
                  ? t('unfinished')
                  : t('points', { earned: format.number(earned, { maximumFractionDigits: 1 }), total }),
            },
            {
              key: 'open',
              header: t('attemptColumns.open'),
              cell: ({ id }) => <TextLink href={`${href}/attempts/${id}`}>{t('openAttempt')}</TextLink>,
            },
          ]}
        />
      )}
    </Part>
  );
}

async function Runs({ learner }: EvidenceProps) {
  const [t, tAll, db] = await Promise.all([getTranslations('class.member'), getTranslations(), database()]);
  const [runs, challengeTitle] = await Promise.all([learnerRuns(db, learner), challengeTitles()]);
  return (
    <Part id="runs" title={t('runs')} lead={t('runsLead')}>
      {runs.length === 0 ? (
        <Nothing>{t('noRuns')}</Nothing>
      ) : (
        <DataTable
          caption={t('runs')}
          rows={runs}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'lab',
              header: t('runColumns.lab'),
              cell: ({ labId }) => (isLabId(labId) ? tAll(`labs.${labId}.name`) : labId),
            },
            {
              key: 'what',
              header: t('runColumns.what'),
              cell: ({ labId, challengeId, commands, spentMs, steps, violations }) => {
                if (challengeId !== null) {
                  const about = { challenge: challengeTitle(labId, challengeId), commands: commands ?? 0 };
                  if (spentMs === null) return t('met', about);
                  return t('tried', { ...about, minutes: Math.ceil(spentMs / 60_000) });
                }
                return violations
                  ? t('keptBroken', { steps: steps ?? 0, violations })
                  : t('kept', { steps: steps ?? 0 });
              },
            },
            { key: 'at', header: t('runColumns.at'), cell: ({ at }) => <When at={at} /> },
            {
              key: 'open',
              header: t('runColumns.open'),
              cell: ({ href }) => (href === null ? t('oldRun') : <TextLink href={href}>{t('openRun')}</TextLink>),
            },
          ]}
        />
      )}
    </Part>
  );
}

async function Predictions({ learner }: EvidenceProps) {
  const [t, tAll, locale, catalogue, db] = await Promise.all([
    getTranslations('class.member'),
    getTranslations(),
    getLocale(),
    topics(),
    database(),
  ]);
  const predictions = await learnerPredictions(db, learner);
  const where = (topicId: string | null, labId: string | null) => {
    if (topicId !== null) return catalogue.get(topicId)?.title[locale] ?? topicId;
    return labId !== null && isLabId(labId) ? tAll(`labs.${labId}.name`) : labId;
  };
  return (
    <Part id="predictions" title={t('predictions')}>
      {predictions.length === 0 ? (
        <Nothing>{t('noPredictions')}</Nothing>
      ) : (
        <DataTable
          caption={t('predictions')}
          rows={predictions}
          rowKey={({ topicId, labId, predictionId }) => `${topicId} ${labId} ${predictionId}`}
          columns={[
            { key: 'where', header: t('predictionColumns.where'), cell: ({ topicId, labId }) => where(topicId, labId) },
            { key: 'question', header: t('predictionColumns.question'), cell: ({ predictionId }) => predictionId },
            { key: 'given', header: t('predictionColumns.given'), cell: ({ given }) => given },
            {
              key: 'outcome',
              header: t('predictionColumns.outcome'),
              cell: ({ isRight, outcome }) => {
                if (isRight) return t('right');
                return outcome === null ? t('wrong') : t('wrongWas', { outcome });
              },
            },
            { key: 'at', header: t('predictionColumns.at'), cell: ({ at }) => <When at={at} /> },
          ]}
        />
      )}
    </Part>
  );
}

async function Reviews({ learner }: EvidenceProps) {
  const [t, format, db] = await Promise.all([getTranslations('class.member'), getFormatter(), database()]);
  const { reviews, again, lastAt } = await learnerReviews(db, learner);
  return (
    <Part id="reviews" title={t('reviews')}>
      {lastAt === null ? (
        <Nothing>{t('noReviews')}</Nothing>
      ) : (
        <p>{t('reviewsDone', { reviews, again, last: format.dateTime(lastAt, { dateStyle: 'medium' }) })}</p>
      )}
    </Part>
  );
}
