'use client';

import * as m from 'framer-motion/m';
import { useTranslations } from 'next-intl';
import { LabMotion } from '@/components/lab-shell/motion/lab-motion';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { cx } from '@/components/ui/cx';
import type { RaftTypes } from '@/sim/raft/lab';
import { logTableOf, type TableCell } from './log-table-rows';

const HEAD = 'px-1.5 text-right font-normal text-text-muted';

/** All logs under one another, an index a column: what differs stands in one place. Nothing while every log is empty, and in a frame. */
export function LogTable({ store }: { readonly store: LabStore<RaftTypes> }) {
  const t = useTranslations('labs.raft.logTable');
  const { first, last, hasLeader, rows } = useRun(store, logTableOf);
  if (last === 0) return null;
  const leaderRow = rows.findIndex(({ isLeader }) => isLeader);
  const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return (
    <LabMotion>
      <section
        aria-label={t('label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        className="low:hidden max-h-40 shrink-0 overflow-auto border-border border-t px-3 py-1"
      >
        <table className="text-xs tabular-nums leading-tight">
          <thead>
            <tr>
              <th scope="col" className="pr-2 text-left font-normal text-text-muted">
                {first > 1 ? t('from', { first }) : t('index')}
              </th>
              {indexes.map((index) => (
                <th key={index} scope="col" className="min-w-9 px-1 font-normal text-text-muted">
                  {index}
                </th>
              ))}
              {hasLeader ? (
                <>
                  <th scope="col" className={HEAD}>
                    nextIndex
                  </th>
                  <th scope="col" className={HEAD}>
                    matchIndex
                  </th>
                </>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, isLeader, cells, nextIndex, matchIndex }, row) => (
              <tr key={id}>
                <th scope="row" className={cx('pr-2 text-left', isLeader ? 'font-semibold' : 'font-normal')}>
                  {isLeader ? t('leader', { server: id }) : id}
                </th>
                {indexes.map((index, column) => (
                  <Cell key={index} cell={cells[column] ?? null} rowsFromLeader={leaderRow < 0 ? 0 : leaderRow - row} />
                ))}
                {hasLeader ? (
                  <>
                    <td className="px-1.5 text-right">{nextIndex ?? ''}</td>
                    <td className="px-1.5 text-right">{matchIndex ?? ''}</td>
                  </>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </LabMotion>
  );
}

interface CellProps {
  readonly cell: TableCell | null;
  readonly rowsFromLeader: number;
}

/** In pixels, about. */
const ROW_HEIGHT = 18;

/** An entry comes from where it was copied: the leader's row. */
function Cell({ cell, rowsFromLeader }: CellProps) {
  const t = useTranslations('labs.raft.logTable');
  if (cell === null) return <td className="border border-border border-dashed" />;
  if (cell.kind === 'snapshot')
    return <td className="border border-border bg-sunken px-1 text-center text-text-muted">{t('snapshot')}</td>;
  return (
    <td
      className={cx(
        'whitespace-nowrap border border-border-strong px-1 text-center font-mono',
        cell.isCommitted ? 'bg-success/15 font-semibold' : 'border-dashed text-text-muted',
      )}
    >
      <m.span
        key={`${cell.term} ${cell.value}`}
        initial={{ opacity: 0, y: rowsFromLeader * ROW_HEIGHT }}
        animate={{ opacity: 1, y: 0 }}
        className="inline-block"
      >
        {cell.term}
        <span className="font-normal"> {cell.kind === 'client' ? cell.value : t(cell.kind)}</span>
      </m.span>
      {cell.isCommitted ? <span className="visually-hidden"> {t('committed')}</span> : null}
    </td>
  );
}
