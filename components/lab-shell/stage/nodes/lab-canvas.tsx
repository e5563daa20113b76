'use client';

import '@xyflow/react/dist/base.css';
import './lab-canvas.css';
import type { Edge, Node, Viewport } from '@xyflow/react';
import { Maximize } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useLoaded } from '@/components/ui/use-loaded';
import { useLab, useLabSession, usePlayer } from '../../run/lab-context';
import type { BoundMessages } from '../../run/messages-bind';
import { CanvasLegend } from '../canvas-legend';
import type { BoundStageProps } from '../stage';
import { CanvasPanel } from './canvas-panel';
import { CanvasContext, createCanvasStore, useCanvas, useCanvasStore } from './canvas-store';
import { useZoomMark } from './canvas-zoom';
import { EdgeHints } from './edge-hints';
import { boundsOf, openingView, type StageBox } from './fit-view';
import type { BoundEditing, BoundNodes, DrawnConnection } from './nodes-view';
import { StillCanvas } from './still-canvas';
import { useFlowCanvas } from './use-flow-canvas';
import { useStageBox } from './use-stage-box';

// Without a network the canvas does without them rather than breaking.
const fetchMessageLayer = () => import('../message-layer/message-layer').then((module) => module.MessageLayer);

interface LabCanvasProps extends BoundStageProps {
  readonly nodes: BoundNodes;
}

/** The nodes and the messages between them. In a lesson it stands still, so that scrolling the page never sticks to it. */
export function LabCanvas({ nodes: bound, size, isPicture, selectedId, onSelect }: LabCanvasProps) {
  const isLesson = size === 'lesson';
  const area = useRef<HTMLDivElement>(null);
  const box = useStageBox(area);
  const canBeEdited = bound.editing;
  const isBuilt = canBeEdited !== null && canBeEdited.move !== null && bound.placesAll(box) === false;
  // Between the paragraphs of a lesson a finger scrolls the page.
  const isMovable = !isLesson;
  const { player, messages } = useLabSession();
  const id = useId();
  const [canvas] = useState(createCanvasStore);
  const focus = useRef<string | null>(null);
  // A picture is only looked at.
  const Canvas = useFlowCanvas(!isPicture) ?? StillCanvas;
  const stage = useMemo(() => ({ ...box, isPicture }), [box, isPicture]);
  const flow = useLab(() => bound.flow(stage));
  const editing = useEditing(isLesson ? null : canBeEdited, isBuilt);
  const nodes = useDragged(useShownNodes(flow.nodes), editing.dragged);

  const clicks = useMemo(() => {
    const toggle = (elementId: string) => {
      onSelect(elementId === player.getState().selectedId ? null : elementId);
    };
    return {
      onNodeClick: (_event: unknown, node: Node) => toggle(node.id),
      onPaneClick: () => onSelect(null),
      ...(isPicture ? { onEdgeClick: (_event: unknown, edge: Edge) => toggle(edge.id) } : {}),
    };
  }, [player, onSelect, isPicture]);
  const edges = useMemo(() => flow.edges.map(hiddenEdge), [flow.edges]);
  return (
    <CanvasContext value={canvas}>
      <div ref={area} className="lab-canvas absolute inset-0" data-movable={isMovable}>
        <Canvas
          id={id}
          box={box}
          nodes={nodes}
          edges={edges}
          nodeTypes={bound.nodeTypes}
          edgeTypes={bound.edgeTypes}
          isMovable={isMovable}
          flowProps={editing.flowProps}
          onEdgeClick={editing.onEdgeClick}
          {...clicks}
          actionsOf={isPicture ? null : selectedId}
          focus={focus}
        />
        <Standing box={box} nodes={nodes} />
        <KeepFitted nodes={bound} extent={extentOf(flow.nodes, !isLesson && isBuilt)} isLesson={isLesson} />
        {messages === null ? null : <Messages messages={messages} />}
        {isPicture || messages === null ? null : (
          <CanvasLegend messages={messages} isLesson={isLesson} nodeMargin={bound.nodeMargin} />
        )}
        <EdgeHints />
        {isMovable ? <FitButton nodes={bound} /> : null}
        {editing.toolbox}
      </div>
    </CanvasContext>
  );
}

