'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useHydrated } from '@/components/ui/use-hydrated';
import { Question } from './question';
import type { QuizSource, SittingActions } from './types';
import { useSitting } from './use-sitting';
import { WithheldNote } from './withheld-note';

interface CheckpointPanelProps {
  readonly topicId: string;
  readonly itemId: string;
  readonly sources: readonly QuizSource[];
  readonly actions: SittingActions;
}

/** One item by itself, told at once: fetched when it is asked for. */
export function CheckpointPanel({ topicId, itemId, sources, actions }: CheckpointPanelProps) {
  const t = useTranslations('quiz.checkpoint');
  const heading = useRef<HTMLHeadingElement>(null);
  const isHydrated = useHydrated();
  const sitting = useSitting({ topicId, behaviour: 'checkpoint', itemId, actions }, null);
  const [item] = sitting.started?.sitting.items ?? [];
  const [withheld] = sitting.started?.sitting.withheld ?? [];
  if (withheld !== undefined) {
    return <WithheldNote quiz={withheld} actions={actions} onEnded={() => void sitting.refresh()} />;
  }
  if (sitting.started === null || item === undefined) {
    return (
      <div className="flex flex-col items-start gap-3">
        <p className="text-text-muted">{t('lead')}</p>
        <Button
          variant="secondary"
          loading={sitting.status === 'fetching'}
          disabled={!isHydrated}
          onClick={async () => {
            await sitting.begin();
            requestAnimationFrame(() => heading.current?.focus());
          }}
        >
          {t('show')}
        </Button>
        {sitting.status === 'failed' ? <Callout live tone="danger" title={t('failed')} /> : null}
      </div>
    );
  }
  const { id, answered } = sitting.started.sitting;
  const { waiting } = sitting;
  return (
    <Question
      ref={heading}
      attemptId={id}
      behaviour="checkpoint"
      item={item}
      code={sitting.started.code[item.id]}
      place={null}
      sources={sources}
      answered={answered[0] ?? null}
      waiting={waiting.has(item.id) ? { response: waiting.get(item.id) } : null}
      hints={[]}
      onHint={() => Promise.resolve(false)}
      onAnswered={sitting.noteAnswered}
      onWaiting={(response) => sitting.noteWaiting(item.id, response)}
    />
  );
}
