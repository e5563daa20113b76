'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext } from 'react';
import { RichText } from '@/components/quiz/rich-text';
import { cx } from '@/components/ui/cx';
import { SHOWN, useKeptAnswer } from './kept-answers';
import { AnswerForm } from './later-parts';

const ExampleContext = createContext<string | null>(null);

interface WorkedExampleProps {
  /** Unique in the topic. */
  readonly id: string;
  readonly title: string;
  /** `<Step>`s: first in full, then with something left out, the last the reader's own. */
  readonly children: ReactNode;
}

/** An example whose steps fade: what is shown at first is asked for at the end. */
export function WorkedExample({ id, title, children }: WorkedExampleProps) {
  const t = useTranslations('lesson.example');
  return (
    <section
      aria-label={title}
      className="flex min-w-0 flex-col gap-4 rounded-lg border border-border bg-surface p-5 text-base"
    >
      <p className="not-prose font-semibold">
        <span className="text-accent text-sm">{t('title')}</span>
        <br />
        <RichText text={title} />
      </p>
      <ExampleContext value={id}>
        <ol className="flex list-decimal flex-col gap-4 pl-6 marker:text-text-subtle">{children}</ol>
      </ExampleContext>
    </section>
  );
}

interface StepProps {
  /** Unique in the example; of a step that asks. */
  readonly id?: string;
  /** What is left out of it, as a question. */
  readonly ask?: string;
  readonly answer?: string;
  /** What can be chosen; without it a number is asked for. */
  readonly options?: readonly string[];
  readonly children: ReactNode;
}

/** A step of a worked example; with `ask` its text waits for the answer. */
export function Step({ id = '', ask, answer, options, children }: StepProps) {
  if (ask === undefined || answer === undefined) {
    return <li className="mt-0 pl-1 [&>*+*]:mt-2">{children}</li>;
  }
  return (
    <FadedStep id={id} ask={ask} answer={answer} options={options}>
      {children}
    </FadedStep>
  );
}

interface FadedStepProps {
  readonly id: string;
  readonly ask: string;
  readonly answer: string;
  readonly options: readonly string[] | undefined;
  readonly children: ReactNode;
}

function FadedStep({ id, ask, answer, options, children }: FadedStepProps) {
  const example = useContext(ExampleContext);
  if (example === null) throw new Error('<Step> stands outside a <WorkedExample>');
  const [given, keep] = useKeptAnswer(`example/${example}/${id}`);
  const isOver = given === answer || given === SHOWN;
  return (
    <li className="mt-0 pl-1">
      <div className="not-prose">
        <AnswerForm
          question={<RichText text={ask} />}
          options={options}
          expected={answer}
          given={given}
          onGiven={keep}
        />
      </div>
      <div className={cx('prose-interleave mt-2 text-base', !isOver && 'lesson-held')}>{children}</div>
    </li>
  );
}
