'use client';

import '@xyflow/react/dist/base.css';
import './lab-canvas.css';
import {
  type Edge,
  getViewportForBounds,
  type Node,
  Panel,
  ReactFlow,
  useReactFlow,
  useStore,
  useStoreApi,
  type Viewport,
} from '@xyflow/react';
import { Maximize } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useLoaded } from '@/components/ui/use-loaded';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { useLab, useLabSession, usePlayer } from '../../run/lab-context';
import type { BoundMessages } from '../../run/messages-bind';
import type { BoundStageProps } from '../stage';
import { NARROW, useZoomMark } from './canvas-zoom';
import type { BoundEditing, BoundNodes, DrawnConnection } from './nodes-view';

// Without a network the canvas does without them rather than breaking.
const fetchMessageLayer = () => import('../message-layer/message-layer').then((module) => module.MessageLayer);
const fetchToolbar = () => import('./node-actions-toolbar').then((module) => module.NodeActionsToolbar);

/** For the tools, and for the legend where it stands in rows. */
const ROOM_BELOW = '72px';

/** Room on the screen around what is drawn, for the notices and the buttons. */
const PADDING = {
  page: { top: '30px', right: '14px', bottom: '12px', left: '14px' },
  lesson: { top: '26px', right: '10px', bottom: ROOM_BELOW, left: '10px' },
} as const;
type Padding = Readonly<Record<keyof (typeof PADDING)['page'], `${number}px`>>;

/** A phone's canvas needs its width, and the lab's tools stand above or below the nodes. */
const NARROW_SIDE = '4px';
const TOOLS_ROOM = '58px';

/** In pixels: from this width on a page's legend stands beside what is drawn (`CanvasLegend`). */
const LEGEND_BESIDE = 736;

/** In pixels: a canvas lower than this has no legend. */
const LEGEND_HEIGHT = 272;

const FITTED_ZOOM = { min: 0.22, max: 1.3 } as const;

interface LabCanvasProps extends BoundStageProps {
  readonly nodes: BoundNodes;
}

/** The nodes and the messages between them. In a lesson it stands still, so that scrolling the page never sticks to it. */
export function LabCanvas({ nodes: bound, size, isPicture, selectedId, onSelect }: LabCanvasProps) {
  const isLesson = size === 'lesson';
  const hasFinePointer = useMediaQuery('(pointer: fine)');
  const canBeEdited = bound.editing;
  // A finger on the canvas scrolls the page, except where it builds: there it drags, and two of them zoom.
  const isBuilt = canBeEdited !== null && canBeEdited.move !== null;
  const isMovable = !isLesson && (hasFinePointer || isBuilt);
  const { player, messages } = useLabSession();
  const id = useId();
  const flow = useLab(() => bound.flow());
  const editing = useEditing(isLesson ? null : canBeEdited);
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
    <div className="lab-canvas absolute inset-0" data-movable={isMovable}>
      <ReactFlow
        id={id}
        nodes={nodes}
        edges={edges}
        nodeTypes={bound.nodeTypes}
        edgeTypes={bound.edgeTypes}
        {...editing.flowProps}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        panOnDrag={isMovable}
        zoomOnPinch={isMovable}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        minZoom={FITTED_ZOOM.min}
        maxZoom={2.5}
        {...clicks}
      >
        <KeepFitted nodes={bound} extent={extentOf(flow.nodes, !isLesson && isBuilt)} isLesson={isLesson} />
        {messages === null ? null : <Messages messages={messages} />}
        {isPicture ? null : <NodeActions nodes={bound} nodeId={selectedId} />}
        {isMovable ? <FitButton nodes={bound} /> : null}
        {editing.toolbox}
      </ReactFlow>
    </div>
  );
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

/** What can be done to the selected node: fetched when one is. */
function NodeActions({ nodes, nodeId }: { readonly nodes: BoundNodes; readonly nodeId: string | null }) {
  const [NodeActionsToolbar, load] = useLoaded(fetchToolbar);
  useEffect(() => {
    if (nodeId !== null) load();
  }, [nodeId, load]);
  return NodeActionsToolbar === null ? null : <NodeActionsToolbar nodes={nodes} />;
}

type Dragged = { readonly id: string; readonly position: { readonly x: number; readonly y: number } } | null;

