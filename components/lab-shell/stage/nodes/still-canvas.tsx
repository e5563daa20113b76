import type { Edge, EdgeTypes, Node, NodeTypes } from '@xyflow/react';
import { memo, type ReactNode, type RefObject, useCallback, useLayoutEffect } from 'react';
import { cx } from '@/components/ui/cx';
import { useCanvas, useCanvasStore } from './canvas-store';
import type { DrawnCanvasProps } from './drawn-canvas';
import { SIDE } from './position';

/**
 * The canvas before anybody does anything: nodes and lines as React Flow draws them, in the same elements, without what moves, drags and
 * connects them, which is most of it.
 */
export function StillCanvas(props: DrawnCanvasProps) {
  const { nodes, edges, nodeTypes, edgeTypes, isMovable, onNodeClick, onEdgeClick, onPaneClick, focus } = props;
  const store = useCanvasStore();
  useLayoutEffect(() => keepFocus(store.getState().domNode, focus), [store, focus]);
  const setElement = useCallback((domNode: HTMLDivElement | null) => store.setState({ domNode }), [store]);
  const centres = new Map(nodes.map((node) => [node.id, centreOf(node)]));
  return (
    <div ref={setElement} role="application" className="react-flow relative z-0 size-full overflow-hidden">
      <div className="react-flow__renderer react-flow__container">
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the ground, as React Flow has it; Escape does the same */}
        <div
          className={cx('react-flow__pane react-flow__container', isMovable && 'draggable')}
          onClick={(event) => event.target === event.currentTarget && onPaneClick()}
        >
          <View>
            <div className="react-flow__edges react-flow__container">
              <svg aria-hidden="true">
                {edges.map((edge) => {
                  const from = centres.get(edge.source);
                  const to = centres.get(edge.target);
                  const Type = edgeTypes[edge.type ?? ''];
                  return from === undefined || to === undefined || Type === undefined ? null : (
                    <StillEdge
                      key={edge.id}
                      edge={edge}
                      Type={Type}
                      fromX={from.x}
                      fromY={from.y}
                      toX={to.x}
                      toY={to.y}
                      onClick={onEdgeClick}
                    />
                  );
                })}
              </svg>
            </div>
            <div className="react-flow__nodes react-flow__container">
              {nodes.map((node) => {
                const Type = nodeTypes[node.type ?? ''];
                return Type === undefined ? null : (
                  <StillNode key={node.id} node={node} Type={Type} onClick={onNodeClick} />
                );
              })}
            </div>
          </View>
        </div>
      </div>
      <div className="react-flow__panel react-flow__attribution bottom right">
        <a href="https://reactflow.dev" target="_blank" rel="noopener noreferrer" aria-label="React Flow attribution">
          React Flow
        </a>
      </div>
    </div>
  );
}

function View({ children }: { readonly children: ReactNode }) {
  const [x, y, zoom] = useCanvas((state) => state.transform);
  return (
    <div
      className="react-flow__viewport react-flow__container"
      style={{ transform: `translate(${x}px,${y}px) scale(${zoom})` }}
    >
      {children}
    </div>
  );
}

function centreOf({ position: { x, y }, width = 0, height = 0 }: Node) {
  return { x: x + width / 2, y: y + height / 2 };
}

interface StillNodeProps {
  readonly node: Node;
  readonly Type: NonNullable<NodeTypes[string]>;
  readonly onClick: DrawnCanvasProps['onNodeClick'];
}

const StillNode = memo(function StillNode({ node, Type, onClick }: StillNodeProps) {
  const { id, type = '', position, width, height, selected = false, data } = node;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: around the node's own button, as React Flow has it
    <div
      data-id={id}
      className={cx(`react-flow__node react-flow__node-${type} nopan`, selected && 'selected')}
      style={{ transform: `translate(${position.x}px,${position.y}px)`, width, height }}
      onClick={(event) => onClick(event, node)}
    >
      <Type
        id={id}
        type={type}
        data={data}
        selected={selected}
        dragging={false}
        draggable={false}
        selectable={false}
        deletable={false}
        isConnectable={false}
        zIndex={0}
        positionAbsoluteX={position.x}
        positionAbsoluteY={position.y}
        {...(width === undefined ? {} : { width })}
        {...(height === undefined ? {} : { height })}
      />
    </div>
  );
});

interface StillEdgeProps {
  readonly edge: Edge;
  readonly Type: NonNullable<EdgeTypes[string]>;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly onClick: DrawnCanvasProps['onEdgeClick'];
}

const StillEdge = memo(function StillEdge({ edge, Type, fromX, fromY, toX, toY, onClick }: StillEdgeProps) {
  const { id, type = '', source, target, data = {} } = edge;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a line, as React Flow has it; the list of items has it for the keyboard
    <g
      data-id={id}
      className={`react-flow__edge react-flow__edge-${type} nopan`}
      onClick={(event) => onClick?.(event, edge)}
    >
      <Type
        id={id}
        source={source}
        target={target}
        sourceX={fromX}
        sourceY={fromY}
        targetX={toX}
        targetY={toY}
        sourcePosition={SIDE.top}
        targetPosition={SIDE.top}
        type={type}
        data={data}
      />
    </g>
  );
});

/** Remembers what has the focus when this canvas goes, for the one that takes its place. */
function keepFocus(element: HTMLElement | null, focus: RefObject<string | null>) {
  return () => {
    const { activeElement } = document;
    focus.current = element?.contains(activeElement)
      ? (activeElement?.closest<HTMLElement>('[data-id]')?.dataset.id ?? null)
      : null;
  };
}
