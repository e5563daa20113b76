import type { Edge, EdgeTypes, Node, NodeTypes } from '@xyflow/react';
import { type ComponentType, createElement, type ReactNode } from 'react';
import type { LabTypes } from '@/sim/core/lab';
import type { LabStore } from '../../run/lab-store';
import { memoizeMoment } from '../../run/memoize-moment';
import type { MomentOf } from '../../run/moment';
import { changesAtOnce, NodeDiff, shownMoment } from '../../run/node-diff';
import type { LabPartProps } from '../../view/lab-view';
import type { NodeLooks, StageBox } from './fit-view';

/**
 * What the canvas shows, as React Flow has it: a node's position is its upper left corner. Nodes are plain data with their
 * `width` and `height`; the shell adds `isActor: true` to the data of those that the last step happened at.
 */
export interface LabFlow<FlowNode extends Node = Node> {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly Edge[];
}

/** A connection that was drawn from one node to another and waits for what the lab still has to ask, such as a key. */
export interface DrawnConnection {
  readonly from: string;
  readonly to: string;
}

/** A canvas that can be built on: nodes are dragged, connections are drawn, edges are selected like nodes. */
export interface EditingView<T extends LabTypes> {
  /**
   * Puts a node's upper left corner somewhere else; gives null for a node that stands where the lab puts it. Null: the lab
   * places every node, and all of them stay in sight.
   */
  readonly move:
    | ((nodeId: string, position: { readonly x: number; readonly y: number }, state: T['State']) => T['Command'] | null)
    | null;
  /** Whether the lab places every node on a stage of this size, which has no room for what was put anywhere. */
  placesAll?(stage: StageBox): boolean;
  canConnect(from: string, to: string, state: T['State']): boolean;
  /** Stands on the canvas: tools to add things, and the questions about a drawn connection, which it calls done. */
  readonly Toolbox: ComponentType<
    LabPartProps<T> & {
      readonly connection: DrawnConnection | null;
      readonly onConnectionDone: () => void;
    }
  >;
}

/** Boxes on a canvas, with lines and messages between them. */
export interface NodesView<T extends LabTypes> {
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes?: EdgeTypes;
  /** How far nodes draw outside their own rectangle, in units of the flow. */
  readonly nodeMargin?: { readonly x: number; readonly y: number };
  /** The smallest text that a node shows, in units of the flow: the canvas opens no farther away than it can be read. */
  readonly smallestText?: number;
  /** What is drawn on a stage of this size; a lab may turn and wrap for it what it has. */
  toFlow(moment: MomentOf<T>, stage: StageBox): LabFlow;
  readonly editing?: EditingView<T>;
  /** Something of the lab's own below the canvas of its page, such as a table that the nodes are read from. */
  readonly Below?: ComponentType<LabPartProps<T>>;
}

/** What can be built on the canvas of one run. */
export interface BoundEditing {
  /** Does nothing to a node that stands where the lab puts it. Null: the lab places every node. */
  readonly move: ((nodeId: string, position: { readonly x: number; readonly y: number }) => void) | null;
  canConnect(from: string, to: string): boolean;
  renderToolbox(connection: DrawnConnection | null, onConnectionDone: () => void): ReactNode;
}

/** The canvas of one run. */
export interface BoundNodes extends NodeLooks {
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes: EdgeTypes;
  readonly editing: BoundEditing | null;
  /** The same object until something on the canvas changes. */
  flow(stage: StageBox): LabFlow;
  /** Whether the lab places every node on a stage of this size, whatever can be moved on others. */
  placesAll(stage: StageBox): boolean;
}

const NO_EDGES: EdgeTypes = {};
const NO_MARGIN = { x: 12, y: 12 } as const;

export function bindNodes<T extends LabTypes>(view: NodesView<T>, store: LabStore<T>): BoundNodes {
  let nodeDiff = new NodeDiff<Node>();
  let edgeDiff = new NodeDiff<Edge>();
  let shownStage: StageBox | null = null;
  let shownFlow: LabFlow = { nodes: [], edges: [] };
  const flowAt = memoizeMoment((_moment: object, stage: StageBox): LabFlow => {
    const now = store.getState();
    const { nodes, edges } = view.toFlow(now.snapshot, stage);
    if (shownStage !== stage) {
      // On another stage everything may stand elsewhere, and moves there at once.
      nodeDiff = new NodeDiff<Node>();
      edgeDiff = new NodeDiff<Edge>();
      shownStage = stage;
    }
    const shown = {
      nodes: nodeDiff.show(nodes, changesAtOnce(now)),
      edges: edgeDiff.show(edges, changesAtOnce(now)),
    };
    const isSame = shown.nodes === shownFlow.nodes && shown.edges === shownFlow.edges;
    if (!isSame) shownFlow = shown;
    return shownFlow;
  });
  return {
    nodeTypes: view.nodeTypes,
    edgeTypes: view.edgeTypes ?? NO_EDGES,
    nodeMargin: view.nodeMargin ?? NO_MARGIN,
    editing: view.editing === undefined ? null : bindEditing(view.editing, store),
    smallestText: view.smallestText ?? null,
    flow: (stage) => flowAt(shownMoment(store.getState()), stage),
    placesAll: (stage) => view.editing?.placesAll?.(stage) ?? false,
  };
}

/** Gives a lab's editing its run. */
function bindEditing<T extends LabTypes>(
  { move, canConnect, Toolbox }: EditingView<T>,
  store: LabStore<T>,
): BoundEditing {
  return {
    move:
      move === null
        ? null
        : (nodeId, position) => {
            const { snapshot, dispatch } = store.getState();
            const command = move(nodeId, position, snapshot.state);
            if (command !== null) dispatch(command);
          },
    canConnect: (from, to) => canConnect(from, to, store.getState().snapshot.state),
    renderToolbox: (connection, onConnectionDone) => createElement(Toolbox, { store, connection, onConnectionDone }),
  };
}
