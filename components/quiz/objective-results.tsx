'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { roundPoints } from '@/quiz/behaviour';
import type { PublicItem } from '@/quiz/score';
import { decisiveMoment, SeeItHappen } from './see-it-happen';
import type { AnsweredItem, QuizObjective } from './types';

interface ObjectiveResultsProps {
  readonly topicId: string;
  readonly objectives: readonly QuizObjective[];
  readonly items: readonly PublicItem[];
  readonly answered: ReadonlyMap<string, AnsweredItem>;
}

/** What was earned of each objective; of one that is not wholly known yet, what to read, to practise and to watch. */
export function ObjectiveResults({ topicId, objectives, items, answered }: ObjectiveResultsProps) {
  const t = useTranslations('quiz.objectives');
  const tQuiz = useTranslations('quiz');
  return (
    <section aria-labelledby="objective-results" className="flex flex-col gap-3">
      <h3 id="objective-results" className="text-lg">
        {t('title')}
      </h3>
      <ul className="flex flex-col divide-y divide-border border-border border-y">
        {objectives.flatMap((objective) => {
          const own = items.filter((item) => item.objective === objective.id);
          if (own.length === 0) return [];
          const told = own.flatMap(({ id }) => answered.get(id)?.told ?? []);
          const earned = roundPoints(told.reduce((sum, { credit }) => sum + credit, 0));
          const total = told.reduce((sum, { score }) => sum + score.total, 0);
          const isKnown = earned === total;
          const moment = isKnown ? null : momentOf(own, answered);
          const { section } = objective;
          return [
            <li key={objective.id} className="flex flex-col gap-3 py-4">
              <div className="flex flex-col items-start gap-2 sm:flex-row sm:items-baseline sm:gap-4">
                <span className="min-w-0 flex-1 text-pretty">{objective.text}</span>
                <Badge tone={isKnown ? 'success' : earned === 0 ? 'danger' : 'warn'}>
                  {tQuiz('points', { earned, total })}
                </Badge>
              </div>
              {isKnown ? null : (
                <div className="flex flex-wrap gap-2">
                  <ButtonLink href={section.href} variant="secondary">
                    {t('readAgain', { section: section.title })}
                  </ButtonLink>
                  <ButtonLink href={`/topics/${topicId}/practice?objective=${objective.id}`} variant="secondary">
                    {t('practise')}
                  </ButtonLink>
                  {moment === null ? null : <SeeItHappen {...moment} />}
                </div>
              )}
            </li>,
          ];
        })}
      </ul>
    </section>
  );
}

/** The run of the first of these items that was not wholly right, else of any of them; null where none has one. */
function momentOf(items: readonly PublicItem[], answered: ObjectiveResultsProps['answered']) {
  const isRight = ({ id }: PublicItem) => {
    const told = answered.get(id)?.told;
    return told?.credit === told?.score.total;
  };
  const weakFirst = [...items.filter((item) => !isRight(item)), ...items.filter(isRight)];
  for (const item of weakFirst) {
    const reveal = answered.get(item.id)?.told?.reveal;
    const moment = reveal ? decisiveMoment(item, reveal) : null;
    if (moment !== null) return moment;
  }
  return null;
}
