'use client';

import { CirclePlay } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SavedMoment } from '@/components/labs/saved-moment';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/lazy-part';
import type { Lead, PublicItem, Reveal } from '@/quiz/score';

const LabMoment = lazyPart(
  () => import('@/components/labs/lab-moment').then((module) => module.LabMoment),
  <div className="min-h-40" />,
);

export interface Moment {
  readonly labId: string;
  readonly moment: SavedMoment;
}

/** The run that shows why: a generated question's own, or the one its author names; null where there is none. */
export function decisiveMoment(item: PublicItem, reveal: Reveal): Moment | null {
  if (item.type === 'generated' && reveal.type === 'generated') {
    const { recording, step } = reveal.solution.proof;
    return { labId: item.body.lab, moment: { type: 'recording', recording, step } };
  }
  if (item.type === 'predict-then-run') {
    return { labId: item.body.lab, moment: { type: 'prediction', prediction: item.body.prediction } };
  }
  if (reveal.type === 'choose-a-configuration' && item.type === reveal.type) {
    const run = reveal.solution.options.find(({ correct }) => correct)?.run ?? null;
    return run && { labId: item.body.lab, moment: { type: 'recording', ...run } };
  }
  return writtenMoment(reveal.seeItHappen);
}

/** The same while there is another try. */
export function leadMoment({ proof, seeItHappen }: Lead): Moment | null {
  if (proof === null) return writtenMoment(seeItHappen);
  return { labId: proof.lab, moment: { type: 'recording', recording: proof.recording, step: proof.step } };
}

function writtenMoment(written: Reveal['seeItHappen']): Moment | null {
  if (written === null) return null;
  const { lab, scenario, step } = written;
  return { labId: lab, moment: { type: 'scenario', scenario, step } };
}

/** A button that opens the run where it stands. */
export function SeeItHappen({ labId, moment, label }: Moment & { readonly label?: string | undefined }) {
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
      {label ?? t('seeItHappen')}
    </Button>
  );
}
