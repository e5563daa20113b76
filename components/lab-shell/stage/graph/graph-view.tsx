'use client';

import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { StateIcon } from '@/components/ui/state-badge';
import { statePalette } from '@/components/ui/state-palette';
import { useLab, useLabSession } from '../../run/lab-context';
import { wordsOf } from '../../view/words';
import { ItemToolbar } from '../item-toolbar';
import type { BoundStageProps } from '../stage';
import { useGestures } from '../use-gestures';
import type { BoundGraph, Graph, GraphNode } from './graph';
import { type Box, type GraphLayout, layOutGraph, lineEnd, type Place } from './graph-layout';
import { shortNames } from './short-names';
import { moved, WHOLE, type Zoom, zoomedAt, zoomedRegion } from './zoom';

/** How much one press of a button zooms. */
const ZOOM_STEP = 1.5;

interface GraphViewProps extends BoundStageProps {
  readonly graph: BoundGraph;
}

/** Nodes as buttons over lines and over what the lab draws behind them. */
export function GraphView({ graph, selectedId, onSelect, isPicture, size }: GraphViewProps) {
  const { labId } = useLabSession();
  const shown = useLab((_session, words) => graph.read(wordsOf(labId, words)));
  const area = useRef<HTMLDivElement>(null);
  const box = useBox(area);
  const [zoom, setZoom] = useState<Zoom>(WHOLE);
  const layout = useLayout(shown, graph, box);
  const change = (by: (before: Zoom) => Zoom) => {
    if (!isPicture) setZoom(by);
  };
  useGestures(area, {
    pan: (dx, dy) => change((before) => moved(before, dx, dy, box)),
    zoom: (factor, x, y) => change((before) => zoomedAt(before, factor, { x, y }, box)),
  });
  return (
    <div className="absolute inset-0 flex flex-col bg-surface">
      {isPicture ? null : (
        <div className="flex min-h-10 items-center justify-end gap-0.5 px-1.5">
          {selectedId === null ? null : (
            <div className="mr-auto ml-1 min-w-0">
              <ItemToolbar itemId={selectedId} shape="row" />
            </div>
          )}
          <ZoomButtons
            onZoom={(factor) =>
              setZoom((before) => (factor === 0 ? WHOLE : zoomedAt(before, factor, middleOf(box), box)))
            }
          />
        </div>
      )}
      <div
        ref={area}
        className={cx(
          'relative min-h-0 flex-1 select-none overflow-hidden',
          zoom.factor === 1 ? 'touch-pan-y' : 'touch-none',
        )}
      >
        {box.width === 0 ? null : (
          <Drawing
            graph={graph}
            edges={shown.edges}
            layout={layout}
            zoom={zoom}
            selectedId={selectedId}
            onSelect={onSelect}
          />
        )}
      </div>
      {graph.below === null || isPicture || size === 'lesson' ? null : graph.below(selectedId)}
    </div>
  );
}

function middleOf({ width, height }: Box): Place {
  return { x: width / 2, y: height / 2 };
}

type PlacedNode = GraphNode & Place;

/** Nodes without places of their own get them from dagre, which is fetched for them; until then they stand in a row. */
function useLayout({ nodes, edges }: Graph, { core }: BoundGraph, box: Box): GraphLayout<PlacedNode> {
  const [dagre, setDagre] = useState<typeof import('./dagre-layout') | null>(null);
  const needsPlaces = nodes.some(({ x, y }) => x === undefined || y === undefined);
  useEffect(() => {
    if (needsPlaces) void import('./dagre-layout').then(setDagre);
  }, [needsPlaces]);
  return useMemo(() => {
    const places =
      needsPlaces && dagre !== null
        ? dagre.dagreLayout({ nodes, edges, box: { width: 160, height: 48 }, isDownwards: box.height > box.width })
        : null;
    const placed = nodes.map((node, index) => {
      const own = places?.get(node.id) ?? { x: (index + 0.5) / nodes.length, y: 0.5 };
      return { ...node, x: node.x ?? own.x, y: node.y ?? own.y };
    });
    return layOutGraph(placed, box, { isSquare: !needsPlaces, core });
  }, [nodes, edges, needsPlaces, dagre, box, core]);
}

function ZoomButtons({ onZoom }: { onZoom(factor: number): void }) {
  const t = useTranslations('lab.graph');
  return (
    <>
      <IconButton size="sm" label={t('zoomOut')} icon={<ZoomOut />} onClick={() => onZoom(1 / ZOOM_STEP)} />
      <IconButton size="sm" label={t('zoomIn')} icon={<ZoomIn />} onClick={() => onZoom(ZOOM_STEP)} />
      <IconButton size="sm" label={t('whole')} icon={<Maximize />} onClick={() => onZoom(0)} />
    </>
  );
}

