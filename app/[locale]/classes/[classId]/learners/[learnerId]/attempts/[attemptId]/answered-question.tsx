'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { QuestionForm } from '@/components/quiz/question-form';
import type { CodeLine, Told } from '@/components/quiz/types';
import { Verdict } from '@/components/quiz/verdict';
import type { PublicItem } from '@/quiz/score';

interface AnsweredQuestionProps {
  /** Its number, and how sure the learner was. */
  readonly kicker: string;
  readonly item: PublicItem;
  readonly code: readonly CodeLine[] | undefined;
  readonly response: unknown;
  readonly told: Told;
}

/** A question as its learner saw it after answering. Nothing in it can be changed. */
export function AnsweredQuestion({ kicker, item, code, response, told }: AnsweredQuestionProps) {
  const t = useTranslations('quiz');
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <QuestionForm
      ref={heading}
      kicker={kicker}
      headingLevel={2}
      item={item}
      code={code}
      submitLabel={t('check')}
      answered={{ response }}
      told={told}
      draft={response}
      outcome={<Verdict item={item} told={told} sources={[]} />}
      onSubmit={async () => 'saved'}
    />
  );
}
