import type { Edge, EdgeProps } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { memo, useCallback } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { usePlayer } from '@/components/lab-shell/run/lab-context';
import { type CanvasState, useCanvas } from '@/components/lab-shell/stage/nodes/canvas-store';
import { zoomWhenOut } from '@/components/lab-shell/stage/nodes/canvas-zoom';
import { straightPath } from '@/components/lab-shell/stage/nodes/straight-path';
import { type Box, type EdgeLine, edgeLine, LABEL } from './edge-path';
import { useReached } from './lit';

/** What a line of the canvas stands for. */
export type EdgeKind = 'publish' | 'binding' | 'exchange-binding' | 'dead-letter' | 'alternate' | 'consume' | 'reply';

export interface TopologyEdgeData extends Record<string, unknown> {
  readonly kind: EdgeKind;
  /** The key or the headers that it stands for; empty for none. */
  readonly label: string;
  /** Which of several lines between the same two nodes. */
  readonly lane: number;
  readonly from: Box;
  readonly to: Box;
}

export type TopologyEdge = Edge<TopologyEdgeData, 'topology'>;

const dashes: Readonly<Record<EdgeKind, string | undefined>> = {
  publish: undefined,
  binding: undefined,
  'exchange-binding': undefined,
  consume: undefined,
  'dead-letter': '7 5',
  alternate: '2 5',
  reply: '2 5',
};

/** A line with its arrow and its key: firm for a binding, dashed for what happens to messages that are refused or match nothing. */
export const TopologyEdge = memo(function TopologyEdge(props: EdgeProps<TopologyEdge>) {
  const { id, source, target, data } = props;
  const ends = useEnds(source, target);
  const isSelected = usePlayer((player) => player.selectedId === id);
  const isReached = useReached(id);
  if (data === undefined || ends === null) return null;
  const { fromX, fromY, toX, toY, zoomWhenOut } = ends;
  const line = edgeLine({ x: fromX, y: fromY, ...data.from }, { x: toX, y: toY, ...data.to }, data.lane);
  if (line === null) return null;
  const isClient = data.kind === 'publish' || data.kind === 'consume' || data.kind === 'reply';
  const opacity = isReached === false && !isClient ? 0.3 : 1;
  const color = isSelected
    ? 'var(--color-accent)'
    : isReached === true
      ? 'var(--color-state-success)'
      : data.kind === 'dead-letter' || data.kind === 'alternate'
        ? 'var(--color-state-paused)'
        : 'var(--color-border-strong)';
  const path = straightPath({
    sourceX: line.start.x,
    sourceY: line.start.y,
    targetX: line.end.x,
    targetY: line.end.y,
  });
  const width = isSelected || isReached === true ? 3.5 : isClient ? 1.4 : 1.8;
  return (
    <>
      <path
        d={path}
        fill="none"
        className="react-flow__edge-path"
        style={{ stroke: color, strokeWidth: width, strokeDasharray: dashes[data.kind], strokeOpacity: opacity }}
      />
      {/* Wide enough to be pressed. */}
      <path d={path} fill="none" strokeOpacity={0} strokeWidth={18} className="react-flow__edge-interaction" />
      <path
        d="M0 0L-8 4V-4Z"
        fill={color}
        fillOpacity={opacity}
        transform={`translate(${line.end.x} ${line.end.y}) rotate(${line.angle})`}
      />
      <Label
        kind={data.kind}
        label={data.label}
        line={line}
        zoomWhenOut={zoomWhenOut}
        isStrong={isSelected || isReached === true}
        opacity={opacity}
      />
    </>
  );
});

interface Ends {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly zoomWhenOut: number | null;
}

/** The middles of two nodes where they are now, while one is dragged, too, and the zoom: one look at the canvas's state for each of hundreds of lines. */
function useEnds(source: string, target: string): Ends | null {
  const select = useCallback(
    (state: CanvasState): Ends | null => {
      const from = centreOf(state, source);
      const to = centreOf(state, target);
      if (from === null || to === null) return null;
      return { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y, zoomWhenOut: zoomWhenOut(state) };
    },
    [source, target],
  );
  return useCanvas(useShallow(select));
}

function centreOf({ nodeById }: CanvasState, id: string): { readonly x: number; readonly y: number } | null {
  const node = nodeById.get(id);
  if (node === undefined) return null;
  const { width = 0, height = 0, position } = node;
  return { x: position.x + width / 2, y: position.y + height / 2 };
}

interface LabelProps {
  readonly kind: EdgeKind;
  readonly label: string;
  readonly line: EdgeLine;
  readonly zoomWhenOut: number | null;
  readonly isStrong: boolean;
  readonly opacity: number;
}

/** Shorter pieces of a key say nothing. */
const LABEL_CHARACTERS_MIN = 4;
/** Across a line that runs downwards there is room for so many letters, however short it is. */
const STEEP = { fromDegrees: 45, characters: 11 } as const;
/** Far away, in pixels of the screen: the letters, their width, and what of the line is to be seen beside them. */
const ZOOMED_OUT = { font: 11, letter: 6.7, line: 6, charactersMin: 5 } as const;

/** How many letters there is room for on a line, its length in units of the flow. */
function roomOn({ length, angle }: EdgeLine, zoomWhenOut: number | null): number {
  const room =
    zoomWhenOut === null
      ? (length - LABEL.line) / LABEL.letter
      : (length * zoomWhenOut - ZOOMED_OUT.line) / ZOOMED_OUT.letter;
  const isSteep = Math.abs(angle) > STEEP.fromDegrees && Math.abs(angle) < 180 - STEEP.fromDegrees;
  return Math.min(LABEL.charactersMax, Math.max(isSteep ? STEEP.characters : 0, Math.floor(room)));
}

/** The key on a ground that keeps it readable where lines cross. */
function Label({ kind, label, line, zoomWhenOut, isStrong, opacity }: LabelProps) {
  const t = useTranslations('labs.amqp.edge');
  const isBinding = kind === 'binding' || kind === 'exchange-binding';
  // Far away only the keys that route are worth the little room there is.
  if (zoomWhenOut !== null && !isBinding && !isStrong) return null;
  const words = [
    ...(kind === 'dead-letter' || kind === 'alternate' ? [t(kind === 'alternate' ? 'alternate' : 'deadLetter')] : []),
    ...(label === '' ? [] : [label]),
  ].join(' ');
  if (words === '') return null;
  // What was asked for is said whole.
  const room = zoomWhenOut !== null && isStrong ? words.length : roomOn(line, zoomWhenOut);
  const enough = zoomWhenOut === null ? LABEL_CHARACTERS_MIN : ZOOMED_OUT.charactersMin;
  // What a client sends is on its messages, too: not worth a piece of it.
  if (words.length > room && (!isBinding || room < enough)) return null;
  const shown = words.length > room ? `${words.slice(0, room - 1)}…` : words;
  return (
    <text
      x={line.label.x}
      y={line.label.y}
      textAnchor="middle"
      dominantBaseline="central"
      style={{ fontSize: zoomWhenOut === null ? '12px' : `calc(${ZOOMED_OUT.font}px / var(--zoom))` }}
      fontWeight={isStrong ? 700 : 500}
      fill="var(--color-text)"
      fillOpacity={opacity}
      stroke="var(--color-surface)"
      strokeWidth={5}
      strokeLinejoin="round"
      paintOrder="stroke"
      className={isBinding ? 'font-mono' : undefined}
    >
      {shown}
    </text>
  );
}
