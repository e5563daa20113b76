'use client';

import { Check, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { SHOWN } from './kept-answers';

interface AnswerFormProps {
  readonly question: ReactNode;
  /** What can be chosen; without it a number is asked for. */
  readonly options: readonly string[] | undefined;
  readonly expected: string;
  /** What was given last; null before. */
  readonly given: string | null;
  readonly onGiven: (value: string) => void;
  readonly isDisabled?: boolean | undefined;
}

/** A number or a choice, checked at once; a wrong one can be given again, and what is right can be asked for. */
export function AnswerForm({ question, options, expected, given, onGiven, isDisabled = false }: AnswerFormProps) {
  const t = useTranslations('lesson.answer');
  const id = useId();
  const [draft, setDraft] = useState('');
  const [tries, setTries] = useState(0);
  const isRight = given === expected;
  const isShown = given === SHOWN;
  const isOver = isRight || isShown;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const value = draft.trim();
    if (value === '') return;
    setTries(tries + 1);
    onGiven(value);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 print:hidden">
      <p id={id} className="font-semibold">
        {question}
      </p>
      {isOver ? null : (
        <div className="flex flex-wrap items-center gap-2">
          {options === undefined ? (
            <input
              type="number"
              inputMode="numeric"
              aria-labelledby={id}
              value={draft}
              disabled={isDisabled}
              onChange={({ target }) => setDraft(target.value)}
              className="min-h-control w-28 rounded-md border border-border-strong bg-surface px-3 tabular-nums disabled:bg-sunken"
            />
          ) : (
            <div role="radiogroup" aria-labelledby={id} className="flex flex-wrap gap-2">
              {options.map((option) => (
                <label
                  key={option}
                  className="flex min-h-control cursor-pointer items-center gap-2 rounded-md border border-border-strong px-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
                >
                  <input
                    type="radio"
                    name={id}
                    value={option}
                    checked={draft === option}
                    disabled={isDisabled}
                    onChange={() => setDraft(option)}
                    className="accent-accent"
                  />
                  {option}
                </label>
              ))}
            </div>
          )}
          <Button type="submit" variant="secondary" disabled={isDisabled || draft.trim() === ''}>
            {t('check')}
          </Button>
        </div>
      )}
      <div role="status">
        {given === null ? null : (
          <p className={cx('flex flex-wrap items-center gap-x-2 gap-y-1', isRight && 'text-success')}>
            {isRight ? <Check aria-hidden="true" className="size-4 shrink-0" /> : null}
            {isRight ? null : isShown ? null : <RotateCcw aria-hidden="true" className="size-4 shrink-0" />}
            <span>
              {isRight ? t('right', { answer: expected }) : isShown ? t('shown', { answer: expected }) : t('wrong')}
            </span>
          </p>
        )}
      </div>
      {tries >= TRIES_BEFORE_SHOWING && !isOver ? (
        <button
          type="button"
          onClick={() => onGiven(SHOWN)}
          className="min-h-control-sm self-start text-sm text-text-subtle underline underline-offset-4 hover:text-accent"
        >
          {t('show')}
        </button>
      ) : null}
    </form>
  );
}

const TRIES_BEFORE_SHOWING = 2;
