'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { formatMs } from './run/format-tick';
import { useLabSession, usePlayer } from './run/lab-context';

/** Says each step that a person took by hand; silent while time runs. */
export function LiveRegion() {
  const t = useTranslations();
  const locale = useLocale();
  const session = useLabSession();
  const handSteps = usePlayer((player) => player.handSteps);
  const [text, setText] = useState('');
  const saidSteps = useRef(handSteps);

  useEffect(() => {
    if (handSteps === saidSteps.current) return;
    saidSteps.current = handSteps;
    const { step } = session.player.getState();
    const { tick, summary } = session.describe(step, t);
    setText(`${t('lab.ms', { ms: formatMs(tick, session.ticksPerSecond, locale) })}. ${summary}`);
  }, [handSteps, session, t, locale]);

  return (
    <p aria-live="polite" className="visually-hidden">
      {text}
    </p>
  );
}
