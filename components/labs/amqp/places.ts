import type { Place } from '@/sim/amqp/options';
import { freePlace, type Link, layOut, type Placeable } from './layout';
import { nodeSizes } from './node-data';

let last: { readonly key: string; readonly places: ReadonlyMap<string, Place> } = { key: '', places: new Map() };

/**
 * Where everything stands: where it was put; a topology in which nothing was put anywhere as `layOut` has it; a single thing
 * without a place near what it is linked to, clear of all others.
 */
export function placesOf(
  items: readonly Placeable[],
  links: readonly Link[],
  given: Readonly<Record<string, Place>>,
): ReadonlyMap<string, Place> {
  if (items.every(({ id }) => given[id] === undefined)) return laidOut(items, links);
  const places = new Map<string, Place>();
  for (const { id } of items) {
    const place = given[id];
    if (place !== undefined) places.set(id, place);
  }
  if (places.size === items.length) return places;
  const types = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    if (places.has(item.id)) continue;
    const taken = [...places].flatMap(([id, place]) => {
      const placed = types.get(id);
      return placed === undefined ? [] : [{ ...placed, ...place }];
    });
    places.set(item.id, freePlace(item.type, taken, placeBefore(item, links, places)));
  }
  return places;
}

/** The same question is asked in every frame of a run whose topology rests. */
function laidOut(items: readonly Placeable[], links: readonly Link[]): ReadonlyMap<string, Place> {
  const key = JSON.stringify([items, links]);
  if (last.key !== key) last = { key, places: layOut(items, links) };
  return last.places;
}

/** To the left of what it leads to. */
function placeBefore(
  { id, type }: Placeable,
  links: readonly Link[],
  places: ReadonlyMap<string, Place>,
): Place | undefined {
  const next = links.find(({ from, to }) => from === id && places.has(to));
  const place = next === undefined ? undefined : places.get(next.to);
  return place === undefined ? undefined : { x: place.x - nodeSizes[type].width - 90, y: place.y };
}
