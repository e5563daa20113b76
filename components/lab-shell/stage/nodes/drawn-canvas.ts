import type { Edge, EdgeTypes, Node, NodeTypes, ReactFlowProps } from '@xyflow/react';
import type { RefObject } from 'react';
import type { StageBox } from './fit-view';

type FlowProps = Pick<
  ReactFlowProps,
  'nodesDraggable' | 'nodesConnectable' | 'nodeDragThreshold' | 'onNodeDrag' | 'onNodeDragStop' | 'onConnect'
> & { readonly isValidConnection?: (line: { readonly source: string; readonly target: string }) => boolean };

/** What draws the nodes and lines of a canvas is given: the still one, and React Flow. */
export interface DrawnCanvasProps {
  readonly id: string;
  readonly box: StageBox;
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes: EdgeTypes;
  readonly isMovable: boolean;
  /** What a canvas that can be built on adds to the flow. */
  readonly flowProps: FlowProps;
  readonly onNodeClick: (event: unknown, node: Node) => void;
  readonly onEdgeClick?: ((event: unknown, edge: Edge) => void) | undefined;
  readonly onPaneClick: () => void;
  /** Whose actions are shown; null: nobody's. */
  readonly actionsOf: string | null;
  /** The node that had the focus on the canvas that went. */
  readonly focus: RefObject<string | null>;
}
