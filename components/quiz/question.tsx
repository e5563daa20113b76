'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type Ref, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { CheckboxGroup, type ChoiceOutcome, RadioGroup } from '@/components/ui/choice-group';
import type { PublicItem } from '@/quiz/score';
import { RichText } from './rich-text';
import { SourceNote } from './source-note';
import type { AnsweredItem, QuizSource } from './types';

interface QuestionProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly topicId: string;
  readonly attemptId: string;
  readonly item: PublicItem;
  readonly number: number;
  readonly count: number;
  readonly sources: readonly QuizSource[];
  readonly answered: AnsweredItem | null;
  readonly onAnswered: (answered: AnsweredItem) => void;
}

type Status = 'open' | 'sending' | 'nothing-picked' | 'waiting' | 'refused';

/** One item: its choices, and once answered the verdict on each with the reason. */
export function Question(props: QuestionProps) {
  const { ref, item, number, count, sources, answered } = props;
  const t = useTranslations('quiz');
  const locale = useLocale();
  const { picked, setPicked, status, submit } = useAnswer(props);

  const choices = item.choices.map((choice) => {
    const revealed = answered?.reveal.choices.find((each) => each.id === choice.id);
    return {
      value: choice.id,
      label: <RichText text={choice.text[locale]} />,
      outcome: revealed && outcomeOf(revealed.correct, picked.includes(choice.id)),
      explanation: revealed && <RichText text={revealed.explanation[locale]} />,
    };
  });
  const group = {
    name: item.id,
    legend: <RichText text={item.stem[locale]} />,
    legendHidden: true,
    choices,
    readOnly: answered !== null || status === 'waiting',
    error: status === 'nothing-picked' ? t(`pickFirst.${item.type}`) : undefined,
  };

  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-text-muted">
          {t('number', { number, count })} · {t(`type.${item.type}`)}
        </p>
        <h2 ref={ref} tabIndex={-1} className="text-2xl text-pretty">
          <RichText text={item.stem[locale]} />
        </h2>
      </div>
      {item.type === 'single' ? (
        <RadioGroup {...group} value={picked[0] ?? null} onValueChange={(value) => setPicked([value])} />
      ) : (
        <CheckboxGroup {...group} value={picked} onValueChange={setPicked} />
      )}
      {answered ? (
        <Verdict answered={answered} sources={sources} />
      ) : (
        <div className="flex flex-col items-start gap-4">
          <Button type="submit" size="lg" loading={status === 'sending'} disabled={status === 'waiting'}>
            {t('check')}
          </Button>
          <div role="status" className="w-full">
            {status === 'waiting' ? (
              <Callout tone="warn" title={t('waitingTitle')}>
                {t('waiting')}
              </Callout>
            ) : null}
            {status === 'refused' ? (
              <Callout tone="danger" title={t('refusedTitle')}>
                {t('refused')}
              </Callout>
            ) : null}
          </div>
        </div>
      )}
    </form>
  );
}

function useAnswer({ topicId, attemptId, item, answered, onAnswered }: QuestionProps) {
  const outbox = useOutbox();
  const [picked, setPicked] = useState<readonly string[]>(answered?.response ?? []);
  const [status, setStatus] = useState<Status>('open');

  const submit = async () => {
    if (answered || !outbox) return;
    if (picked.length === 0) return setStatus('nothing-picked');
    setStatus('sending');
    const answerId = crypto.randomUUID();
    const body = { attemptId, answerId, topicId, itemId: item.id, response: picked };
    const delivery = await outbox.send<{ ok: true; answered: AnsweredItem }>({ id: answerId, kind: 'answer', body });
    if (delivery.status === 'saved') {
      setPicked(delivery.result.answered.response);
      onAnswered(delivery.result.answered);
    }
    setStatus(delivery.status === 'saved' ? 'open' : delivery.status);
  };

  return { picked, setPicked, status, submit };
}

function Verdict({ answered, sources }: { readonly answered: AnsweredItem; readonly sources: readonly QuizSource[] }) {
  const t = useTranslations('quiz');
  const { earned, total } = answered.score;
  const verdict = earned === total ? 'right' : earned === 0 ? 'wrong' : 'partly';
  const tone = { right: 'success', partly: 'warn', wrong: 'danger' } as const;
  return (
    <Callout live tone={tone[verdict]} title={t(`verdict.${verdict}`)}>
      <p>
        {t('points', { earned, total })} · {t('saved')}
      </p>
      <SourceNote source={answered.reveal.source} sources={sources} />
    </Callout>
  );
}

/** A choice that was rightly left has no outcome to show. */
function outcomeOf(correct: boolean, picked: boolean): ChoiceOutcome | undefined {
  if (correct) return picked ? 'correct' : 'missed';
  return picked ? 'incorrect' : undefined;
}
