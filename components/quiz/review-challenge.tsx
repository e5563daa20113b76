'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useState } from 'react';
import type { ListedChallenge } from '@/components/lab-shell/run/openable-lab';
import { WithTasks } from '@/components/labs/with-lab';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Button, ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { LabId } from '@/sim/catalog';
import type { DueCard } from './review-types';

const REMEMBERED = ['again', 'hard', 'good', 'easy'] as const;

interface ReviewChallengeProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly card: DueCard;
  readonly onDone: (reviewId: string) => void;
}

/** A lab's challenge that was met once: to be done again, and the learner says how it went. */
export function ReviewChallenge({ ref, card, onDone }: ReviewChallengeProps) {
  const [labId = '', challengeId = ''] = card.ref.split('/');
  return (
    <WithTasks labId={labId}>
      {({ challenges }, id) => (
        <Challenge
          ref={ref}
          cardId={card.id}
          labId={id}
          challengeId={challengeId}
          challenge={challenges.find((each) => each.id === challengeId)}
          onDone={onDone}
        />
      )}
    </WithTasks>
  );
}

interface ChallengeProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly cardId: string;
  readonly labId: LabId;
  readonly challengeId: string;
  /** Undefined for one that the lab no longer has. */
  readonly challenge: ListedChallenge | undefined;
  readonly onDone: (reviewId: string) => void;
}

function Challenge({ ref, cardId, labId, challengeId, challenge, onDone }: ChallengeProps) {
  const t = useTranslations();
  const outbox = useOutbox();
  const [status, setStatus] = useState<'open' | 'sending' | 'saved' | 'waiting' | 'refused'>('open');

  const say = async (remembered: (typeof REMEMBERED)[number]) => {
    if (outbox === null) return;
    setStatus('sending');
    const reviewId = crypto.randomUUID();
    const body = { reviewId, cardId, remembered };
    const { status: sent } = await outbox.send({ id: reviewId, kind: 'challenge-review', body });
    setStatus(sent);
    if (sent !== 'refused') onDone(reviewId);
  };

  return (
    <div className="flex flex-col items-start gap-6">
      <div className="flex flex-col gap-3">
        <p className="text-sm text-text-muted">{t('review.challengeIn', { lab: t(`labs.${labId}.name`) })}</p>
        <h2 ref={ref} tabIndex={-1} className="text-2xl text-pretty">
          {challenge?.text(t).title ?? challengeId}
        </h2>
        <p>{t('review.challengeHow')}</p>
      </div>
      <ButtonLink href={`/labs/${labId}?challenge=${challengeId}`} variant="secondary" target="_blank">
        {t('review.openLab')}
      </ButtonLink>
      {status === 'open' || status === 'sending' ? (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="mb-2 font-semibold">{t('review.howDidItGo')}</legend>
          {REMEMBERED.map((remembered) => (
            <Button
              key={remembered}
              variant="secondary"
              disabled={status === 'sending'}
              onClick={() => void say(remembered)}
            >
              {t(`review.remembered.${remembered}`)}
            </Button>
          ))}
        </fieldset>
      ) : (
        <Callout live tone={status === 'saved' ? 'success' : status === 'waiting' ? 'warn' : 'danger'}>
          {t(status === 'saved' ? 'quiz.savedTitle' : status === 'waiting' ? 'quiz.waiting' : 'quiz.refused')}
        </Callout>
      )}
    </div>
  );
}
