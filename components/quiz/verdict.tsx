'use client';

import { CirclePlay } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SavedMoment } from '@/components/labs/saved-moment';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { lazyPart } from '@/components/ui/lazy-part';
import type { Lead, PublicItem, Reveal } from '@/quiz/score';
import { LeadReasons } from './lead-reasons';
import { SourceNote } from './source-note';
import type { QuizSource, Told } from './types';

const LabMoment = lazyPart(
  () => import('@/components/labs/lab-moment').then((module) => module.LabMoment),
  <div className="min-h-40" />,
);

interface VerdictProps {
  readonly item: PublicItem;
  readonly told: Told;
  readonly isUnanswered?: boolean;
  readonly sources: readonly QuizSource[];
}

/** How an answer turned out as a whole, where that can be checked, and the run that shows why. */
export function Verdict({ item, told, isUnanswered = false, sources }: VerdictProps) {
  const t = useTranslations('quiz');
  const { earned, total } = told.score;
  const verdict = earned === total ? 'right' : earned === 0 ? 'wrong' : 'partly';
  const tone = { right: 'success', partly: 'warn', wrong: 'danger' } as const;
  const shown = told.reveal ?? told.lead ?? null;
  const seen = told.reveal ? decisiveMoment(item, told.reveal) : told.lead ? leadMoment(told.lead) : null;
  return (
    <div className="flex flex-col gap-4">
      <Callout live tone={tone[verdict]} title={t(`verdict.${isUnanswered ? 'none' : verdict}`)}>
        <p>
          {t('points', { earned: told.credit, total })}
          {isUnanswered ? null : ` · ${t('saved')}`}
        </p>
        {told.credit < earned ? <p>{t('helped', { lost: earned - told.credit })}</p> : null}
        {told.lead ? <LeadReasons item={item} lead={told.lead} /> : null}
        {shown ? <SourceNote source={shown.source} sources={sources} /> : null}
      </Callout>
      {seen === null ? null : <SeeItHappen {...seen} />}
    </div>
  );
}

interface Moment {
  readonly labId: string;
  readonly moment: SavedMoment;
}

/** The run that shows why: a generated question's own, or the one its author names. */
function decisiveMoment(item: PublicItem, reveal: Reveal): Moment | null {
  if (item.type === 'generated' && reveal.type === 'generated') {
    const { recording, step } = reveal.solution.proof;
    return { labId: item.body.lab, moment: { type: 'recording', recording, step } };
  }
  if (reveal.seeItHappen === null) return null;
  const { lab, scenario, step } = reveal.seeItHappen;
  return { labId: lab, moment: { type: 'scenario', scenario, step } };
}

function leadMoment({ proof, seeItHappen }: Lead): Moment | null {
  if (proof !== null) {
    return { labId: proof.lab, moment: { type: 'recording', recording: proof.recording, step: proof.step } };
  }
  if (seeItHappen === null) return null;
  const { lab, scenario, step } = seeItHappen;
  return { labId: lab, moment: { type: 'scenario', scenario, step } };
}

function SeeItHappen({ labId, moment }: Moment) {
  const t = useTranslations('quiz');
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <LabMoment labId={labId} moment={moment} />;
  return (
    <Button
      variant="secondary"
      className="self-start"
      icon={<CirclePlay aria-hidden="true" className="size-4" />}
      onClick={() => setIsOpen(true)}
    >
      {t('seeItHappen')}
    </Button>
  );
}
