import type { Edge } from '@xyflow/react';
import type { LabFlow } from '@/components/lab-shell/lab-view';
import type { AmqpEvent, AmqpState } from '@/sim/amqp/state';
import type { Snapshot } from '@/sim/core/engine';
import type { AmqpNode } from './node-data';
import { nodeSizes } from './node-data';
import { nodeOf } from './node-of';
import { placesOf } from './places';
import { shownItems } from './shown-items';
import { shownLines } from './shown-lines';
import type { TopologyEdge } from './topology-edge';

/** What stands on the canvas and the lines between. */
export function toFlow({ state }: Snapshot<AmqpState, AmqpEvent>): LabFlow<AmqpNode> {
  const items = shownItems(state);
  const lines = shownLines(state);
  const types = new Map(items.map(({ id, type }) => [id, type]));
  const drawn = lines.filter(({ from, to }) => types.has(from) && types.has(to));
  const forward = drawn.filter(({ kind }) => kind !== 'dead-letter' && kind !== 'alternate' && kind !== 'reply');
  const places = placesOf(
    items,
    forward.map(({ from, to }) => ({ from, to })),
    state.places,
  );
  const nodes = items.map((item) => nodeOf(state, item, places.get(item.id) ?? { x: 0, y: 0 }));
  const lanes = new Map<string, number>();
  const edges = drawn.map(({ id, from, to, kind, label }): TopologyEdge => {
    const pair = `${from} ${to}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    const [source, target] = [types.get(from), types.get(to)];
    return {
      id,
      type: 'topology',
      source: from,
      target: to,
      data: {
        kind,
        label,
        lane,
        from: nodeSizes[source ?? 'queue'],
        to: nodeSizes[target ?? 'queue'],
      },
    };
  });
  return { nodes, edges: edges satisfies Edge[] };
}
