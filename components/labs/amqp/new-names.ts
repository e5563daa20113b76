import type { Place } from '@/sim/amqp/options';
import { canvasItems } from './canvas-items';
import type { AmqpStore } from './edits';
import { freePlace } from './layout';
import type { AmqpNodeType } from './node-data';
import { shownPlaces } from './to-flow';

/** A name of this kind that nothing has yet: `queue-1`, `queue-2` … */
export function freeName(store: AmqpStore, kind: 'exchange' | 'queue' | 'policy' | 'publisher' | 'consumer'): string {
  const { broker, clients } = store.getState().snapshot.state;
  const taken = new Set([...broker.exchanges, ...broker.queues, ...broker.policies].map(({ name }) => name));
  for (const { id } of clients) taken.add(id);
  for (let number = 1; ; number += 1) if (!taken.has(`${kind}-${number}`)) return `${kind}-${number}`;
}

/** Where one more of this kind fits on the canvas. */
export function freePlaceFor(store: AmqpStore, type: AmqpNodeType): Place {
  const { state } = store.getState().snapshot;
  const places = shownPlaces(state);
  const taken = canvasItems(state).flatMap((item) => {
    const place = places.get(item.id);
    return place === undefined ? [] : [{ ...item, ...place }];
  });
  return freePlace(type, taken);
}
