'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useRef, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { lazyPart } from '@/components/ui/lazy-part';
import { type Behaviour, PRACTICE_TRIES_MAX } from '@/quiz/behaviour';
import type { PublicItem } from '@/quiz/score';
import type { LocalizedText } from '@/quiz/text';
import { isUnknown } from '@/quiz/unknown';
import type { ConfidenceDegree } from './confidence';
import { Hints } from './hints';
import { QuestionForm, type Sent } from './question-form';
import type { AnsweredItem, AttemptResult, CodeLine, QuizSource } from './types';

/** Told after the first answer: whoever shows questions has it fetched once somebody is at one. */
export const Verdict = lazyPart(
  () => import('./verdict').then((module) => module.Verdict),
  <div className="min-h-24" />,
);

interface QuestionProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly attemptId: string;
  readonly behaviour: Behaviour;
  readonly item: PublicItem;
  readonly code: readonly CodeLine[] | undefined;
  /** Its place among the others; null for one that stands alone. */
  readonly place: { readonly number: number; readonly count: number } | null;
  readonly sources: readonly QuizSource[];
  readonly answered: AnsweredItem | null;
  /** An answer that is kept in this browser and not saved yet. */
  readonly waiting: { readonly response: unknown } | null;
  readonly hints: readonly LocalizedText[];
  readonly onHint: () => Promise<boolean>;
  readonly onAnswered: (answered: AnsweredItem, finished: AttemptResult | null) => void;
  readonly onWaiting: (response: unknown) => void;
}

/** One item of an attempt: answered, told as the behaviour has it, and in practice tried again. */
export function Question(props: QuestionProps) {
  const { behaviour, item, place, sources, answered, waiting } = props;
  const t = useTranslations('quiz');
  const [isRetrying, setIsRetrying] = useState(false);
  const isOpen = (answered === null || isRetrying) && waiting === null;
  const tries = (answered?.tries ?? 0) + 1;
  const outcome = useRef<HTMLDivElement>(null);
  const submit = useSubmit(props, tries, () => {
    setIsRetrying(false);
    // The button that was pressed is gone: the keyboard goes on from how it turned out.
    requestAnimationFrame(() => outcome.current?.focus({ preventScroll: true }));
  });
  const told = isOpen ? null : (answered?.told ?? null);
  return (
    <QuestionForm
      key={isRetrying ? 'again' : 'first'}
      ref={props.ref}
      kicker={place === null ? '' : `${t('number', place)} · `}
      headingLevel={place === null ? 3 : 2}
      item={item}
      code={props.code}
      answered={isOpen ? null : (waiting ?? answered)}
      told={told}
      draft={answered?.response}
      submitLabel={t(behaviour === 'quiz' ? 'save' : 'check')}
      onSubmit={submit}
      help={
        behaviour === 'practice' ? <Hints taken={props.hints} count={item.hintCount} onNext={props.onHint} /> : null
      }
      outcome={
        <div ref={outcome} tabIndex={-1} className="flex flex-col items-stretch gap-4 rounded-md">
          {waiting !== null ? (
            <Callout live tone="warn" title={t('waitingTitle')}>
              {t('waiting')}
            </Callout>
          ) : told === null ? (
            <Callout live title={t(isUnknown(answered?.response) ? 'savedUnknown' : 'savedTitle')}>
              {t(behaviour === 'quiz' ? 'toldAtTheEnd' : 'withheld.saved')}
            </Callout>
          ) : (
            <Verdict item={item} told={told} given={givenAs(answered)} sources={sources} />
          )}
          {waiting === null && told !== null && told.reveal === null ? (
            <div className="flex flex-wrap items-center gap-3">
              <Button onClick={() => setIsRetrying(true)}>{t('tryAgain')}</Button>
              <span className="text-sm text-text-muted">
                {t('triesLeft', { count: PRACTICE_TRIES_MAX - tries + 1 })}
              </span>
            </div>
          ) : null}
        </div>
      }
    />
  );
}

function givenAs(answered: AnsweredItem | null): 'answer' | 'unknown' | 'none' {
  if (answered?.tries === 0) return 'none';
  return isUnknown(answered?.response) ? 'unknown' : 'answer';
}

interface Recorded {
  readonly ok: true;
  readonly answered: AnsweredItem;
  readonly finished: AttemptResult | null;
}

/** Sends an answer by way of the outbox: what cannot be sent now is kept in this browser. */
function useSubmit({ attemptId, item, onAnswered, onWaiting }: QuestionProps, tries: number, onGiven: () => void) {
  const outbox = useOutbox();
  return async (response: unknown, confidence: ConfidenceDegree): Promise<Sent> => {
    if (outbox === null) return 'refused';
    const answerId = crypto.randomUUID();
    const body = { attemptId, answerId, itemId: item.id, response, tries, confidence };
    const delivery = await outbox.send<Recorded>({ id: answerId, kind: 'answer', body });
    if (delivery.status === 'refused') return delivery.reason === 'invalid' ? 'invalid' : 'refused';
    if (delivery.status === 'waiting') onWaiting(response);
    else onAnswered(delivery.result.answered, delivery.result.finished);
    onGiven();
    return delivery.status;
  };
}
