'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { ConsoleLines } from './console-lines';
import { ConsolePrompt } from './console-prompt';
import { typedText } from './reply-text';
import { type PanelProps, runTyped } from './store';

/** A console that works as redis-cli does, on the run: what is typed, and what clicks elsewhere ran, with the replies. */
export function ConsolePanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.console');
  const lines = useRun(store, ({ console }) => console.lines);
  const scroller = useRef<HTMLDivElement>(null);
  const last = lines.at(-1);
  const lastKey = `${last?.number} ${last?.repliedTick}`;
  useEffect(() => {
    if (scroller.current !== null && lastKey !== '') scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [lastKey]);
  return (
    <div className="flex h-full flex-col bg-sunken font-mono text-[0.8125rem] leading-[1.45]">
      <div
        ref={scroller}
        role="log"
        aria-label={t('log')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
        tabIndex={0}
        className="thin-scrollbar min-h-0 flex-1 overflow-auto px-3 pt-2 pb-1 focus-visible:-outline-offset-2"
      >
        {lines.length === 0 ? <p className="font-sans text-sm text-text-muted">{t('empty')}</p> : null}
        <ConsoleLines
          lines={lines}
          onInterrupt={(number) => store.getState().dispatch({ type: 'interrupt', number })}
        />
      </div>
      <ConsolePrompt
        history={lines.map(({ argv }) => typedText(argv))}
        onLine={(argv) => runTyped(store, argv)}
        onInterrupt={() => {
          const blocked = lines.findLast(({ isBlocked }) => isBlocked);
          if (blocked !== undefined) store.getState().dispatch({ type: 'interrupt', number: blocked.number });
        }}
      />
    </div>
  );
}
