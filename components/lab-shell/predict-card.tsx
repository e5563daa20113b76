'use client';

import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choice-group';
import type { Outbox } from '@/lib/outbox';
import { useLabSession } from './lab-context';
import type { LabSession } from './lab-session';
import type { PredictionText } from './lab-view';
import type { ListedPrediction } from './openable-lab';
import { passedQuestion } from './predict-gate';

/** A question that the run has stopped for: being asked, answered and watched, or answered and seen. */
type Asked = {
  readonly prediction: ListedPrediction;
  readonly session: LabSession;
  readonly answer: string | null;
  /** What came about, once the run has shown it. */
  readonly outcome: string | null;
};

/**
 * Stops the run at a scenario's marked moments and asks what comes next; running on shows who was right. A signed-in
 * learner's answers are also sent to be kept, without a word: the server scores them itself.
 */
export function Predictions({ predictions }: { readonly predictions: readonly ListedPrediction[] }) {
  const session = useLabSession();
  const outbox = useOutbox();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [results, setResults] = useState<Readonly<Record<string, boolean>>>({});

  useEffect(() => {
    const { player } = session;
    /** A moment asks once in a run. */
    const done = new Set<string>();
    return player.subscribe((now) => {
      const next = passedQuestion(predictions, done, now);
      if (next === null) return;
      done.add(next.id);
      now.holdAt(next.tick);
      setAsked({ prediction: next, session, answer: null, outcome: null });
    });
  }, [session, predictions]);

  useEffect(() => {
    if (asked === null || asked.answer === null || asked.outcome !== null) return;
    const { prediction, answer } = asked;
    const decided = prediction.outcome();
    if (decided === null) return;
    const { option, atTick } = decided;
    return session.player.subscribe((now) => {
      if (now.branchId !== 0) setAsked(null);
      else if (now.tick >= atTick) {
        now.pause();
        setAsked({ ...asked, outcome: option });
        setResults((before) => ({ ...before, [prediction.id]: option === answer }));
      }
    });
  }, [session, asked]);

  if (asked === null || asked.session !== session) return null;
  return (
    <PredictCard
      key={asked.prediction.id}
      asked={asked}
      results={results}
      onAnswer={(answer) => {
        setAsked({ ...asked, answer });
        if (outbox !== null) keepAnswer(outbox, session.labId, asked.prediction.id, answer);
        session.player.getState().play();
      }}
      onClose={() => setAsked(null)}
    />
  );
}

function keepAnswer(outbox: Outbox, labId: string, predictionId: string, option: string): void {
  const id = crypto.randomUUID();
  void outbox.send({ id, kind: 'prediction', body: { id, labId, predictionId, option } });
}

interface PredictCardProps {
  readonly asked: Asked;
  readonly results: Readonly<Record<string, boolean>>;
  readonly onAnswer: (answer: string) => void;
  readonly onClose: () => void;
}

/** Lies over the page's corner, so that the run can be looked at while thinking and nothing moves. */
function PredictCard({ asked, results, onAnswer, onClose }: PredictCardProps) {
  const t = useTranslations();
  const headingId = useId();
  const card = useRef<HTMLDivElement>(null);
  const text = asked.prediction.text(t);
  const labelOf = (id: string | null) => text.options.find((option) => option.id === id)?.label ?? '';

  // Focus comes to the question, and goes back to where it was when the card closes.
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <div
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
      {asked.answer === null ? (
        <Question text={text} onAnswer={onAnswer} onSkip={onClose} />
      ) : (
        <div role="status" className="mt-3 flex flex-col gap-3">
          {asked.outcome === null ? (
            <p>{t('lab.predict.watching', { answer: labelOf(asked.answer) })}</p>
          ) : (
            <Outcome
              isRight={asked.outcome === asked.answer}
              outcome={labelOf(asked.outcome)}
              explanation={text.explanation}
            />
          )}
          <div className="flex items-center justify-between gap-3">
            <p className="text-text-muted text-xs tabular-nums">{asked.outcome === null ? null : tally(t, results)}</p>
            <Button variant="secondary" onClick={onClose}>
              {t('lab.predict.close')}
            </Button>
          </div>
        </div>
      )}
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

function tally(t: ReturnType<typeof useTranslations<never>>, results: Readonly<Record<string, boolean>>): string {
  const all = Object.values(results);
  return t('lab.predict.tally', { count: all.length, right: all.filter((isRight) => isRight).length });
}