interface DrawingProps {
  readonly graph: BoundGraph;
  readonly edges: Graph['edges'];
  readonly layout: GraphLayout<PlacedNode>;
  readonly zoom: Zoom;
  readonly selectedId: string | null;
  onSelect(itemId: string | null): void;
}

function Drawing({ graph, edges, layout, zoom, selectedId, onSelect }: DrawingProps) {
  const markerId = useId();
  const { box, dot, isNarrow, isLow, hasDotNames, isDocked } = layout;
  const region = zoomedRegion(layout.region, zoom);
  // Boxes at the edges stay there; everything else moves with what is drawn behind it.
  const nodes = layout.nodes.map((node) =>
    isDocked && node.shape === 'box'
      ? node
      : { ...node, x: node.x * zoom.factor + zoom.x, y: node.y * zoom.factor + zoom.y },
  );
  const at = new Map(nodes.map((node) => [node.id, node]));
  const names = shortNames(nodes.filter(({ shape }) => shape === 'box').map(({ name }) => name));
  return (
    <>
      <svg aria-hidden="true" className="absolute inset-0 size-full">
        <defs>
          <marker id={markerId} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0L8 4L0 8Z" fill="context-stroke" />
          </marker>
        </defs>
        {graph.behind === null ? null : (
          <g transform={`translate(${region.left} ${region.top}) scale(${region.width} ${region.height})`}>
            {graph.behind(selectedId)}
          </g>
        )}
        {edges.map(({ from, to, status, isDashed }) => {
          const [start, end] = [at.get(from), at.get(to)];
          if (start === undefined || end === undefined) return null;
          const tip = lineEnd(start, end, end.shape === 'box' ? box : dot);
          return (
            <path
              key={`${from} ${to}`}
              d={`M${start.x} ${start.y}L${tip.x} ${tip.y}`}
              stroke={statePalette[status].color}
              strokeWidth={from === selectedId || to === selectedId ? 3 : 1.5}
              strokeDasharray={isDashed ? '6 4' : undefined}
              markerEnd={`url(#${markerId})`}
            />
          );
        })}
      </svg>
      {nodes.map((node) => (
        <NodeButton
          key={node.id}
          node={node}
          shownName={isNarrow ? (names.get(node.name) ?? node.name) : node.name}
          width={box.width - 6}
          hasText={!isLow}
          hasName={node.shape === 'box' || hasDotNames || node.id === selectedId}
          isSelected={node.id === selectedId}
          onSelect={onSelect}
        />
      ))}
    </>
  );
}

function useBox(area: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setBox({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [area]);
  return box;
}

interface NodeButtonProps {
  readonly node: PlacedNode;
  readonly shownName: string;
  readonly width: number;
  readonly hasText: boolean;
  readonly hasName: boolean;
  readonly isSelected: boolean;
  onSelect(itemId: string | null): void;
}

function NodeButton({ node, shownName, width, hasText, hasName, isSelected, onSelect }: NodeButtonProps) {
  const { id, name, text, status, shape, x, y } = node;
  const isBox = shape === 'box';
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      aria-label={text === '' ? name : `${name}: ${text}`}
      onClick={() => onSelect(isSelected ? null : id)}
      style={{ left: x, top: y, borderColor: statePalette[status].color, ...(isBox ? { maxWidth: width } : {}) }}
      className={cx(
        '-translate-1/2 absolute flex touch-manipulation flex-col justify-center border-2 bg-surface text-left leading-tight',
        isBox ? 'min-w-16 rounded-md px-2' : 'min-h-6 min-w-6 items-center rounded-full px-1',
        isBox && (hasText ? 'min-h-10 py-0.5' : 'min-h-6.5'),
        isSelected ? 'z-10 bg-accent-soft ring-2 ring-accent' : 'hover:bg-hover',
      )}
    >
      <span className="flex max-w-full items-center gap-1 font-semibold text-xs">
        <StateIcon state={status} className="size-3 shrink-0" />
        {hasName ? <span className="truncate">{shownName}</span> : null}
      </span>
      {isBox && hasText ? (
        <span className="max-w-full truncate text-[0.6875rem] text-text-muted tabular-nums">{text}</span>
      ) : null}
    </button>
  );
}
