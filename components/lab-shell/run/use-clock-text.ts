'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Tick } from '@/sim/core/simulation';
import { formatClock } from './format-tick';
import { useLabSession } from './lab-context';

/** Writes moments as the lab's clock shows them, with their unit. */
export function useClockText(): (tick: Tick) => string {
  const t = useTranslations('lab.clock');
  const locale = useLocale();
  const { clock } = useLabSession();
  return useCallback(
    (tick) => {
      const { unit, time } = formatClock(tick, clock, locale);
      return t(unit, { time });
    },
    [t, locale, clock],
  );
}
