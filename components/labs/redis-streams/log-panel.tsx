'use client';

import { ScrollArea } from '@base-ui/react/scroll-area';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useRef, useState } from 'react';
import { visibleRows } from '@/components/lab-shell/row-window';
import { useRun } from '@/components/lab-shell/use-run';
import { Button } from '@/components/ui/button';
import { streamAt } from '@/sim/redis-streams/figures';
import { StreamPicker, useChosenStream } from './group-picker';
import { type EntryRow, entryRows } from './log-rows';
import { StandingMark } from './standing-mark';
import type { PanelProps } from './store';

/** Browsers draw nothing beyond some 33 million pixels: a million rows must be lower than that. */
const ROW_HEIGHT = 30;

/** Every entry of a stream, however long it is: only the rows that are seen are read and drawn. */
export function LogPanel({ store }: PanelProps) {
  const t = useTranslations('redis-streams.log');
  const { keys, chosen, choose } = useChosenStream(store);
  const head = useRun(store, (state) => {
    const view = chosen === null ? null : streamAt(state, chosen);
    if (view === null) return null;
    const groups = view.groups.map(({ name, lastDeliveredId, pendingCount }) => [name, lastDeliveredId, pendingCount]);
    return { length: view.length, firstId: view.firstId, lastId: view.lastId, groups };
  });
  const scroller = useRef<HTMLDivElement>(null);
  const length = head?.length ?? 0;
  const goTo = (top: number) => {
    if (scroller.current !== null) scroller.current.scrollTop = top;
  };
  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2 px-4 py-2">
        <StreamPicker keys={keys} chosen={chosen} onChoose={choose} />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-sm text-text-muted tabular-nums">{t('count', { count: length })}</p>
          <span className="flex gap-1.5">
            <Button variant="secondary" size="sm" disabled={length === 0} onClick={() => goTo(0)}>
              {t('first')}
            </Button>
            <Button variant="secondary" size="sm" disabled={length === 0} onClick={() => goTo(length * ROW_HEIGHT)}>
              {t('last')}
            </Button>
          </span>
        </div>
      </div>
      <ScrollArea.Root className="relative min-h-0 flex-1 border-border border-t">
        <ScrollArea.Viewport
          ref={scroller}
          role="region"
          data-log-browser
          aria-label={t('list')}
          className="size-full focus-visible:-outline-offset-2"
        >
          {chosen === null || length === 0 ? (
            <p className="px-4 py-3 text-sm text-text-muted">{t('empty')}</p>
          ) : (
            <Rows store={store} chosen={chosen} length={length} scroller={scroller} />
          )}
        </ScrollArea.Viewport>
        <ScrollArea.Scrollbar orientation="vertical" className="flex w-1.5">
          <ScrollArea.Thumb className="w-full rounded-full bg-border-strong" />
        </ScrollArea.Scrollbar>
      </ScrollArea.Root>
    </div>
  );
}

interface RowsProps extends PanelProps {
  readonly chosen: string;
  readonly length: number;
  readonly scroller: { readonly current: HTMLElement | null };
}

/** The part that is drawn anew while it scrolls. */
function Rows({ store, chosen, length, scroller }: RowsProps) {
  const [view, setView] = useState({ top: 0, height: 300 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const measure = new ResizeObserver(look);
    measure.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      measure.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  const { from, to } = visibleRows(length, ROW_HEIGHT, view.top, view.height);
  const entries = entryRows(store.getState().snapshot.state, chosen, from, to - from);
  // However far one scrolls, the elements of the rows that are gone are those of the rows that come.
  const rows = entries.map((row, at) => ({ row, position: from + at, slot: (from + at) % entries.length }));
  return (
    <ol className="relative" style={{ height: length * ROW_HEIGHT }}>
      {rows.map(({ row, position, slot }) => (
        <Row key={slot} row={row} position={position} length={length} />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly row: EntryRow;
  readonly position: number;
  readonly length: number;
}

const Row = memo(
  function Row({ row, position, length }: RowProps) {
    return (
      <li
        aria-setsize={length}
        aria-posinset={position + 1}
        className="absolute inset-x-0 flex items-center gap-2.5 px-4 font-mono text-[0.8125rem] contain-strict"
        style={{ top: position * ROW_HEIGHT, height: ROW_HEIGHT }}
      >
        <span className="shrink-0">{row.id}</span>
        <span className="flex shrink-0 items-center gap-1">
          {row.standings.map((each) => (
            <Standing key={each.group} {...each} />
          ))}
        </span>
        <span className="min-w-0 truncate text-text-muted">{row.text}</span>
      </li>
    );
  },
  (before, now) => before.position === now.position && before.length === now.length && isSame(before.row, now.row),
);

function isSame(one: EntryRow, other: EntryRow): boolean {
  if (one.id !== other.id || one.standings.length !== other.standings.length) return false;
  return one.standings.every((each, at) => {
    const same = other.standings[at];
    return same?.group === each.group && same.standing === each.standing && same.deliveries === each.deliveries;
  });
}

/** Rows that scroll by mostly stand alike with a group: what is the same is not drawn anew. */
const Standing = memo(function Standing({ group, standing, deliveries }: EntryRow['standings'][number]) {
  const t = useTranslations('redis-streams.log');
  return (
    <span
      role="img"
      aria-label={t(`standings.${standing}`, { group, count: deliveries })}
      className="flex w-7 justify-center"
    >
      <StandingMark standing={standing} deliveries={deliveries} isGone={false} />
    </span>
  );
});