const STILL = { nodesDraggable: false, nodesConnectable: false } as const;

/** What a canvas that can be built on adds to the flow; one that cannot stands still. The handlers stay the same, or every node and line would be drawn anew whenever one changes. */
function useEditing(editing: BoundEditing | null) {
  const { player } = useLabSession();
  const [dragged, setDragged] = useState<Dragged>(null);
  const [connection, setConnection] = useState<DrawnConnection | null>(null);
  const flowProps = useMemo(() => {
    if (editing === null) return STILL;
    let isDragged = false;
    return {
      nodesDraggable: editing.move !== null,
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
      onEdgeClick: (_event: unknown, edge: { readonly id: string }) => player.getState().select(edge.id),
    };
  }, [editing, player]);
  const toolbox = editing?.renderToolbox(connection, () => setConnection(null)) ?? null;
  return { dragged, toolbox, flowProps };
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

/** Moves the view so that all nodes are seen, with what they draw outside themselves. */
function useShowAll({ nodeMargin, editing }: BoundNodes, isLesson: boolean): (durationMs: number) => void {
  const { getNodesBounds, setViewport } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (durationMs) => {
      const { nodes, width, height } = store.getState();
      const bounds = getNodesBounds(nodes);
      const all = {
        x: bounds.x - nodeMargin.x,
        y: bounds.y - nodeMargin.y,
        width: bounds.width + 2 * nodeMargin.x,
        height: bounds.height + 2 * nodeMargin.y,
      };
      const viewportIn = (padding: Padding) =>
        getViewportForBounds(all, width, height, FITTED_ZOOM.min, FITTED_ZOOM.max, padding);
      const padding = paddingFor(width, height, isLesson, editing);
      // Nothing is drawn behind the tools while that leaves texts their full size.
      const raised = editing === null ? null : viewportIn({ ...padding, bottom: ROOM_BELOW });
      const viewport = raised !== null && raised.zoom >= 1 ? raised : viewportIn(padding);
      if (durationMs === 0) void setViewport(viewport);
      else glide(store.getState().transform, viewport, durationMs, setViewport);
    },
    [getNodesBounds, setViewport, nodeMargin, editing, store, isLesson],
  );
}

/** Moves the viewport within some time, ever more slowly. React Flow would do it with parts of d3 that nothing else needs. */
function glide(
  [x, y, zoom]: readonly [number, number, number],
  to: Viewport,
  durationMs: number,
  setViewport: (viewport: Viewport) => unknown,
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

/** On a phone's canvas what can be dragged to anywhere has its tools below it, what the lab places above it. */
function paddingFor(width: number, height: number, isLesson: boolean, editing: BoundEditing | null): Padding {
  const wide = isLesson && height > LEGEND_HEIGHT ? PADDING.lesson : PADDING.page;
  if (width >= LEGEND_BESIDE) return wide;
  if (width >= NARROW) return height > LEGEND_HEIGHT ? { ...wide, bottom: ROOM_BELOW } : wide;
  const narrow = { ...wide, bottom: PADDING.page.bottom, left: NARROW_SIDE, right: NARROW_SIDE } as const;
  if (isLesson || editing === null) return narrow;
  return editing.move === null ? { ...narrow, top: TOOLS_ROOM } : { ...narrow, bottom: TOOLS_ROOM };
}

/** Tells apart what has to be fitted anew: more nodes, or nodes that reach further. What is being built stays where it is. */
function extentOf(nodes: readonly Node[], isBuilt: boolean): string {
  if (nodes.length === 0) return '';
  if (isBuilt) return 'built';
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const bottom = Math.max(...nodes.map(({ position, height = 0 }) => position.y + height));
  return `${nodes.length} ${top} ${bottom}`;
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
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useEffect(() => {
    if (session !== null && width > 0 && height > 0 && extent !== '') showAll(0);
  }, [showAll, session, width, height, extent]);
  return null;
}

function FitButton({ nodes }: { readonly nodes: BoundNodes }) {
  const t = useTranslations('lab');
  const showAll = useShowAll(nodes, false);
  return (
    <Panel position="top-right" className="m-2!">
      <IconButton
        label={t('fit')}
        size="sm"
        icon={<Maximize aria-hidden="true" />}
        tooltipSide="left"
        onClick={() => showAll(200)}
      />
    </Panel>
  );
}
