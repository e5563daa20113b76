'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useLabSession, usePlayer } from './run/lab-context';
import { useClockText } from './run/use-clock-text';

/** Says each step that a person took by hand; silent while time runs. */
export function LiveRegion() {
  const t = useTranslations();
  const clockText = useClockText();
  const session = useLabSession();
  const handSteps = usePlayer((player) => player.handSteps);
  const [text, setText] = useState('');
  const saidSteps = useRef(handSteps);

  useEffect(() => {
    if (handSteps === saidSteps.current) return;
    saidSteps.current = handSteps;
    const { step } = session.player.getState();
    const { tick, summary } = session.describe(step, t);
    setText(`${clockText(tick)}. ${summary}`);
  }, [handSteps, session, t, clockText]);

  return (
    <p aria-live="polite" className="visually-hidden">
      {text}
    </p>
  );
}
