'use client';

import '@xyflow/react/dist/base.css';
import './lab-canvas.css';
import { getViewportForBounds, type Node, Panel, ReactFlow, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { Maximize } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useId, useMemo } from 'react';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { CanvasLegend } from './canvas-legend';
import { CanvasNotices } from './canvas-notices';
import { useLab, useLabSession, usePlayer } from './lab-context';
import { MessageLayer } from './message-layer';
import { NodeActionsToolbar } from './node-actions-toolbar';

/** Room on the screen around what is drawn, for the notices and the buttons. */
const PADDING = {
  page: { top: '30px', right: '14px', bottom: '12px', left: '14px' },
  lesson: { top: '12px', right: '10px', bottom: '10px', left: '10px' },
} as const;
type Padding = (typeof PADDING)[keyof typeof PADDING];

const FITTED_ZOOM = { min: 0.3, max: 1.3 } as const;

interface LabCanvasProps {
  readonly className: string;
  /** In a lesson the canvas stands still, so that scrolling the page never sticks to it. */
  readonly isLesson: boolean;
}

/** The nodes, the messages between them, and what the run has to say. */
export function LabCanvas({ className, isLesson }: LabCanvasProps) {
  const hasFinePointer = useMediaQuery('(pointer: fine)');
  const isMovable = !isLesson && hasFinePointer;
  return (
    <div className={cx('lab-canvas relative isolate', className)} data-movable={isMovable}>
      <Flow isMovable={isMovable} isLesson={isLesson} />
      <CanvasLegend />
      <CanvasNotices />
    </div>
  );
}

/** The part that is drawn anew when a node changes. */
function Flow({ isMovable, isLesson }: { readonly isMovable: boolean; readonly isLesson: boolean }) {
  const { nodeTypes, edgeTypes, player } = useLabSession();
  const id = useId();
  const flow = useLab((session) => session.flow());
  const nodes = useShownNodes(flow.nodes);
  const edges = useMemo(
    () => flow.edges.map((edge) => ({ ...edge, focusable: false, selectable: false, domAttributes: HIDDEN })),
    [flow.edges],
  );
  return (
    <ReactFlow
      id={id}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
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
      onNodeClick={(_event, node) => {
        const { selectedId, select } = player.getState();
        select(node.id === selectedId ? null : node.id);
      }}
      onPaneClick={() => player.getState().select(null)}
    >
      <KeepFitted nodeCount={nodes.length} padding={isLesson ? PADDING.lesson : PADDING.page} />
      <MessageLayer />
      <NodeActionsToolbar />
      {isMovable ? <FitButton /> : null}
    </ReactFlow>
  );
}

const HIDDEN = { 'aria-hidden': true } as const;
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
function useShowAll(padding: Padding): (durationMs: number) => void {
  const { getNodesBounds, setViewport } = useReactFlow();
  const { nodeMargin } = useLabSession();
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
      const viewport = getViewportForBounds(all, width, height, FITTED_ZOOM.min, FITTED_ZOOM.max, padding);
      void setViewport(viewport, { duration: durationMs });
    },
    [getNodesBounds, setViewport, nodeMargin, store, padding],
  );
}

/** Shows the whole flow again whenever the canvas or the number of nodes changes. */
function KeepFitted({ nodeCount, padding }: { readonly nodeCount: number; readonly padding: Padding }) {
  const showAll = useShowAll(padding);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useEffect(() => {
    if (width > 0 && height > 0 && nodeCount > 0) showAll(0);
  }, [showAll, width, height, nodeCount]);
  return null;
}

function FitButton() {
  const t = useTranslations('lab');
  const showAll = useShowAll(PADDING.page);
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
