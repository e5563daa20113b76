import { Graph, layout } from '@dagrejs/dagre';
import type { Box, Place } from './graph-layout';

interface Wanted {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** Room that each node needs, in pixels. */
  readonly box: Box;
  /** Which way edges go. */
  readonly isDownwards: boolean;
}

/**
 * Places by layers, so that edges go one way and cross seldom (Sugiyama's method, dagre's own). The same graph gets the same places.
 * Loaded only by a stage whose nodes say no places.
 */
export function dagreLayout({ nodes, edges, box, isDownwards }: Wanted): ReadonlyMap<string, Place> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: isDownwards ? 'TB' : 'LR', nodesep: 16, ranksep: 48 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(nodes.map(({ id }) => id));
  for (const { id } of nodes) graph.setNode(id, { ...box });
  for (const { from, to } of edges) if (known.has(from) && known.has(to)) graph.setEdge(from, to, {}, `${from} ${to}`);
  layout(graph);
  const at = nodes.map(({ id }) => ({ id, ...graph.node(id) }));
  const [xs, ys] = [at.map(({ x }) => x ?? 0), at.map(({ y }) => y ?? 0)];
  return new Map(at.map(({ id }, index) => [id, { x: shareOf(xs, index), y: shareOf(ys, index) }]));
}

/** 0 for the least, 1 for the most, 0.5 where all are the same. */
function shareOf(values: readonly number[], index: number): number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return most === least ? 0.5 : ((values[index] ?? least) - least) / (most - least);
}