/** Tells what stands on the canvas where the nodes are, before the first paint and before the view is fitted to them. */
function Standing({ box, nodes }: { readonly box: StageBox; readonly nodes: readonly Node[] }) {
  const store = useCanvasStore();
  useLayoutEffect(() => {
    store.setState({ ...box, nodes, nodeById: new Map(nodes.map((node) => [node.id, node])) });
  }, [store, box, nodes]);
  return null;
}

/** The messages, as soon as there are some or time runs: what draws them is much for a run that stands at its start. */
function Messages({ messages }: { readonly messages: BoundMessages }) {
  const hasSome = useLab(
    ({ player }) => player.getState().isPlaying || messages.inFlight().length > 0 || messages.recentLosses().length > 0,
  );
  const [MessageLayer, load] = useLoaded(fetchMessageLayer);
  useEffect(() => {
    if (hasSome) load();
  }, [hasSome, load]);
  return MessageLayer === null ? null : <MessageLayer messages={messages} />;
}

type Dragged = { readonly id: string; readonly position: { readonly x: number; readonly y: number } } | null;

const STILL = { nodesDraggable: false, nodesConnectable: false } as const;

/** What a canvas that can be built on adds to the flow; one that cannot stands still. The handlers stay the same, or every node and line would be drawn anew whenever one changes. */
function useEditing(editing: BoundEditing | null, isBuilt: boolean) {
  const { player } = useLabSession();
  const [dragged, setDragged] = useState<Dragged>(null);
  const [connection, setConnection] = useState<DrawnConnection | null>(null);
  const flowProps = useMemo(() => {
    if (editing === null) return STILL;
    let isDragged = false;
    return {
      nodesDraggable: isBuilt,
      nodesConnectable: true,
      nodeDragThreshold: 4,
      onNodeDrag: (_event: unknown, { id, position }: Node) => {
        isDragged = true;
        setDragged({ id, position });
      },
      onNodeDragStop: (_event: unknown, { id, position }: Node) => {
        if (isDragged) editing.move?.(id, position);
        isDragged = false;
        setDragged(null);
      },
      isValidConnection: ({ source, target }: { source: string; target: string }) => editing.canConnect(source, target),
      onConnect: ({ source, target }: { source: string; target: string }) =>
        setConnection({ from: source, to: target }),
    };
  }, [editing, isBuilt]);
  const onEdgeClick = useMemo(
    () =>
      editing === null
        ? undefined
        : (_event: unknown, edge: { readonly id: string }) => player.getState().select(edge.id),
    [editing, player],
  );
  const toolbox = editing?.renderToolbox(connection, () => setConnection(null)) ?? null;
  return { dragged, toolbox, flowProps, onEdgeClick };
}

/** The nodes with the one that is being dragged where the pointer has it: the run learns of it when it is let go. */
function useDragged(nodes: Node[], dragged: Dragged): Node[] {
  return useMemo(
    () =>
      dragged === null
        ? nodes
        : nodes.map((node) => (node.id === dragged.id ? { ...node, position: dragged.position } : node)),
    [nodes, dragged],
  );
}

const HIDDEN = { 'aria-hidden': true } as const;
const hiddenEdges = new WeakMap<Edge, Edge>();

/** The edge as the canvas has it: the same for the same edge, so that only those that changed are drawn anew. */
function hiddenEdge(edge: Edge): Edge {
  const known = hiddenEdges.get(edge);
  if (known !== undefined) return known;
  const hidden = { ...edge, focusable: false, selectable: false, domAttributes: HIDDEN };
  hiddenEdges.set(edge, hidden);
  return hidden;
}

