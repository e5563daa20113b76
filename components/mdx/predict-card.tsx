'use client';

import { Check, CircleQuestionMark, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { cx } from '@/components/ui/cx';

interface PredictOption {
  readonly id: string;
  readonly content: ReactNode;
  readonly isRight: boolean;
}

interface PredictCardProps {
  readonly question: string;
  readonly options: readonly PredictOption[];
  readonly answer: ReactNode;
}

/** The face of a `<Predict>`: one press answers it for good. */
export function PredictCard({ question, options, answer }: PredictCardProps) {
  const t = useTranslations('lesson.predict');
  const id = useId();
  const [picked, setPicked] = useState<string | null>(null);
  const isRight = options.find((option) => option.id === picked)?.isRight === true;
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
        {question}
      </p>
      <ul className="flex flex-col gap-2">
        {options.map((option) => (
          <li key={option.id}>
            <OptionButton option={option} isPicked={option.id === picked} isOver={picked !== null} onPick={setPicked} />
          </li>
        ))}
      </ul>
      <div role="status" className="print:hidden">
        {picked === null ? null : <p className="mt-4 font-semibold">{t(isRight ? 'right' : 'wrong')}</p>}
      </div>
      <div className={cx('prose-interleave mt-4', picked === null && 'lesson-held')}>{answer}</div>
    </fieldset>
  );
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
