'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { QuestionForm } from '@/components/quiz/question-form';
import type { CodeLine, Told } from '@/components/quiz/types';
import { Verdict } from '@/components/quiz/verdict';
import type { PublicItem } from '@/quiz/score';

interface SampleQuestionProps {
  readonly item: PublicItem;
  readonly code: readonly CodeLine[] | undefined;
  readonly response: unknown;
  readonly told: Told;
}

/** A type's renderer before the answer, and after one that is not wholly right. Answering the first shows the second's. */
export function SampleQuestion({ item, code, response, told }: SampleQuestionProps) {
  const t = useTranslations('quiz');
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAnswered, setIsAnswered] = useState(false);
  const shared = { ref: heading, kicker: '', headingLevel: 3, item, code, submitLabel: t('check') } as const;
  const outcome = <Verdict item={item} told={told} sources={[]} />;
  const answered = { answered: { response }, told, draft: response, outcome };
  return (
    <div className="grid w-full items-start gap-8 lg:grid-cols-2">
      <QuestionForm
        {...shared}
        {...(isAnswered ? answered : { answered: null, told: null, draft: undefined, outcome: null })}
        onSubmit={async () => {
          setIsAnswered(true);
          return 'saved';
        }}
      />
      <QuestionForm {...shared} {...answered} onSubmit={async () => 'saved'} />
    </div>
  );
}
