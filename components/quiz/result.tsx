'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { Meter } from '@/components/ui/meter';
import type { PublicItem } from '@/quiz/score';
import { RichText } from './rich-text';
import type { AnsweredItem } from './types';

interface ResultProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly items: readonly PublicItem[];
  readonly answered: ReadonlyMap<string, AnsweredItem>;
  /** Goes back to the item at that position. */
  readonly onReview: (position: number) => void;
  readonly onAgain: () => void;
}

/** The end of a sitting: points in all and by question. */
export function Result({ ref, items, answered, onReview, onAgain }: ResultProps) {
  const t = useTranslations('quiz');
  const locale = useLocale();
  const scores = [...answered.values()].map((each) => each.score);
  const earned = scores.reduce((sum, score) => sum + score.earned, 0);
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  const openCount = items.length - answered.size;

  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <h2 ref={ref} tabIndex={-1} className="text-2xl">
          {t(openCount === 0 ? 'resultTitle' : 'resultOpenTitle')}
        </h2>
        <p className="text-text-muted">{openCount === 0 ? t('resultLead') : t('resultOpen', { count: openCount })}</p>
      </div>
      {total > 0 ? (
        <Meter label={t('resultPoints')} value={earned} max={total} valueText={t('points', { earned, total })} />
      ) : null}
      <ol className="flex flex-col divide-y divide-border border-y border-border">
        {items.map((item, position) => (
          <li key={item.id} className="flex flex-col items-start gap-2 py-4 sm:flex-row sm:items-center sm:gap-4">
            <span className="min-w-0 flex-1">
              <RichText text={item.stem[locale]} />
            </span>
            <ItemScore answered={answered.get(item.id)} />
            <Button
              variant="ghost"
              size="sm"
              onClick={() => onReview(position)}
              aria-label={t('reviewItem', { number: position + 1 })}
            >
              {t(answered.has(item.id) ? 'review' : 'answer')}
            </Button>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/progress">{t('toProgress')}</ButtonLink>
        {openCount === 0 ? (
          <Button variant="secondary" onClick={onAgain}>
            {t('again')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function ItemScore({ answered }: { readonly answered: AnsweredItem | undefined }) {
  const t = useTranslations('quiz');
  if (!answered) return <Badge>{t('open')}</Badge>;
  const { earned, total } = answered.score;
  const tone = earned === total ? 'success' : earned === 0 ? 'danger' : 'warn';
  return <Badge tone={tone}>{t('points', { earned, total })}</Badge>;
}
