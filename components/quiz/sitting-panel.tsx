'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ProgressBar } from '@/components/ui/progress-bar';
import { useHydrated } from '@/components/ui/use-hydrated';
import { Question } from './question';
import { Result } from './result';
import type { QuizSource, SittingActions, StartedSitting } from './types';
import { useSitting } from './use-sitting';

interface SittingPanelProps {
  readonly topicId: string;
  readonly behaviour: 'quiz' | 'practice';
  readonly sources: readonly QuizSource[];
  /** The sitting to go on with or to look at; null before there is one. */
  readonly initial: StartedSitting | null;
  readonly actions: SittingActions;
  /** What to expect, before the first question. */
  readonly welcome: ReactNode;
}

/** A topic's quiz or practice, one question at a time. */
export function SittingPanel({ topicId, behaviour, sources, initial, actions, welcome }: SittingPanelProps) {
  const t = useTranslations('quiz');
  const sitting = useSitting({ topicId, behaviour, actions }, initial);
  const { started, status, waiting } = sitting;
  const [position, setPosition] = useState(() => (initial === null ? 0 : firstOpen(initial)));
  const heading = useRef<HTMLHeadingElement>(null);
  const isHydrated = useHydrated();

  const goTo = (next: number) => {
    setPosition(next);
    // The heading of the next question is where a screen reader's and a keyboard's reader goes on.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const begin = async () => {
    const begun = await sitting.begin();
    if (begun !== null) goTo(firstOpen(begun));
  };

  const failed = status === 'failed' ? <Callout live tone="danger" title={t('failedTitle')} /> : null;
  if (started === null) {
    return (
      <div className="flex flex-col items-start gap-6">
        {welcome}
        <Button size="lg" loading={status === 'fetching'} disabled={!isHydrated} onClick={begin}>
          {t('begin')}
        </Button>
        {failed}
      </div>
    );
  }

  const { items, answered, finished, hints, id } = started.sitting;
  const answeredBy = new Map(answered.map((each) => [each.itemId, each]));
  const item = items[position];
  if (!item) {
    return (
      <>
        <Result
          ref={heading}
          behaviour={behaviour}
          items={items}
          answered={answeredBy}
          waiting={waiting}
          finished={finished}
          isBusy={status === 'fetching'}
          onReview={goTo}
          onAgain={begin}
        />
        {failed}
      </>
    );
  }
  const given = new Set([...answeredBy.keys(), ...waiting.keys()]);
  return (
    <div className="flex flex-col gap-8">
      <ProgressBar
        label={t('progress')}
        labelHidden
        value={given.size}
        max={items.length}
        valueText={t('answeredOf', { answered: given.size, count: items.length })}
      />
      <Question
        key={`${id} ${item.id}`}
        ref={heading}
        attemptId={id}
        behaviour={behaviour}
        item={item}
        code={started.code[item.id]}
        place={{ number: position + 1, count: items.length }}
        sources={sources}
        answered={answeredBy.get(item.id) ?? null}
        waiting={waiting.has(item.id) ? { response: waiting.get(item.id) } : null}
        hints={hints[item.id] ?? []}
        onHint={() => sitting.askHint(item.id)}
        onAnswered={sitting.noteAnswered}
        onWaiting={(response) => sitting.noteWaiting(item.id, response)}
      />
      <div className="flex flex-wrap justify-between gap-3">
        {position > 0 ? (
          <Button variant="ghost" onClick={() => goTo(position - 1)}>
            {t('previous')}
          </Button>
        ) : null}
        <Button
          className="ml-auto"
          variant={given.has(item.id) ? 'primary' : 'ghost'}
          onClick={() => goTo(position + 1)}
        >
          {t(position + 1 === items.length ? 'toResult' : given.has(item.id) ? 'next' : 'skip')}
        </Button>
      </div>
      {failed}
    </div>
  );
}

/** Where to go on: the first item without an answer, or the result when there is none. */
function firstOpen({ sitting: { items, answered } }: StartedSitting): number {
  const first = items.findIndex(({ id }) => answered.every((each) => each.itemId !== id));
  return first === -1 ? items.length : first;
}
