'use client';

import { Handle, ReactFlow, ReactFlowProvider, type ReactFlowState, useReactFlow, useStoreApi } from '@xyflow/react';
import { type ReactNode, useEffect } from 'react';
import { useLoaded } from '@/components/ui/use-loaded';
import { type CanvasState, useCanvasStore } from './canvas-store';
import type { DrawnCanvasProps } from './drawn-canvas';
import { FITTED_ZOOM } from './fit-view';

const fetchToolbar = () => import('./node-actions-toolbar').then((module) => module.NodeActionsToolbar);

/** The canvas by React Flow: it can be moved, and built on where the lab lets it. It takes the place of the still one as that stands. */
export function FlowCanvas(props: DrawnCanvasProps) {
  const { id, box, nodes, edges, nodeTypes, edgeTypes, isMovable, onNodeClick, onEdgeClick, onPaneClick } = props;
  const [x, y, zoom] = useCanvasStore().getState().transform;
  return (
    <ReactFlowProvider
      initialNodes={nodes}
      initialEdges={edges}
      initialWidth={box.width}
      initialHeight={box.height}
      initialMinZoom={FITTED_ZOOM.min}
      initialMaxZoom={2.5}
    >
      <Mirrored>
        <ReactFlow
          id={id}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...props.flowProps}
          defaultViewport={{ x, y, zoom }}
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
          onNodeClick={onNodeClick}
          onPaneClick={onPaneClick}
          {...(onEdgeClick === undefined ? {} : { onEdgeClick })}
        >
          <NodeActions nodeId={props.actionsOf} />
          <FocusKept focus={props.focus} />
        </ReactFlow>
      </Mirrored>
    </ReactFlowProvider>
  );
}

/** Keeps what stands on the canvas told of what React Flow has. */
function Mirrored({ children }: { readonly children: ReactNode }) {
  const canvas = useCanvasStore();
  const flow = useStoreApi();
  const { setViewport } = useReactFlow();
  // After the effects of what is in it: by then it has its viewport.
  useEffect(() => {
    canvas.setState({ ...mirrorOf(flow.getState()), Handle, setViewport: (viewport) => void setViewport(viewport) });
    return flow.subscribe((now) => canvas.setState(mirrorOf(now)));
  }, [canvas, flow, setViewport]);
  return children;
}

function mirrorOf({ transform, domNode, connection }: ReactFlowState) {
  return { transform, domNode, isConnecting: connection.inProgress } satisfies Partial<CanvasState>;
}

/** What can be done to the selected node: fetched when one is. */
function NodeActions({ nodeId }: { readonly nodeId: string | null }) {
  const [NodeActionsToolbar, load] = useLoaded(fetchToolbar);
  useEffect(() => {
    if (nodeId !== null) load();
  }, [nodeId, load]);
  return NodeActionsToolbar === null ? null : <NodeActionsToolbar />;
}

/** Puts the focus back to the node that had it on the still canvas. */
function FocusKept({ focus }: Pick<DrawnCanvasProps, 'focus'>) {
  const flow = useStoreApi();
  useEffect(() => {
    const id = focus.current;
    focus.current = null;
    if (id === null) return;
    const nodes = flow.getState().domNode?.querySelectorAll<HTMLElement>('.react-flow__node') ?? [];
    const node = [...nodes].find(({ dataset }) => dataset.id === id);
    node?.querySelector('button')?.focus({ preventScroll: true });
  }, [flow, focus]);
  return null;
}