const NOBODY: ReadonlySet<string> = new Set();

/** The nodes with what the reader selected and, while time stands still, where the last step happened. */
function useShownNodes(nodes: readonly Node[]): Node[] {
  const selectedId = usePlayer((player) => player.selectedId);
  const actors = useLab((session) => (session.player.getState().isPlaying ? NOBODY : session.actors()));
  return useMemo(
    () =>
      nodes.map((node) => {
        const selected = node.id === selectedId;
        const isActor = actors.has(node.id);
        return selected || isActor ? { ...node, selected, data: { ...node.data, isActor } } : node;
      }),
    [nodes, selectedId, actors],
  );
}

/** Moves the view to where the canvas opens: all nodes, or as many as can be read. */
function useShowAll(nodes: BoundNodes, isLesson: boolean): (durationMs: number) => void {
  const store = useCanvasStore();
  const hasLegend = useLabSession().messages !== null;
  return useCallback(
    (durationMs) => {
      const { nodes: shown, width, height, transform, setViewport } = store.getState();
      const { editing } = nodes;
      const tools = isLesson || editing === null ? null : editing.move === null ? 'above' : 'below';
      const use = { isLesson, hasLegend, tools } as const;
      const viewport = openingView(boundsOf(shown), { width, height }, use, nodes);
      if (durationMs === 0) setViewport(viewport);
      else glide(transform, viewport, durationMs, setViewport);
    },
    [nodes, store, isLesson, hasLegend],
  );
}

/** Moves the viewport within some time, ever more slowly. React Flow would do it with parts of d3 that nothing else needs. */
function glide(
  [x, y, zoom]: readonly [number, number, number],
  to: Viewport,
  durationMs: number,
  setViewport: (viewport: Viewport) => void,
): void {
  const begin = performance.now();
  const move = (now: number) => {
    const left = Math.min(1, Math.max(0, 1 - (now - begin) / durationMs)) ** 3;
    setViewport({
      x: to.x + (x - to.x) * left,
      y: to.y + (y - to.y) * left,
      zoom: to.zoom + (zoom - to.zoom) * left,
    });
    if (left > 0) requestAnimationFrame(move);
  };
  requestAnimationFrame(move);
}

/** Tells apart what has to be fitted anew: more nodes, or nodes that reach further. What is being built stays where it is. */
function extentOf(nodes: readonly Node[], isBuilt: boolean): string {
  if (nodes.length === 0) return '';
  if (isBuilt) return 'built';
  const { x, y, width, height } = boundsOf(nodes);
  return `${nodes.length} ${x} ${y} ${width} ${height}`;
}

/** Shows the whole flow again whenever the run, the canvas or the extent of the nodes changes. */
interface KeepFittedProps {
  readonly nodes: BoundNodes;
  readonly extent: string;
  readonly isLesson: boolean;
}

function KeepFitted({ nodes, extent, isLesson }: KeepFittedProps) {
  const showAll = useShowAll(nodes, isLesson);
  useZoomMark();
  const session = useLabSession();
  const width = useCanvas((state) => state.width);
  const height = useCanvas((state) => state.height);
  // Before the first paint: nothing moves into its place.
  useLayoutEffect(() => {
    if (session !== null && width > 0 && height > 0 && extent !== '') showAll(0);
  }, [showAll, session, width, height, extent]);
  return null;
}

function FitButton({ nodes }: { readonly nodes: BoundNodes }) {
  const t = useTranslations('lab');
  const showAll = useShowAll(nodes, false);
  return (
    <CanvasPanel position="top-right" className="m-2!">
      <IconButton
        label={t('fit')}
        size="sm"
        icon={<Maximize aria-hidden="true" />}
        tooltipSide="left"
        onClick={() => showAll(200)}
      />
    </CanvasPanel>
  );
}
