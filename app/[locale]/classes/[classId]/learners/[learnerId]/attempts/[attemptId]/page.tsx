import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { topics } from '@/content/catalog';
import { Texts } from '@/lib/i18n/texts';
import { learnerAttempt } from '@/server/class-evidence';
import { learnerIn } from '@/server/class-learner';
import { database } from '@/server/database';
import { highlightItems } from '@/server/highlight';
import { learnerName } from '../../../../learner-name';
import { openedClassAs } from '../../../../opened-class';
import { AnsweredQuestion } from './answered-question';

type Props = PageProps<'/[locale]/classes/[classId]/learners/[learnerId]/attempts/[attemptId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await openedClassAs((await params).classId, 'see learners')).access.name };
}

/** A learner's quiz, question by question, as the learner saw it. */
export default async function AttemptPage({ params }: Props) {
  const { classId, learnerId, attemptId } = await params;
  const { access } = await openedClassAs(classId, 'see learners');
  const db = await database();
  const learner = await learnerIn(db, access, learnerId);
  const attempt = learner && (await learnerAttempt(db, learner, attemptId));
  if (learner === null || attempt === null) notFound();
  const [t, locale, catalogue] = await Promise.all([getTranslations('class'), getLocale(), topics()]);
  const code = await highlightItems(attempt.questions.map(({ item }) => item));
  const name = learnerName(learner, (values) => t('unnamed', values));
  const topic = catalogue.get(attempt.topicId)?.title[locale] ?? attempt.topicId;
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('member.attemptTitle', { name, topic })}
        breadcrumb={[
          { label: access.name, href: `/classes/${classId}` },
          { label: name, href: `/classes/${classId}/learners/${learnerId}` },
        ]}
      />
      <Texts namespaces={['quiz', 'lab.loadFailed']}>
        <ol className="flex flex-col gap-14">
          {attempt.questions.map(({ item, answered, confidence }, index) => {
            const number = t('member.question', { number: index + 1 });
            const sure = confidence === 1 || confidence === 2 || confidence === 3 ? confidence : null;
            const kicker = sure === null ? number : `${number} · ${t(`member.confidence.${sure}`)}`;
            const isShown = answered?.told?.reveal != null;
            return (
              <li key={item.id}>
                {isShown && answered.told?.reveal ? (
                  <AnsweredQuestion
                    kicker={`${kicker} · `}
                    item={item}
                    code={code[item.id]}
                    response={answered.response}
                    told={{ ...answered.told, reveal: answered.told.reveal }}
                  />
                ) : (
                  <p className="text-text-muted">
                    {number}: {t('member.unanswered')}
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      </Texts>
    </PageContainer>
  );
}
