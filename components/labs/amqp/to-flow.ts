import type { LabFlow } from '@/components/lab-shell/stage/nodes/nodes-view';
import type { Place } from '@/sim/amqp/options';
import type { AmqpEvent, AmqpState } from '@/sim/amqp/state';
import type { Snapshot } from '@/sim/core/engine';
import { layoutOf } from './layout';
import type { AmqpNode } from './node-data';
import { nodeSizes } from './node-data';
import { nodeOf } from './node-of';
import { shownItems } from './shown-items';
import { shownLines } from './shown-lines';
import type { EdgeKind, TopologyEdge } from './topology-edge';

/** What stands on the canvas and the lines between. */
export function toFlow({ state }: Snapshot<AmqpState, AmqpEvent>): LabFlow<AmqpNode> {
  const { items, lines, places } = arranged(state);
  const types = new Map(items.map(({ id, type }) => [id, type]));
  const nodes = items.map((item) => nodeOf(state, item, places.get(item.id) ?? { x: 0, y: 0 }));
  const lanes = new Map<string, number>();
  const edges = lines.map(({ id, from, to, kind, label }): TopologyEdge => {
    const pair = `${from} ${to}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    const sizes = { from: nodeSizes[types.get(from) ?? 'queue'], to: nodeSizes[types.get(to) ?? 'queue'] };
    return { id, type: 'topology', source: from, target: to, data: { kind, label, lane, ...sizes } };
  });
  return { nodes, edges };
}

/** Where everything stands on the canvas, by id. */
export function shownPlaces(state: AmqpState): ReadonlyMap<string, Place> {
  return arranged(state).places;
}

/** Against the stream: of no use to find out what stands to the right of what. */
const backward: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['dead-letter', 'alternate', 'reply']);

function arranged(state: AmqpState) {
  const items = shownItems(state);
  const ids = new Set(items.map(({ id }) => id));
  const lines = shownLines(state).filter(({ from, to }) => ids.has(from) && ids.has(to));
  const forward = lines.filter(({ kind }) => !backward.has(kind));
  const links = forward.map(({ from, to }) => ({ from, to }));
  return { items, lines, places: layoutOf(items, links, state.places) };
}
