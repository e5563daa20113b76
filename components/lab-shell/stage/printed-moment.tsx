'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import { useClockText } from '../run/use-clock-text';

/** What stands in a stage's place on paper: the moment as a list in words. Written only when the page is printed, whatever the stage is. */
export function PrintedMoment() {
  return useIsPrinting() ? <MomentInWords /> : null;
}

function MomentInWords() {
  const t = useTranslations();
  const clockText = useClockText();
  const session = useLabSession();
  const step = usePlayer((player) => player.step);
  const items = useLab((shown, words) => shown.items(words));
  const { tick, summary, details } = session.describe(step, t);
  return (
    <div className="hidden text-sm print:block">
      <p className="font-medium">
        {clockText(tick)} · {summary}
      </p>
      {details.length === 0 ? null : <p>{details.join(' · ')}</p>}
      <ul aria-label={t('lab.nodes.list')} className="mt-2 list-disc pl-5">
        {items.map(({ id, name, role, facts }) => (
          <li key={id}>
            <span className="font-semibold">{name}</span> {[role, facts].filter((words) => words !== '').join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** True while the browser lays the page out for paper. */
function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    // The browser lays out right after it has told.
    const show = () => flushSync(() => setIsPrinting(true));
    const hide = () => setIsPrinting(false);
    window.addEventListener('beforeprint', show);
    window.addEventListener('afterprint', hide);
    return () => {
      window.removeEventListener('beforeprint', show);
      window.removeEventListener('afterprint', hide);
    };
  }, []);
  return isPrinting;
}
