'use client';

import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Ref, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { useReducedMotion } from '@/components/ui/motion-choice';
import { MapPlace, type TopicState } from './map-place';
import { places, type Stop, stops } from './stack';
import { useTravel } from './use-travel';

interface StackMapProps {
  /** By topic number. */
  readonly topics: Readonly<Record<string, TopicState>>;
}

/** The stack that the readers run. A request travels through it and its result comes back; every place opens its lesson. */
export function StackMap({ topics }: StackMapProps) {
  const t = useTranslations('home.map');
  const list = useRef<HTMLOListElement>(null);
  const dot = useRef<HTMLLIElement>(null);
  const [position, setPosition] = useState(0);
  const [wantsToPlay, setWantsToPlay] = useState(true);
  const isStill = useReducedMotion();
  const isPlaying = wantsToPlay && !isStill;
  useTravel({ list, dot, position, isPlaying, onArrived: setPosition });
  const stop = stops[position];

  const step = (by: number) => {
    setWantsToPlay(false);
    setPosition((position + by + stops.length) % stops.length);
  };

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-x-4 gap-y-2 sm:flex-row sm:items-center">
        <fieldset aria-label={t('controls')} className="flex shrink-0 items-center gap-1">
          <IconButton label={t('back')} icon={<StepBack aria-hidden="true" />} onClick={() => step(-1)} />
          {isStill ? null : (
            <IconButton
              label={t(isPlaying ? 'pause' : 'play')}
              icon={isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
              variant="secondary"
              onClick={() => setWantsToPlay(!isPlaying)}
            />
          )}
          <IconButton label={t('forward')} icon={<StepForward aria-hidden="true" />} onClick={() => step(1)} />
        </fieldset>
        {stop === undefined ? null : <Caption stop={stop} number={position + 1} isAnnounced={!isPlaying} />}
      </div>
      <ol
        ref={list}
        aria-label={t('label')}
        className="relative isolate grid gap-3 pl-8 [--gap:2.25rem] before:absolute before:inset-y-6 before:left-[0.6875rem] before:-z-10 before:w-px before:bg-border-strong lg:auto-rows-fr lg:grid-cols-4 lg:gap-(--gap) lg:pl-0 lg:before:hidden"
      >
        {places.map((place) => (
          <MapPlace
            key={place.id}
            place={place}
            topic={place.topic === null ? null : (topics[place.topic] ?? null)}
            isHere={stop?.at === place.id}
          />
        ))}
        <Dot ref={dot} isReturning={stop?.isReturning === true} />
      </ol>
    </div>
  );
}

interface CaptionProps {
  readonly stop: Stop;
  readonly number: number;
  /** Read aloud when it changes: only where the reader moves the request. */
  readonly isAnnounced: boolean;
}

/** What happens at this stop. Two lines are kept free for it, so that nothing below moves. */
function Caption({ stop, number, isAnnounced }: CaptionProps) {
  const t = useTranslations('home.map');
  return (
    <p aria-live={isAnnounced ? 'polite' : 'off'} className="min-h-[3.3em] text-pretty lg:min-h-0">
      <span className="mr-2 text-sm text-text-subtle tabular-nums">{t('stop', { number, count: stops.length })}</span>
      <span className="mr-2 font-semibold">{t(`places.${stop.at}.name`)}</span>
      <span className="text-text-muted">{t(`stops.${stop.id}`)}</span>
    </p>
  );
}

/** The request on its way, a disc; the result coming back, a square. It passes behind the boxes. */
function Dot({ ref, isReturning }: { readonly ref: Ref<HTMLLIElement>; readonly isReturning: boolean }) {
  return (
    <li
      ref={ref}
      aria-hidden="true"
      className={cx(
        'pointer-events-none absolute size-4 -translate-x-1/2 -translate-y-1/2 border-2 border-canvas bg-accent',
        isReturning ? 'rounded-xs' : 'rounded-full',
      )}
    />
  );
}
