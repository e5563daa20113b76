'use client';

import * as m from 'framer-motion/m';
import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choice-group';
import { useOwnDate } from '@/components/ui/own-date';
import { LabMotion } from '../motion/lab-motion';
import type { PredictionText } from '../view/texts';
import type { AnswerKeeping, Asked, KeptAnswer } from './answers';

interface PredictCardProps {
  readonly asked: Asked;
  readonly keeping: AnswerKeeping | null;
  readonly results: Readonly<Record<string, boolean>>;
  readonly onAnswer: (answer: string) => void;
  readonly onGoOn: () => void;
  readonly onClose: () => void;
}

/** Lies over the page's corner, so that the run can be looked at while thinking and nothing moves. */
export function PredictCard({ asked, keeping, results, onAnswer, onGoOn, onClose }: PredictCardProps) {
  const t = useTranslations();
  const headingId = useId();
  const card = useRef<HTMLDivElement>(null);
  const text = asked.prediction.text(t);

  // Focus comes to the question, and goes back to where it was when the card closes.
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <LabMotion>
      <m.div
        initial={{ opacity: 0, y: 32 }}
        animate={{ opacity: 1, y: 0 }}
        ref={card}
        role="dialog"
        aria-labelledby={headingId}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          // The lab's keys are not meant while answering.
          event.stopPropagation();
        }}
        className="fixed inset-x-3 bottom-3 z-(--z-index-overlay) max-h-[60svh] overflow-y-auto rounded-xl border border-border bg-raised p-5 text-sm shadow-lg sm:left-auto sm:w-96"
      >
        <p id={headingId} className="font-semibold text-base">
          {t('lab.predict.title')}
        </p>
        {asked.kept !== null ? (
          <Kept text={text} kept={asked.kept} onGoOn={onGoOn} />
        ) : asked.answer === null ? (
          <Question text={text} onAnswer={onAnswer} onSkip={onClose} />
        ) : (
          <Answered
            text={text}
            answer={asked.answer}
            outcome={asked.outcome}
            keeping={keeping}
            results={results}
            onClose={onClose}
          />
        )}
      </m.div>
    </LabMotion>
  );
}

function labelOf(text: PredictionText, optionId: string): string {
  return text.options.find(({ id }) => id === optionId)?.label ?? optionId;
}

interface KeptProps {
  readonly text: PredictionText;
  readonly kept: KeptAnswer;
  readonly onGoOn: () => void;
}

/** An earlier answer instead of the question, which is asked only once. */
function Kept({ text, kept, onGoOn }: KeptProps) {
  const t = useTranslations('lab.predict');
  const date = useOwnDate()(kept.answeredAt, { dateStyle: 'medium' });
  return (
    <div className="mt-3 flex flex-col gap-3">
      <p className="text-pretty font-medium">{text.question}</p>
      <p>{t('kept', { date, answer: labelOf(text, kept.option) })}</p>
      <Outcome isRight={kept.isRight} outcome={labelOf(text, kept.outcome)} explanation={text.explanation} />
      <div className="flex justify-end">
        <Button onClick={onGoOn}>{t('goOn')}</Button>
      </div>
    </div>
  );
}

interface AnsweredProps {
  readonly text: PredictionText;
  readonly answer: string;
  readonly outcome: string | null;
  readonly keeping: AnswerKeeping | null;
  readonly results: Readonly<Record<string, boolean>>;
  readonly onClose: () => void;
}

function Answered({ text, answer, outcome, keeping, results, onClose }: AnsweredProps) {
  const t = useTranslations('lab.predict');
  return (
    <div role="status" className="mt-3 flex flex-col gap-3">
      {keeping === 'withheld' ? null : outcome === null ? (
        <p>{t('watching', { answer: labelOf(text, answer) })}</p>
      ) : (
        <Outcome isRight={outcome === answer} outcome={labelOf(text, outcome)} explanation={text.explanation} />
      )}
      <div className="flex items-center justify-between gap-3">
        <p className="text-text-muted text-xs tabular-nums">
          {keeping === null ? null : t(`keep.${keeping}`)}{' '}
          {outcome === null || keeping === 'withheld' ? null : tally(t, results)}
        </p>
        <Button variant="secondary" className="shrink-0" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}

interface QuestionProps {
  readonly text: PredictionText;
  readonly onAnswer: (answer: string) => void;
  readonly onSkip: () => void;
}

function Question({ text, onAnswer, onSkip }: QuestionProps) {
  const t = useTranslations('lab.predict');
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div className="mt-3 flex flex-col gap-4">
      <RadioGroup
        name="prediction"
        legend={text.question}
        value={chosen}
        onValueChange={setChosen}
        choices={text.options.map(({ id, label }) => ({ value: id, label }))}
      />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onSkip}>
          {t('skip')}
        </Button>
        <Button disabled={chosen === null} onClick={() => chosen !== null && onAnswer(chosen)}>
          {t('answer')}
        </Button>
      </div>
    </div>
  );
}

interface OutcomeProps {
  readonly isRight: boolean;
  readonly outcome: string;
  readonly explanation: string;
}

function Outcome({ isRight, outcome, explanation }: OutcomeProps) {
  const t = useTranslations('lab.predict');
  const Icon = isRight ? Check : X;
  return (
    <>
      <p
        className={
          isRight
            ? 'flex items-center gap-2 font-semibold text-success'
            : 'flex items-center gap-2 font-semibold text-danger'
        }
      >
        <Icon aria-hidden="true" className="size-4" />
        {isRight ? t('right') : t('wrong')}
      </p>
      <p className="font-medium">{t('outcome', { outcome })}</p>
      <p className="text-pretty">{explanation}</p>
    </>
  );
}

function tally(
  t: ReturnType<typeof useTranslations<'lab.predict'>>,
  results: Readonly<Record<string, boolean>>,
): string {
  const all = Object.values(results);
  return t('tally', { count: all.length, right: all.filter((isRight) => isRight).length });
}
