import { expect, it } from 'vitest';
import { freePlace, type Link, layOut, type Placeable } from './layout';
import { nodeSizes } from './node-data';

const items: readonly Placeable[] = [
  { id: 'p', type: 'publisher' },
  { id: 'outer', type: 'exchange' },
  { id: 'inner', type: 'exchange' },
  ...Array.from({ length: 30 }, (_, index) => ({ id: `q${index}`, type: 'queue' as const })),
  { id: 'c', type: 'consumer' },
  { id: 'n1', type: 'broker' },
];
const links: readonly Link[] = [
  { from: 'p', to: 'outer' },
  { from: 'outer', to: 'inner' },
  { from: 'inner', to: 'outer' },
  ...Array.from({ length: 30 }, (_, index) => ({ from: 'inner', to: `q${index}` })),
  { from: 'q3', to: 'c' },
];

function overlaps(places: ReadonlyMap<string, { x: number; y: number }>): string[] {
  const boxes = items.map(({ id, type }) => ({ id, ...nodeSizes[type], ...(places.get(id) ?? { x: 0, y: 0 }) }));
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
      .map((other) => `${one.id} ${other.id}`),
  );
}

it('puts every node somewhere, no two on each other, columns from left to right', () => {
  const places = layOut(items, links);
  expect(places.size).toBe(items.length);
  expect(overlaps(places)).toEqual([]);
  const x = (id: string) => places.get(id)?.x ?? Number.NaN;
  expect(x('p')).toBeLessThan(x('outer'));
  expect(x('outer')).toBeLessThan(x('inner'));
  expect(x('inner')).toBeLessThan(x('q0'));
  expect(x('q29')).toBeLessThan(x('c'));
  for (const { x, y } of places.values()) expect([x, y].every(Number.isInteger)).toBe(true);
});

it('orders a column so that parallel lines do not cross', () => {
  const crossed: readonly Placeable[] = [
    { id: 'x1', type: 'exchange' },
    { id: 'x2', type: 'exchange' },
    { id: 'q1', type: 'queue' },
    { id: 'q2', type: 'queue' },
  ];
  const places = layOut(crossed, [
    { from: 'x1', to: 'q2' },
    { from: 'x2', to: 'q1' },
  ]);
  const y = (id: string) => places.get(id)?.y ?? Number.NaN;
  expect(Math.sign(y('x1') - y('x2'))).toBe(Math.sign(y('q2') - y('q1')));
});

it('finds room for one more below the last of its kind', () => {
  const taken = [
    { id: 'q1', type: 'queue' as const, x: 300, y: 0 },
    { id: 'x', type: 'exchange' as const, x: 320, y: 130 },
  ];
  const place = freePlace('queue', taken);
  expect(place.x).toBe(300);
  expect(place.y).toBeGreaterThanOrEqual(130 + nodeSizes.exchange.height + 12);
});
