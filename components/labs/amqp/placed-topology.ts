import type { Topology } from '@/sim/amqp/command';
import { exchangeNodeId, queueNodeId } from '@/sim/amqp/node-ids';
import type { AmqpState } from '@/sim/amqp/state';
import { canvasItems } from './canvas-items';
import { type Link, layOut, type Placeable } from './layout';
import { nodeSizes } from './node-data';
import { shownPlaces } from './to-flow';

/** Room between what stands already and what comes in. */
const ROOM = 60;

/** A topology with places in columns, beneath what stands on the canvas already. */
export function placedTopology(topology: Topology, state: AmqpState): Topology {
  const items: readonly Placeable[] = [
    ...topology.exchanges.map(({ exchange }): Placeable => ({ id: exchangeNodeId(exchange), type: 'exchange' })),
    ...topology.queues.map(({ queue }): Placeable => ({ id: queueNodeId(queue), type: 'queue' })),
  ];
  const links = topology.bindings.map(
    ({ source, destinationType, destination }): Link => ({
      from: exchangeNodeId(source),
      to: destinationType === 'queue' ? queueNodeId(destination) : exchangeNodeId(destination),
    }),
  );
  const places = layOut(items, links);
  const below = bottomOf(state);
  const placeOf = (id: string) => {
    const place = places.get(id);
    return place === undefined ? null : { x: place.x, y: place.y + below };
  };
  return {
    ...topology,
    exchanges: topology.exchanges.map((each) => ({ ...each, place: placeOf(exchangeNodeId(each.exchange)) })),
    queues: topology.queues.map((each) => ({ ...each, place: placeOf(queueNodeId(each.queue)) })),
  };
}

function bottomOf(state: AmqpState): number {
  const places = shownPlaces(state);
  const bottoms = canvasItems(state).flatMap(({ id, type }) => {
    const place = places.get(id);
    // The machines make room: they stand beneath everything unless somebody moved them.
    return place === undefined || type === 'broker' ? [] : [place.y + nodeSizes[type].height];
  });
  return bottoms.length === 0 ? 0 : Math.max(...bottoms) + ROOM;
}
