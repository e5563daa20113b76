import { Camera } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { LogCell, LogStripData, ServerNodeData } from './server-data';

interface LogStripProps {
  readonly log: LogStripData;
  readonly side: ServerNodeData['logSide'];
  /** Leaves out what the cells show too. */
  readonly isShort: boolean;
  /** The colour of what is committed. */
  readonly color: string;
}

/**
 * The log beside its server: a cell per entry with its term, filled and underlined where the server knows it to be
 * committed, hollow and dashed where not. Decorative: the server's own name says it in words.
 */
export function LogStrip({ log, side, isShort, color }: LogStripProps) {
  const t = useTranslations('labs.raft.node');
  if (log.lastIndex === 0) return null;
  return (
    <div
      aria-hidden="true"
      className={cx(
        'pointer-events-none absolute left-1/2 flex -translate-x-1/2 items-center gap-1 whitespace-nowrap',
        side === 'above' ? 'bottom-[calc(100%+14px)] flex-col-reverse' : 'top-[calc(100%+14px)] flex-col',
      )}
    >
      <span className="flex items-stretch rounded-[4px] bg-surface">
        {log.snapshotIndex === null ? null : (
          <span className="flex items-center gap-0.5 rounded-l-[4px] border-2 border-text-muted border-double bg-sunken px-1 font-mono text-[15px] leading-none">
            <Camera className="size-[13px]" />
            {log.snapshotIndex}
          </span>
        )}
        {log.foldedCount === 0 ? null : (
          <span className="flex items-center border-border-strong border-y border-r border-dashed px-1 text-[15px] first:rounded-l-[4px] first:border-l text-text-muted leading-none">
            +{log.foldedCount}
          </span>
        )}
        {log.cells.map((cell) => (
          <Cell key={cell.index} cell={cell} color={color} />
        ))}
      </span>
      {log.indexes === null || isShort ? null : (
        <span className="rounded-sm bg-surface/80 px-1 text-[15px] text-text-muted leading-none tabular-nums">
          {t('indexes', log.indexes)}
        </span>
      )}
    </div>
  );
}

function Cell({ cell, color }: { readonly cell: LogCell; readonly color: string }) {
  const { term, kind, isCommitted } = cell;
  return (
    <span
      className={cx(
        'box-border flex h-[25px] min-w-[18.5px] items-center justify-center border-y border-r px-[3px] font-mono text-[15.5px] leading-none first:rounded-l-[4px] first:border-l last:rounded-r-[4px]',
        isCommitted ? 'border-solid font-bold text-text' : 'border-dashed text-text-muted',
        kind === 'no-op' && 'italic',
      )}
      style={{
        borderColor: 'var(--color-border-strong)',
        backgroundColor: isCommitted
          ? `color-mix(in srgb, ${color} 22%, var(--color-surface))`
          : 'var(--color-surface)',
        boxShadow: isCommitted ? `inset 0 -3px 0 ${color}` : undefined,
      }}
    >
      {kind === 'configuration' ? `C${term}` : term}
    </span>
  );
}
