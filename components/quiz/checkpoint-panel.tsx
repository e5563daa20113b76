'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useHydrated } from '@/components/ui/use-hydrated';
import { Question } from './question';
import type { AttemptActions, QuizSource } from './types';
import { useAttempt } from './use-attempt';
import { WithheldNote } from './withheld-note';

interface CheckpointPanelProps {
  readonly topicId: string;
  readonly itemId: string;
  readonly sources: readonly QuizSource[];
  readonly actions: AttemptActions;
}

/** One item by itself, told at once: fetched when it is asked for. */
export function CheckpointPanel({ topicId, itemId, sources, actions }: CheckpointPanelProps) {
  const t = useTranslations('quiz.checkpoint');
  const heading = useRef<HTMLHeadingElement>(null);
  const isHydrated = useHydrated();
  const attempt = useAttempt({ topicId, behaviour: 'checkpoint', itemId, actions }, null);
  const [item] = attempt.started?.attempt.items ?? [];
  const [withheld] = attempt.started?.attempt.withheld ?? [];
  if (withheld !== undefined) {
    return <WithheldNote quiz={withheld} actions={actions} onEnded={() => void attempt.refresh()} />;
  }
  if (attempt.started === null || item === undefined) {
    return (
      <div className="flex flex-col items-start gap-3">
        <p className="text-text-muted">{t('lead')}</p>
        <Button
          variant="secondary"
          loading={attempt.status === 'fetching'}
          disabled={!isHydrated}
          onClick={async () => {
            await attempt.begin();
            requestAnimationFrame(() => heading.current?.focus());
          }}
        >
          {t('show')}
        </Button>
        {attempt.status === 'failed' ? <Callout live tone="danger" title={t('failed')} /> : null}
      </div>
    );
  }
  const { id, answered } = attempt.started.attempt;
  const { waiting } = attempt;
  return (
    <Question
      ref={heading}
      attemptId={id}
      behaviour="checkpoint"
      item={item}
      code={attempt.started.code[item.id]}
      place={null}
      sources={sources}
      answered={answered[0] ?? null}
      waiting={waiting.has(item.id) ? { response: waiting.get(item.id) } : null}
      hints={[]}
      onHint={() => Promise.resolve(false)}
      onAnswered={attempt.noteAnswered}
      onWaiting={(response) => attempt.noteWaiting(item.id, response)}
    />
  );
}
