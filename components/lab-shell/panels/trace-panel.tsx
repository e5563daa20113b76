'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { StateIcon } from '@/components/ui/state-badge';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { formatClock } from '../run/format-tick';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import { lastAtMost, scrollToShow, visibleRows } from './row-window';
import { SpaceTimeDiagram } from './space-time-diagram';

const ROW_HEIGHT = 36;

type Filter = 'marked' | 'all' | 'diagram';

/** Every step of the branch that has been seen, or those with a mark, as text, a row being a button that goes there; or the run as a diagram. */
export function TracePanel() {
  const t = useTranslations('lab.trace');
  const diagram = useTranslations('lab.spaceTime');
  const [filter, setFilter] = useState<Filter>('marked');
  const { messages } = useLabSession();
  const marks = useLab((session) => session.marks());
  const stepCount = usePlayer((player) => player.seenEnd.step + 1);
  const markedSteps = marks.map((mark) => mark.step);
  const rowCount = filter === 'marked' ? markedSteps.length : stepCount;
  return (
    <div className="flex h-full flex-col">
      <div className="flex items-center justify-between gap-3 px-4 py-2">
        <p className="text-sm text-text-muted tabular-nums">{t('count', { count: rowCount })}</p>
        <ToggleGroup
          label={t('filter')}
          value={filter}
          onValueChange={setFilter}
          items={[
            { value: 'marked', label: t('marked') },
            { value: 'all', label: t('all') },
            ...(messages === null ? [] : [{ value: 'diagram' as const, label: diagram('show') }]),
          ]}
        />
      </div>
      {filter === 'diagram' && messages !== null ? (
        <SpaceTimeDiagram messages={messages} />
      ) : (
        <Rows rowCount={rowCount} steps={filter === 'all' ? null : markedSteps} />
      )}
    </div>
  );
}

interface RowsProps {
  readonly rowCount: number;
  /** The step of each row; null when row n is step n. */
  readonly steps: readonly number[] | null;
}

function Rows({ rowCount, steps }: RowsProps) {
  const t = useTranslations('lab.trace');
  const { player } = useLabSession();
  const step = usePlayer((state) => state.step);
  const branchId = usePlayer((state) => state.branchId);
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 300 });
  const currentRow = steps === null ? step : lastAtMost(steps, step);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || currentRow < 0) return;
    const target = scrollToShow(currentRow, ROW_HEIGHT, element.scrollTop, element.clientHeight);
    if (target !== null) element.scrollTop = target;
    setView({ top: element.scrollTop, height: element.clientHeight });
  }, [currentRow]);

  function moveTo(row: number): void {
    const target = steps === null ? row : steps[row];
    if (row < 0 || row >= rowCount || target === undefined) return;
    player.getState().seekStep(target);
    // The row to focus may not be drawn yet: it is after this step has been shown.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>('[aria-current]')?.focus());
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    moveTo(currentRow + by);
  }

  const { from, to } = visibleRows(rowCount, ROW_HEIGHT, view.top, view.height);
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto border-border border-t"
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ol aria-label={t('list')} className="relative" style={{ height: rowCount * ROW_HEIGHT }} onKeyDown={onKeyDown}>
        {Array.from({ length: to - from }, (_, index) => from + index).map((row) => {
          const rowStep = steps === null ? row : (steps[row] ?? 0);
          return (
            <TraceRow
              key={`${branchId}-${rowStep}`}
              step={rowStep}
              row={row}
              rowCount={rowCount}
              isCurrent={row === currentRow}
              isTabStop={row === Math.max(0, currentRow)}
            />
          );
        })}
      </ol>
    </div>
  );
}

interface TraceRowProps {
  readonly step: number;
  readonly row: number;
  readonly rowCount: number;
  readonly isCurrent: boolean;
  readonly isTabStop: boolean;
}

const TraceRow = memo(function TraceRow({ step, row, rowCount, isCurrent, isTabStop }: TraceRowProps) {
  const t = useTranslations();
  const locale = useLocale();
  const session = useLabSession();
  const { tick, summary, state, icon } = session.describe(step, t);
  const { unit, time } = formatClock(tick, session.clock, locale);
  return (
    <li
      aria-setsize={rowCount}
      aria-posinset={row + 1}
      className="absolute inset-x-0"
      style={{ top: row * ROW_HEIGHT, height: ROW_HEIGHT }}
    >
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={() => session.player.getState().seekStep(step)}
        className={cx(
          'flex size-full items-center gap-2.5 px-4 text-left text-sm focus-visible:-outline-offset-2',
          isCurrent ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="w-14 shrink-0 text-right text-text-muted text-xs tabular-nums">
          {time}
          <VisuallyHidden>{unit}</VisuallyHidden>
        </span>
        <span className="size-4 shrink-0">
          {state === null ? null : <StateIcon state={state} icon={icon} className="size-4" />}
        </span>
        <span className="min-w-0 truncate">{summary}</span>
      </button>
    </li>
  );
});
