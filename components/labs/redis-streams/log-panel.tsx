'use client';

import { useTranslations } from 'next-intl';
import { memo, type RefObject, useRef } from 'react';
import { useLongList } from '@/components/lab-shell/panels/use-long-list';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Button } from '@/components/ui/button';
import { streamAt } from '@/sim/redis-streams/figures';
import { EntryStatusMark } from './entry-status-mark';
import { StreamPicker, useChosenStream } from './group-picker';
import { type EntryRow, entryRows } from './log-rows';
import type { PanelProps } from './store';

const ROW_HEIGHT = 30;

/** Every entry of a stream, however long it is: only the rows that are seen are read and drawn. */
export function LogPanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.log');
  const { keys, chosen, choose } = useChosenStream(store);
  const head = useRun(store, (state) => {
    const view = chosen === null ? null : streamAt(state, chosen);
    if (view === null) return null;
    const groups = view.groups.map(({ name, lastDeliveredId, pendingCount }) => [name, lastDeliveredId, pendingCount]);
    return { length: view.length, firstId: view.firstId, lastId: view.lastId, groups };
  });
  const scroller = useRef<HTMLElement>(null);
  const length = head?.length ?? 0;
  const scrollTo = (edge: 'first' | 'last') => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = edge === 'first' ? 0 : element.scrollHeight;
  };
  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2 px-4 py-2">
        <StreamPicker keys={keys} chosen={chosen} onChoose={choose} />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-sm text-text-muted tabular-nums">{t('count', { count: length })}</p>
          <span className="flex gap-1.5">
            <Button variant="secondary" size="sm" disabled={length === 0} onClick={() => scrollTo('first')}>
              {t('first')}
            </Button>
            <Button variant="secondary" size="sm" disabled={length === 0} onClick={() => scrollTo('last')}>
              {t('last')}
            </Button>
          </span>
        </div>
      </div>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
        tabIndex={0}
        data-log-browser
        aria-label={t('list')}
        className="min-h-0 flex-1 overflow-y-auto border-border border-t [scrollbar-color:var(--color-border-strong)_transparent] [scrollbar-width:thin] focus-visible:-outline-offset-2"
      >
        {chosen === null || length === 0 ? (
          <p className="px-4 py-3 text-sm text-text-muted">{t('empty')}</p>
        ) : (
          <Rows store={store} chosen={chosen} length={length} scroller={scroller} />
        )}
      </section>
    </div>
  );
}

interface RowsProps extends PanelProps {
  readonly chosen: string;
  readonly length: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The part that is drawn anew while it scrolls. */
function Rows({ store, chosen, length, scroller }: RowsProps) {
  const { from, to, height, top, slotOf } = useLongList(scroller, length, ROW_HEIGHT);
  const entries = entryRows(store.getState().snapshot.state, chosen, from, to - from);
  return (
    <div style={{ height }}>
      {/* A layer of its own: millions of pixels down, browsers have too coarse numbers to place letters within a row. */}
      <ol className="will-change-transform" style={{ transform: `translateY(${top}px)` }}>
        {entries.map((row, at) => (
          <Row key={slotOf(from + at)} row={row} position={from + at} length={length} />
        ))}
      </ol>
    </div>
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
        className="truncate px-4 font-mono text-[0.8125rem] contain-strict"
        style={{ height: ROW_HEIGHT, lineHeight: `${ROW_HEIGHT}px` }}
      >
        {row.id}
        {row.statuses.map((each) => (
          <GroupStatus key={each.group} {...each} />
        ))}
        <span className="text-text-muted">{row.text}</span>
      </li>
    );
  },
  (before, now) => before.position === now.position && before.length === now.length && isSame(before.row, now.row),
);

function isSame(one: EntryRow, other: EntryRow): boolean {
  if (one.id !== other.id || one.statuses.length !== other.statuses.length) return false;
  return one.statuses.every((each, at) => {
    const same = other.statuses[at];
    return same?.group === each.group && same.status === each.status && same.deliveries === each.deliveries;
  });
}

/** Rows that scroll by mostly stand alike with a group: what is the same is not drawn anew. */
const GroupStatus = memo(function GroupStatus({ group, status, deliveries }: EntryRow['statuses'][number]) {
  const t = useTranslations('labs.redis-streams.log');
  return (
    <span
      role="img"
      aria-label={t(`statuses.${status}`, { group, count: deliveries })}
      className="mx-2 inline-flex h-full w-7 items-center justify-center align-top"
    >
      <EntryStatusMark status={status} deliveries={deliveries} isGone={false} />
    </span>
  );
});
