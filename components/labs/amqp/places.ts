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
    places.set(item.id, freePlace(item.type, taken, wishFor(item, links, taken)));
  }
  return places;
}

/** The same question is asked in every frame of a run whose topology rests. */
function laidOut(items: readonly Placeable[], links: readonly Link[]): ReadonlyMap<string, Place> {
  const key = JSON.stringify([items, links]);
  if (last.key !== key) last = { key, places: layOut(items, links) };
  return last.places;
}

type Placed = Placeable & Place;

/** Room for a line and its key. */
const LINE_ROOM = 150;
const LOWER = 84;

/** To the right of what leads to it, or to the left of what it leads to; machines beneath everything. */
function wishFor({ id, type }: Placeable, links: readonly Link[], taken: readonly Placed[]): Place | undefined {
  const size = nodeSizes[type];
  if (type === 'broker') {
    const machines = taken.filter((item) => item.type === 'broker');
    const right = Math.max(...machines.map(({ x }) => x + size.width));
    const first = machines[0];
    // Every other one is lower, so that what two of them say to each other does not pass behind the one between.
    if (first !== undefined) return { x: right + LINE_ROOM, y: first.y + (machines.length % 2) * LOWER };
    const others = taken.filter((item) => item.type !== 'broker');
    // Beside the legend, which stands in the lower left corner.
    const left = Math.min(...others.map(({ x }) => x)) + nodeSizes.publisher.width + LINE_ROOM;
    return { x: left, y: Math.max(...others.map((item) => item.y + nodeSizes[item.type].height)) + 64 };
  }
  const before = taken.find((item) => links.some(({ from, to }) => to === id && from === item.id));
  const after = taken.find((item) => links.some(({ from, to }) => from === id && to === item.id));
  const next = type === 'queue' ? (after ?? before) : (before ?? after);
  if (next === undefined) return undefined;
  const y = Math.round(next.y + (nodeSizes[next.type].height - size.height) / 2);
  if (next === before) return { x: next.x + nodeSizes[next.type].width + LINE_ROOM, y };
  return { x: next.x - size.width - LINE_ROOM, y };
}
