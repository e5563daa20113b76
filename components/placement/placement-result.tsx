'use client';

import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import type { Place } from './types';

const looks = {
  known: { Icon: CircleCheck, color: 'text-success' },
  partly: { Icon: CircleDot, color: 'text-warn' },
  new: { Icon: CircleDashed, color: 'text-text-subtle' },
} as const;

interface PlacementResultProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly place: Place;
  readonly onAgain: () => void;
}

/** Which path is suggested, and how each area led to it. */
export function PlacementResult({ ref, place, onAgain }: PlacementResultProps) {
  const t = useTranslations('placement');
  const tPath = useTranslations('paths');
  const format = useFormatter();
  const locale = useLocale();
  const [first] = place.lessons;
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col items-start gap-4 rounded-lg border border-accent bg-accent-soft p-6">
        <p className="font-medium text-sm">{t('suggested')}</p>
        <h2 ref={ref} tabIndex={-1} className="text-3xl">
          {tPath(`names.${place.path}.title`)}
        </h2>
        <p>{t(`why.${place.path}`)}</p>
        {first === undefined ? null : (
          <p>{t('firstWritten', { topic: first.title[locale], count: place.lessons.length })}</p>
        )}
        <div className="flex flex-wrap gap-3">
          {first === undefined ? (
            <ButtonLink href="/labs" size="lg">
              {t('toLabs')}
            </ButtonLink>
          ) : (
            <ButtonLink href={first.href} size="lg">
              {t('toFirst', { topic: first.title[locale] })}
            </ButtonLink>
          )}
          <ButtonLink href={`/paths/${place.path}`} variant="secondary" size="lg">
            {t('toPath')}
          </ButtonLink>
        </div>
        {first === undefined ? <p>{t('noneWritten')}</p> : null}
      </div>
      <section aria-labelledby="areas" className="flex flex-col gap-4">
        <h3 id="areas" className="text-xl">
          {t('byArea')}
        </h3>
        <ul className="flex flex-col divide-y divide-border border-border border-y">
          {place.areas.map(({ area, earned, total, status, topics }) => {
            const { Icon, color } = looks[status];
            return (
              <li key={area} className="grid grid-cols-[auto_1fr_auto] items-start gap-x-3 gap-y-1 py-4">
                <Icon aria-hidden="true" className={`mt-0.5 size-5 ${color}`} />
                <p className="font-medium">
                  {t(`areas.${area}`)} <span className="font-normal text-text-muted">· {t(`status.${status}`)}</span>
                </p>
                <span className="text-sm text-text-muted tabular-nums">
                  {t('points', { earned: format.number(earned, { maximumFractionDigits: 1 }), total })}
                </span>
                <p className="col-span-2 col-start-2 text-sm text-text-muted">{t(`advice.${area}.${status}`)}</p>
                <ul className="col-span-2 col-start-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
                  {topics.map(({ number, title, href, turn }) => (
                    <li key={number}>
                      {href === null ? title[locale] : <TextLink href={href}>{title[locale]}</TextLink>}
                      {turn === null ? null : (
                        <span className="text-text-muted"> · {tPath(`topic.turns.${turn}`)}</span>
                      )}
                    </li>
                  ))}
                </ul>
              </li>
            );
          })}
        </ul>
        <p className="text-sm text-text-muted">{t('notKept')}</p>
      </section>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/topics" variant="secondary">
          {t('allPaths')}
        </ButtonLink>
        <Button variant="ghost" onClick={onAgain}>
          {t('again')}
        </Button>
      </div>
    </div>
  );
}
