'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type Ref, useState } from 'react';
import { QuestionRenderer } from '@/components/quiz/question-renderer';
import { isAnswered, startingResponse } from '@/components/quiz/response';
import { RichText } from '@/components/quiz/rich-text';
import { SourceNote } from '@/components/quiz/source-note';
import type { CodeLine, QuizSource } from '@/components/quiz/types';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { PublicItem } from '@/quiz/score';
import type { Checked } from './types';

export type CheckOutcome = 'checked' | 'invalid' | 'failed';

interface PlacementQuestionProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly item: PublicItem;
  readonly code: readonly CodeLine[] | undefined;
  readonly number: number;
  readonly count: number;
  readonly sources: readonly QuizSource[];
  /** Null until it is answered. */
  readonly checked: Checked | null;
  readonly onCheck: (response: unknown) => Promise<CheckOutcome>;
  /** Goes on, whether or not it is answered. */
  readonly onNext: () => void;
}

/** One question: answered and told at once, or passed over. */
export function PlacementQuestion(props: PlacementQuestionProps) {
  const { ref, item, number, count, checked, onNext } = props;
  const t = useTranslations('placement');
  const tQuiz = useTranslations('quiz');
  const locale = useLocale();
  const isHydrated = useHydrated();
  const [response, setResponse] = useState<unknown>(() => startingResponse(item));
  const [status, setStatus] = useState<CheckOutcome | 'open' | 'sending'>('open');
  const isLast = number === count;

  const submit = async () => {
    if (checked !== null || status === 'sending') return;
    if (!isAnswered(item, response)) return setStatus('invalid');
    setStatus('sending');
    setStatus(await props.onCheck(response));
  };

  return (
    <form
      noValidate
      className="flex min-w-0 flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-text-muted">
          {tQuiz('number', { number, count })} · {tQuiz(`type.${item.type}`)}
        </p>
        <h2 ref={ref} tabIndex={-1} className="text-pretty text-2xl">
          <RichText text={item.stem[locale]} />
        </h2>
      </div>
      <QuestionRenderer
        item={item}
        code={props.code}
        told={checked && { ...checked, credit: checked.score.earned }}
        response={response}
        onResponse={(given) => {
          setResponse(given);
          if (status === 'invalid') setStatus('open');
        }}
        isLocked={checked !== null || status === 'sending'}
        error={status === 'invalid' ? tQuiz(`missing.${item.type}`) : undefined}
      />
      {checked === null ? null : <Verdict checked={checked} sources={props.sources} />}
      <div role="status">
        {status === 'failed' ? (
          <Callout tone="danger" title={tQuiz('failedTitle')}>
            {t('failed')}
          </Callout>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-3">
        {checked === null ? (
          <>
            <Button type="submit" size="lg" loading={status === 'sending'} disabled={!isHydrated}>
              {tQuiz('check')}
            </Button>
            <Button variant="ghost" size="lg" disabled={!isHydrated || status === 'sending'} onClick={onNext}>
              {t('dontKnow')}
            </Button>
          </>
        ) : (
          <Button size="lg" onClick={onNext}>
            {t(isLast ? 'toResult' : 'next')}
          </Button>
        )}
      </div>
    </form>
  );
}

interface VerdictProps {
  readonly checked: Checked;
  readonly sources: readonly QuizSource[];
}

function Verdict({ checked: { score, reveal }, sources }: VerdictProps) {
  const t = useTranslations('quiz.verdict');
  const verdict = score.earned === score.total ? 'right' : score.earned === 0 ? 'wrong' : 'partly';
  const tone = { right: 'success', partly: 'warn', wrong: 'danger' } as const;
  return (
    <Callout live tone={tone[verdict]} title={t(verdict)}>
      <SourceNote source={reveal.source} sources={sources} />
    </Callout>
  );
}
