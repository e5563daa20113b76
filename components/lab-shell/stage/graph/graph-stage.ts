import { type ComponentType, createElement } from 'react';
import type { LabTypes } from '@/sim/core/lab';
import type { LabStore } from '../../run/lab-store';
import { memoizeMoment } from '../../run/memoize-moment';
import type { Words } from '../../view/words';
import type { Stage } from '../stage';
import type { BoundGraph, Graph } from './graph';
import { GraphView } from './graph-view';

export interface GraphParts<T extends LabTypes> {
  /**
   * Nodes with their places in a square of side 1, and what goes from where to where. Where a node says no place, all are laid out by what
   * points to what.
   */
  graph(state: T['State'], say: Words): Graph;
  /** The part of the square's side that is used by what is not a box; all of it when it is not said. */
  readonly core?: number;
  /** Drawn behind the nodes in SVG, in the square's own coordinates. */
  readonly Behind?: ComponentType<{ readonly store: LabStore<T>; readonly selectedId: string | null }>;
  /** Something of the lab's own below the graph, such as a table that the nodes are read from. */
  readonly Below?: ComponentType<{ readonly store: LabStore<T>; readonly selectedId: string | null }>;
}

/**
 * The stage of things that stand somewhere and point to each other: rings, states, dependencies.
 * @example stage: graph({ graph: ringOf, Behind: Ring })
 */
export function graph<T extends LabTypes>(parts: GraphParts<T>): Stage<T> {
  return {
    bind({ store }) {
      const graphAt = memoizeMoment((state: T['State'], say: Words) => parts.graph(state, say));
      const { Behind, Below } = parts;
      const bound: BoundGraph = {
        read: (say) => graphAt(store.getState().snapshot.state, say),
        core: parts.core ?? 1,
        behind: Behind === undefined ? null : (selectedId) => createElement(Behind, { store, selectedId }),
        below: Below === undefined ? null : (selectedId) => createElement(Below, { store, selectedId }),
      };
      return { render: (props) => createElement(GraphView, { ...props, graph: bound }) };
    },
  };
}
