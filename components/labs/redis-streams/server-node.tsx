import type { NodeProps } from '@xyflow/react';
import { Database, Scissors } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { NodeFrame } from '@/components/lab-shell/stage/nodes/node-frame';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import { cx } from '@/components/ui/cx';
import { EntryStatusMark } from './entry-status-mark';
import { SERVER_PARTS, STRIP } from './layout';
import type { ServerNode as ServerFlowNode } from './node-data';
import { type GroupRow, type StreamStrip, type StripCell, shortId } from './stream-strip';

const LABEL = STRIP.label;

/** The server: each stream as a strip of its log, each group as a row below it with its cursor. */
export const ServerNode = memo(function ServerNode({ data, selected }: NodeProps<ServerFlowNode>) {
  const { streams, streamsLeftOut, blocked, version, replica } = data;
  const t = useTranslations('labs.redis-streams.node');
  const words = [
    `${t('serverLabel')} ${version}`,
    ...(replica === null ? [] : [t(`replica.${replica}`)]),
    ...streams.flatMap((stream) => [
      t('streamLabel', { key: stream.key, length: stream.length, lastId: stream.lastId }),
      ...stream.groups.map((group) => groupWords(group, t)),
    ]),
    ...(blocked === 0 ? [] : [t('blockedClients', { count: blocked })]),
  ];
  return (
    <NodeFrame
      label={words.join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      color="var(--color-border-strong)"
      className="px-3"
    >
      <span className="flex shrink-0 items-center gap-2" style={{ height: SERVER_PARTS.head }}>
        <Database aria-hidden="true" className="size-[16px] text-text-muted" />
        <span className="font-semibold text-[16px] leading-none zoomed-out:hidden">redis</span>
        <ZoomedOutLabel name="redis" lines={1} />
        <span className="shrink-0 rounded-full bg-sunken px-1.5 font-medium text-[12.5px] text-text-muted leading-[17px] zoomed-out:hidden">
          {version}
        </span>
        {replica === null ? (
          <span className="font-mono text-[12.5px] zoomed-out:hidden text-text-muted leading-none">127.0.0.1:6379</span>
        ) : (
          <span className="text-[12.5px] text-text-muted leading-none zoomed-out:hidden">
            {t(`replica.${replica}`)}
          </span>
        )}
        {blocked === 0 ? null : (
          <>
            <span className="ml-auto text-[12.5px] text-text-muted leading-none zoomed-out:hidden">
              {t('blockedClients', { count: blocked })}
            </span>
            <ZoomedOutLabel
              name={t('blockedClients', { count: blocked })}
              lines={1}
              isName={false}
              className="ml-auto"
            />
          </>
        )}
      </span>
      {streams.length === 0 ? (
        <span
          className="text-[14px] zoomed-out:text-[length:calc(11px/var(--zoom))] text-text-muted"
          style={{ height: SERVER_PARTS.empty }}
        >
          {t('noStreams')}
        </span>
      ) : (
        streams.map((stream) => <Stream key={stream.key} stream={stream} />)
      )}
      {streamsLeftOut === 0 ? null : (
        <span className="text-[12.5px] text-text-muted" style={{ height: SERVER_PARTS.more }}>
          {t('moreStreams', { count: streamsLeftOut })}
        </span>
      )}
    </NodeFrame>
  );
});

type NodeText = ReturnType<typeof useTranslations<'labs.redis-streams.node'>>;

function groupWords({ name, pending, lag, lastDeliveredId, unreadTrimmed }: GroupRow, t: NodeText): string {
  const words = t('groupLabel', { name, pending, lag: lag ?? t('unknown'), lastId: lastDeliveredId });
  return unreadTrimmed === 0 ? words : `${words}, ${t('unreadTrimmed', { count: unreadTrimmed })}`;
}

function Stream({ stream }: { readonly stream: StreamStrip }) {
  const t = useTranslations('labs.redis-streams.node');
  const { key, length, cells, groups, groupsLeftOut } = stream;
  const { title, ids, group: groupHeight, gap, more } = SERVER_PARTS;
  return (
    <span aria-hidden="true" className="flex flex-col border-border border-t" style={{ paddingBottom: gap - 1 }}>
      <span className="flex items-center gap-2" style={{ height: title }}>
        <span className="truncate font-mono font-semibold text-[14px] zoomed-out:hidden">{key}</span>
        <ZoomedOutLabel name={key} lines={1} className="font-mono" />
        <span className="text-[12.5px] zoomed-out:hidden text-text-muted tabular-nums">
          {t('length', { count: length })}
        </span>
        <ZoomedOutLabel name={t('length', { count: length })} lines={1} isName={false} className="shrink-0" />
      </span>
      <span className="flex items-stretch" style={{ height: ids, paddingLeft: LABEL }}>
        {cells.length === 0 ? (
          <>
            <span className="self-center text-[12.5px] text-text-muted zoomed-out:hidden">{t('emptyStream')}</span>
            <ZoomedOutLabel name={t('emptyStream')} lines={1} isName={false} />
          </>
        ) : (
          cells.map((cell, at) => <IdCell key={keyOf(cell)} cell={cell} isFirst={at === 0} />)
        )}
      </span>
      {groups.map((group, row) => (
        <Row key={group.name} group={group} cells={cells} row={row} height={groupHeight} />
      ))}
      {groupsLeftOut === 0 ? null : (
        <span className="text-[12px] text-text-muted" style={{ height: more }}>
          {t('moreGroups', { count: groupsLeftOut })}
        </span>
      )}
    </span>
  );
}

function keyOf(cell: StripCell): string {
  return cell.type === 'entry' ? cell.id : `fold-${cell.at}`;
}

function widthOf(cell: StripCell): number {
  return cell.type === 'entry' ? STRIP.cell : STRIP.fold;
}

function IdCell({ cell, isFirst }: { readonly cell: StripCell; readonly isFirst: boolean }) {
  const isFold = cell.type === 'fold';
  return (
    <span
      className={cx(
        'flex items-center justify-center overflow-hidden whitespace-nowrap border-border-strong border-y border-r leading-none',
        isFirst && 'rounded-l-[3px] border-l',
        isFold ? 'border-dashed text-[12px] text-text-muted tracking-tighter' : 'font-mono text-[12px] tracking-tight',
        !isFold && cell.isGone && 'border-dashed text-text-muted line-through',
      )}
      style={{ width: widthOf(cell) }}
    >
      <span className="zoomed-out:hidden">{isFold ? `+${compact(cell.count)}` : shortId(cell.id)}</span>
      {isFold ? <ZoomedOutLabel name="⋯" lines={1} isName={false} /> : null}
    </span>
  );
}

/** Thousands as "12k": there is room for four characters. */
function compact(count: number): string {
  if (count < 1000) return String(count);
  return count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

interface RowProps {
  readonly group: GroupRow;
  readonly cells: readonly StripCell[];
  readonly row: number;
  readonly height: number;
}

function Row({ group, cells, row, height }: RowProps) {
  const t = useTranslations('labs.redis-streams.node');
  const cursorX = cells.slice(0, group.cursorAfter).reduce((sum, cell) => sum + widthOf(cell), 0);
  return (
    <span className="relative flex items-stretch" style={{ height }}>
      <span className="flex shrink-0 flex-col justify-center gap-[2px] pr-2 leading-none" style={{ width: LABEL }}>
        <span className="truncate font-medium text-[12.5px] zoomed-out:hidden">{group.name}</span>
        <ZoomedOutLabel name={group.name} lines={1} />
        <span className="flex zoomed-out:hidden items-center gap-1 truncate text-[12px] text-text-muted leading-[1.3] tabular-nums">
          {t('groupFacts', {
            lag: group.lag === null ? '?' : compact(Number(group.lag)),
            pending: compact(group.pending),
          })}
        </span>
      </span>
      {cells.map((cell) => (
        <span key={keyOf(cell)} className="flex items-center justify-center" style={{ width: widthOf(cell) }}>
          {cell.type === 'fold' || cell.statuses[row] === undefined ? (
            <span className="text-[12px] text-text-subtle leading-none">⋯</span>
          ) : (
            <EntryStatusMark {...cell.statuses[row]} isGone={cell.isGone} />
          )}
        </span>
      ))}
      <span
        className="absolute inset-y-[2px] border-(--color-accent) border-l-[3px] transition-[left] duration-base motion-reduce:transition-none"
        style={{ left: LABEL + cursorX - 1.5 }}
      >
        <span className="absolute top-0 left-[-3px] size-0 border-y-[4px] border-y-transparent border-l-(--color-accent) border-l-[7px]" />
      </span>
      {group.unreadTrimmed === 0 ? null : (
        <span className="absolute right-0 flex h-full items-center gap-1 bg-surface pl-1 font-semibold text-(--color-state-failure) text-[12px] tabular-nums">
          <Scissors className="size-[12px]" />
          {group.unreadTrimmed}
        </span>
      )}
    </span>
  );
}
