'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ConfirmedButton, HandInButton } from './confirmed-button';
import type { QuizEnds, WithheldQuiz } from './types';

interface WithheldNoteProps {
  readonly quiz: WithheldQuiz;
  /** The topic's title, where the page is not about one topic. */
  readonly topic?: string | undefined;
  readonly actions: QuizEnds;
  /** The quiz is handed in or discarded: what it kept back may be asked now. */
  readonly onEnded: () => void;
}

/** Says that an open quiz keeps questions back, and offers to go on with it, to hand it in or to discard it. */
export function WithheldNote({ quiz, topic, actions, onEnded }: WithheldNoteProps) {
  const t = useTranslations('quiz.withheld');
  const end = async (action: QuizEnds[keyof QuizEnds]) => {
    const result = await action({ attemptId: quiz.quizId }).catch(() => undefined);
    // Ended in the other way on another page meanwhile: then nothing is kept back any more, either.
    const isEnded = result?.ok === true || result?.reason === 'finished' || result?.reason === 'discarded';
    if (isEnded) onEnded();
    return isEnded;
  };
  return (
    <Callout
      tone="info"
      title={topic === undefined ? t('title', { count: quiz.count }) : t('titleOf', { topic, count: quiz.count })}
    >
      <p>{t('why')}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <ButtonLink href={`/topics/${quiz.topicId}/quiz`} variant="secondary">
          {t('toQuiz')}
        </ButtonLink>
        <HandInButton variant="ghost" onConfirm={() => end(actions.handIn)} />
        <ConfirmedButton
          label={t('discard')}
          question={t('sure')}
          keepLabel={t('keep')}
          failed={t('failed')}
          variant="ghost"
          isDanger
          onConfirm={() => end(actions.discard)}
        />
      </div>
    </Callout>
  );
}
