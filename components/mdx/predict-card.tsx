'use client';

import { Check, CircleQuestionMark, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { RichText } from '@/components/quiz/rich-text';
import { useOwnTopic } from '@/components/reader/own-context';
import { cx } from '@/components/ui/cx';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useKeptAnswer } from './kept-answers';
import { useLessonTopic } from './lesson-context';
import type { PredictionRun } from './prediction';

const PredictRun = lazyPart(
  () => import('./predict-run').then((module) => module.PredictRun),
  <p className="mt-3 min-h-control" />,
);

interface PredictOption {
  readonly id: string;
  readonly content: ReactNode;
  readonly isRight: boolean;
  /** What is said to a reader who chose it; null where one answer is given to all. */
  readonly reply: ReactNode;
  /** The run that shows why. */
  readonly run: PredictionRun | null;
}

interface PredictCardProps {
  /** Under which the answer is kept: unique in the topic. */
  readonly name: string;
  /** Whether the account keeps it, too: then a wrong one comes back in review. */
  readonly isSent: boolean;
  readonly question: string;
  readonly options: readonly PredictOption[];
  /** What is said whatever was chosen. */
  readonly answer: ReactNode;
}

/** The renderer of a `<Predict>`: one press answers it for good. */
export function PredictCard({ name, isSent, question, options, answer }: PredictCardProps) {
  const t = useTranslations('lesson.predict');
  const id = useId();
  const [pickedId, pick] = usePicked(name, isSent);
  const picked = options.find((option) => option.id === pickedId);
  const right = options.find(({ isRight }) => isRight);
  // Once the page stands, so that the run can be seen without a network too.
  useEffect(PredictRun.load, []);
  return (
    <fieldset
      aria-labelledby={id}
      className="not-prose min-w-0 rounded-lg border border-border-strong bg-surface p-5 text-base"
    >
      <p className="mb-2 flex items-center gap-2 font-semibold text-accent text-sm">
        <CircleQuestionMark aria-hidden="true" className="size-5 shrink-0" />
        {t('title')}
      </p>
      <p id={id} className="mb-4 font-semibold">
        <RichText text={question} />
      </p>
      <ul className="flex flex-col gap-2">
        {options.map((option) => (
          <li key={option.id}>
            <OptionButton option={option} isPicked={option === picked} isOver={picked !== undefined} onPick={pick} />
          </li>
        ))}
      </ul>
      <div role="status" className="print:hidden">
        {picked === undefined ? null : (
          <p className="mt-4">
            <strong className="font-semibold">{t(picked.isRight ? 'right' : 'wrong')}</strong> {picked.reply}
          </p>
        )}
      </div>
      {picked === undefined || picked.isRight || picked.run === null ? null : (
        <PartBoundary>
          <PredictRun run={picked.run} />
        </PartBoundary>
      )}
      {picked === undefined || picked === right || right?.reply == null ? null : (
        <p className="mt-3 print:hidden">
          <strong className="font-semibold">{t('instead')}</strong> {right.reply}
        </p>
      )}
      {answer === null ? null : (
        <div className={cx('prose-interleave mt-4', picked === undefined && 'lesson-held')}>{answer}</div>
      )}
    </fieldset>
  );
}

/** What was answered here, in this browser or, before that, with the account; the first answer stays. */
function usePicked(name: string, isSent: boolean): readonly [string | null, (id: string) => void] {
  const topicId = useLessonTopic();
  const outbox = useOutbox();
  const own = useOwnTopic();
  const [kept, keep] = useKeptAnswer(`predict/${name}`);
  const known = kept ?? own?.predicted[name] ?? null;
  /** Pressed here and not handed on yet: whose account it is may be known only after the press. */
  const [unsent, setUnsent] = useState<string | null>(null);
  useEffect(() => {
    if (unsent === null || outbox === null || topicId === null) return;
    const body = { id: crypto.randomUUID(), topicId, predictionId: name, choiceId: unsent };
    void outbox.send({ id: body.id, kind: 'lesson-prediction', body });
    setUnsent(null);
  }, [unsent, outbox, topicId, name]);
  return [
    known,
    (choiceId) => {
      keep(choiceId);
      if (isSent) setUnsent(choiceId);
    },
  ];
}

interface OptionButtonProps {
  readonly option: PredictOption;
  readonly isPicked: boolean;
  readonly isOver: boolean;
  readonly onPick: (id: string) => void;
}

function OptionButton({ option, isPicked, isOver, onPick }: OptionButtonProps) {
  const t = useTranslations('lesson.predict');
  const isTold = isOver && (isPicked || option.isRight);
  return (
    <button
      type="button"
      aria-disabled={isOver}
      aria-pressed={isPicked}
      onClick={() => (isOver ? undefined : onPick(option.id))}
      className={cx(
        'flex min-h-control w-full items-start gap-3 rounded-md border border-border-strong px-4 py-2.5 text-left',
        isOver ? 'cursor-default!' : 'hover:bg-hover',
        isTold && (option.isRight ? 'border-success bg-success-soft' : 'border-danger bg-danger-soft'),
      )}
    >
      <span className="min-w-0 flex-1">{option.content}</span>
      {isTold ? (
        <span
          className={cx('flex shrink-0 items-center gap-1 text-sm', option.isRight ? 'text-success' : 'text-danger')}
        >
          {option.isRight ? (
            <Check aria-hidden="true" className="size-4" />
          ) : (
            <X aria-hidden="true" className="size-4" />
          )}
          {t(isPicked ? (option.isRight ? 'pickedRight' : 'pickedWrong') : 'isRight')}
        </span>
      ) : null}
    </button>
  );
}
