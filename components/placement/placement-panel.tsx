'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CodeByItem, QuizSource } from '@/components/quiz/types';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { PublicItem } from '@/quiz/score';
import { PlacementQuestion } from './placement-question';
import { PlacementResult } from './placement-result';
import type { Checked, Place, PlacementActions } from './types';

interface PlacementPanelProps {
  readonly items: readonly PublicItem[];
  readonly code: CodeByItem;
  readonly sources: readonly QuizSource[];
  readonly actions: PlacementActions;
}

type Result = { readonly status: 'finding' | 'failed' } | { readonly status: 'found'; readonly place: Place };

/** The questions one after another, then the result. All of it lives in the page and is gone with it. */
export function PlacementPanel({ items, code, sources, actions }: PlacementPanelProps) {
  const t = useTranslations('placement');
  const heading = useRef<HTMLHeadingElement>(null);
  const [round, setRound] = useState(0);
  const [position, setPosition] = useState(0);
  const [responses, setResponses] = useState<Readonly<Record<string, unknown>>>({});
  const [checked, setChecked] = useState<Checked | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const item = items[position];

  const show = (change: () => void) => {
    flushSync(change);
    heading.current?.focus();
  };

  const check = async (response: unknown) => {
    if (item === undefined) return 'failed';
    const told = await actions.check({ itemId: item.id, response }).catch(() => undefined);
    if (!told?.ok) return told?.reason === 'invalid' ? 'invalid' : 'failed';
    setResponses((so) => ({ ...so, [item.id]: response }));
    setChecked(told);
    return 'checked';
  };

  const find = async () => {
    setResult({ status: 'finding' });
    const place = await actions.find(responses).catch(() => undefined);
    show(() => setResult(place?.ok ? { status: 'found', place } : { status: 'failed' }));
  };

  const next = () => {
    if (position + 1 === items.length) return void find();
    show(() => {
      setPosition(position + 1);
      setChecked(null);
    });
  };

  const again = () =>
    show(() => {
      setRound(round + 1);
      setPosition(0);
      setResponses({});
      setChecked(null);
      setResult(null);
    });

  if (result?.status === 'found') return <PlacementResult ref={heading} place={result.place} onAgain={again} />;
  return (
    <div className="flex flex-col gap-8">
      <ProgressBar
        label={t('progress')}
        labelHidden
        value={position + (checked === null ? 0 : 1)}
        max={items.length}
        valueText={t('done', { done: position + (checked === null ? 0 : 1), count: items.length })}
      />
      {item === undefined ? null : (
        <PlacementQuestion
          key={`${round} ${item.id}`}
          ref={heading}
          item={item}
          code={code[item.id]}
          number={position + 1}
          count={items.length}
          sources={sources}
          checked={checked}
          onCheck={check}
          onNext={next}
        />
      )}
      {result?.status === 'failed' ? (
        <Callout live tone="danger" title={t('failedTitle')}>
          <Button variant="secondary" className="self-start" onClick={() => void find()}>
            {t('retry')}
          </Button>
        </Callout>
      ) : null}
    </div>
  );
}
