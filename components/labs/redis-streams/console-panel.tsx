'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { TERMINALS } from '@/sim/redis-streams/config';
import { terminalMode } from '@/sim/redis-streams/state';
import { ConsoleLines } from './console-lines';
import { ConsolePrompt } from './console-prompt';
import { typedText } from './reply-text';
import { type PanelProps, runTyped } from './store';

const terminals = Array.from({ length: TERMINALS }, (_, index) => String(index + 1));

/** Terminals that work as redis-cli does, on the run: what is typed, and what clicks elsewhere ran, with the replies. */
export function ConsolePanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.console');
  const [terminal, setTerminal] = useState(1);
  const all = useRun(store, ({ console }) => console.lines);
  const mode = useRun(store, (state) => terminalMode(state, terminal));
  // What clicks elsewhere ran is on no terminal, and shown on each.
  const lines = useMemo(
    () => all.filter((line) => line.terminal === null || line.terminal === terminal),
    [all, terminal],
  );
  const awaited = lines.find((line) => line.isBlocked && line.terminal === terminal);
  const scroller = useRef<HTMLDivElement>(null);
  const last = lines.at(-1);
  const lastKey = `${last?.number} ${last?.repliedTick}`;
  useEffect(() => {
    if (scroller.current !== null && lastKey !== '') scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [lastKey]);
  return (
    <div className="flex h-full flex-col bg-sunken font-mono text-[0.8125rem] leading-[1.45]">
      <div className="flex items-center gap-2 border-border border-b px-3 py-1 font-sans text-text-muted text-xs">
        <span aria-hidden="true">{t('terminals')}</span>
        <ToggleGroup
          label={t('terminals')}
          items={terminals.map((value) => ({ value, label: value }))}
          value={String(terminal)}
          onValueChange={(value) => setTerminal(Number(value))}
        />
      </div>
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
        history={lines.flatMap(({ argv }) => (argv.length === 0 ? [] : [typedText(argv)]))}
        mode={mode}
        isWaiting={awaited !== undefined}
        onLine={(argv) => runTyped(store, argv, terminal)}
        onInterrupt={() => {
          const blocked = awaited ?? lines.findLast(({ isBlocked }) => isBlocked);
          if (blocked !== undefined) store.getState().dispatch({ type: 'interrupt', number: blocked.number });
        }}
      />
    </div>
  );
}
