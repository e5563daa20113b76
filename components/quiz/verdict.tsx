'use client';

import { useTranslations } from 'next-intl';
import { Callout } from '@/components/ui/callout';
import type { PublicItem, Reveal } from '@/quiz/score';
import { Beliefs } from './beliefs';
import { LeadReasons } from './lead-reasons';
import { decisiveMoment, leadMoment, SeeItHappen } from './see-it-happen';
import { SourceNote } from './source-note';
import type { QuizSource, Told } from './types';

interface VerdictProps {
  readonly item: PublicItem;
  readonly told: Told;
  /** What was given: an answer, "I don't know", or nothing. */
  readonly given?: 'answer' | 'unknown' | 'none';
  readonly sources: readonly QuizSource[];
}

/** How an answer turned out as a whole, where that can be checked, and the run that shows why. */
export function Verdict({ item, told, given = 'answer', sources }: VerdictProps) {
  const t = useTranslations('quiz');
  const { earned, total } = told.score;
  const verdict = earned === total ? 'right' : earned === 0 ? 'wrong' : 'partly';
  const tone = given === 'unknown' ? 'info' : ({ right: 'success', partly: 'warn', wrong: 'danger' } as const)[verdict];
  const shown = told.reveal ?? told.lead ?? null;
  const seen = told.reveal ? momentBeside(item, told.reveal) : told.lead ? leadMoment(told.lead) : null;
  return (
    <div className="flex flex-col gap-4">
      <Callout live tone={tone} title={t(`verdict.${given === 'answer' ? verdict : given}`)}>
        <p>
          {t('points', { earned: told.credit, total })}
          {given === 'none' ? null : ` · ${t('saved')}`}
        </p>
        {told.credit < earned ? <p>{t('helped', { lost: earned - told.credit })}</p> : null}
        {told.lead ? <LeadReasons item={item} lead={told.lead} /> : null}
        {shown ? <SourceNote source={shown.source} sources={sources} /> : null}
      </Callout>
      {told.beliefs === undefined || told.beliefs.length === 0 ? null : <Beliefs beliefs={told.beliefs} />}
      {seen === null ? null : <SeeItHappen {...seen} />}
    </div>
  );
}

/** The runs of a prediction and of configurations are in the question itself. */
function momentBeside(item: PublicItem, reveal: Reveal) {
  return item.type === 'predict-then-run' || item.type === 'choose-a-configuration'
    ? null
    : decisiveMoment(item, reveal);
}
