'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { PublicItem } from '@/quiz/score';
import { Question } from './question';
import { Result } from './result';
import type { AnsweredItem, QuizSource } from './types';

interface QuizProps {
  readonly topicId: string;
  readonly items: readonly PublicItem[];
  readonly sources: readonly QuizSource[];
  /** The learner's newest sitting, or null before the first. */
  readonly attempt: { readonly id: string; readonly answered: readonly AnsweredItem[] } | null;
}

/** A topic's quiz, one question at a time; each is graded as it is answered. */
export function Quiz({ topicId, items, sources, attempt }: QuizProps) {
  const t = useTranslations('quiz');
  const [attemptId, setAttemptId] = useState(() => attempt?.id ?? crypto.randomUUID());
  const [answered, setAnswered] = useState<ReadonlyMap<string, AnsweredItem>>(
    () => new Map((attempt?.answered ?? []).map((each) => [each.itemId, each])),
  );
  const firstOpen = items.findIndex((item) => !answered.has(item.id));
  const [position, setPosition] = useState(firstOpen === -1 ? items.length : firstOpen);
  const heading = useRef<HTMLHeadingElement>(null);

  const goTo = (next: number) => {
    setPosition(next);
    // The heading of the next question is where a screen reader's and a keyboard's reader goes on.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const again = () => {
    setAttemptId(crypto.randomUUID());
    setAnswered(new Map());
    goTo(0);
  };

  const item = items[position];
  if (!item) return <Result ref={heading} items={items} answered={answered} onReview={goTo} onAgain={again} />;
  return (
    <div className="flex flex-col gap-8">
      <ProgressBar
        label={t('progress')}
        labelHidden
        value={answered.size}
        max={items.length}
        valueText={t('answeredOf', { answered: answered.size, count: items.length })}
      />
      <Question
        key={`${attemptId} ${item.id}`}
        ref={heading}
        topicId={topicId}
        attemptId={attemptId}
        item={item}
        number={position + 1}
        count={items.length}
        sources={sources}
        answered={answered.get(item.id) ?? null}
        onAnswered={(result) => setAnswered((so) => new Map(so).set(result.itemId, result))}
      />
      <div className="flex flex-wrap justify-between gap-3">
        {position > 0 ? (
          <Button variant="ghost" onClick={() => goTo(position - 1)}>
            {t('previous')}
          </Button>
        ) : null}
        <Button
          className="ml-auto"
          variant={answered.has(item.id) ? 'primary' : 'ghost'}
          onClick={() => goTo(position + 1)}
        >
          {position + 1 === items.length ? t('toResult') : answered.has(item.id) ? t('next') : t('skip')}
        </Button>
      </div>
    </div>
  );
}
