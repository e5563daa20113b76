import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dagreLayout } from './dagre-layout';
import { apart, circleLayout, layOutGraph, lineEnd, onCircle } from './graph-layout';
import { shortNames } from './short-names';
import { moved, WHOLE, zoomedAt } from './zoom';

describe('places', () => {
  it('go round a circle clockwise from the top', () => {
    const places = circleLayout(4, 0.5).map(({ x, y }) => [Math.round(x * 100), Math.round(y * 100)]);
    expect(places).toEqual([
      [50, 0],
      [100, 50],
      [50, 100],
      [0, 50],
    ]);
    expect(onCircle(1, 0.5).x).toBeCloseTo(onCircle(0, 0.5).x);
  });

  it('follow what points to what where a graph has none of its own', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'a', to: 'c' },
      { from: 'b', to: 'd' },
      { from: 'c', to: 'd' },
      { from: 'd', to: 'gone' },
    ];
    const places = dagreLayout({
      nodes: ids.map((id) => ({ id })),
      edges,
      box: { width: 100, height: 40 },
      isDownwards: false,
    });
    const at = (id: string) => places.get(id) ?? { x: -1, y: -1 };
    expect(ids.map((id) => at(id).x)).toEqual([0, 0.5, 0.5, 1]);
    expect(at('b').y).not.toBe(at('c').y);
    expect(
      dagreLayout({ nodes: [{ id: 'a' }], edges: [], box: { width: 100, height: 40 }, isDownwards: true }).get('a'),
    ).toEqual({ x: 0.5, y: 0.5 });
  });
});

it('ends a line at the edge of the box that it points to, and not behind its start', () => {
  const box = { width: 40, height: 20 };
  expect(lineEnd({ x: 0, y: 0 }, { x: 100, y: 0 }, box)).toEqual({ x: 80, y: 0 });
  expect(lineEnd({ x: 0, y: 100 }, { x: 0, y: 0 }, box)).toEqual({ x: 0, y: 10 });
  expect(lineEnd({ x: 3, y: 0 }, { x: 0, y: 0 }, box)).toEqual({ x: 3, y: 0 });
});

it('moves what lies on one another apart', () => {
  const label = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 14 }), (labels) => {
      const placed = apart(labels, { width: 90, height: 30 }, { left: 0, top: 0, width: 400, height: 300 });
      expect(overlaps(placed, { width: 90, height: 30 })).toBe(0);
    }),
    { numRuns: 30 },
  );
});

function overlaps(
  nodes: readonly { x: number; y: number }[],
  { width, height }: { width: number; height: number },
): number {
  return nodes.reduce(
    (sum, one, index) =>
      sum +
      nodes
        .slice(index + 1)
        .filter((two) => Math.abs(one.x - two.x) < width - 1 && Math.abs(one.y - two.y) < height - 1).length,
    0,
  );
}

/** Sizes of the stage on screens of these widths: a phone, a phone on its side, a tablet, a lesson, a page. */
const SIZES = [
  [390, 300],
  [390, 420],
  [660, 240],
  [768, 520],
  [700, 340],
  [1100, 600],
  [1500, 820],
] as const;

describe.each(SIZES)('on a stage of %d by %d pixels', (width, height) => {
  const ring = (hosts: number, keys: number) => [
    ...circleLayout(hosts, 0.5).map((place, index) => ({ ...place, id: `h${index}`, shape: 'box' as const })),
    ...Array.from({ length: keys }, (_, index) => ({
      ...onCircle(((index * 7919) % 1000) / 1000, 0.2),
      id: `k${index}`,
      shape: 'dot' as const,
    })),
  ];

  it.each([
    [1, 0],
    [4, 5],
    [6, 12],
    [9, 5],
    [12, 40],
  ])('no label of %d hosts and %d keys lies on another or outside, and all can be touched', (hosts, keys) => {
    const layout = layOutGraph(ring(hosts, keys), { width, height }, { isSquare: true, core: 0.74 });
    const boxes = layout.nodes.filter(({ shape }) => shape === 'box');
    const dots = layout.nodes.filter(({ shape }) => shape === 'dot');
    expect(overlaps(boxes, layout.box)).toBe(0);
    expect(overlaps(dots, layout.dot)).toBe(0);
    for (const [some, size] of [
      [boxes, layout.box],
      [dots, layout.dot],
    ] as const) {
      expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(24);
      for (const { x, y } of some) {
        expect(x).toBeGreaterThanOrEqual(size.width / 2 - 8);
        expect(x).toBeLessThanOrEqual(width - size.width / 2 + 8);
        expect(y).toBeGreaterThanOrEqual(size.height / 2 - 8);
        expect(y).toBeLessThanOrEqual(height - size.height / 2 + 8);
      }
    }
  });

  it('boxes at the edges leave the ring room', () => {
    const { region } = layOutGraph(ring(12, 0), { width, height }, { isSquare: true, core: 0.74 });
    expect(region.width * 0.74).toBeGreaterThan(100);
    expect(region.width).toBe(region.height);
  });
});

it('names hosts by what tells them apart where there is little room', () => {
  const names = shortNames(['10.244.0.17:8000', '10.244.0.18:8000', '10.244.1.1:8000']);
  expect([...names.values()]).toEqual(['0.17', '0.18', '1.1']);
  expect(shortNames(['only']).get('only')).toBe('only');
  expect([...shortNames(['task-1', 'task-12']).values()]).toEqual(['1', '12']);
});

it('zooms round what is under the fingers, and never past the edges', () => {
  const box = { width: 400, height: 200 };
  const near = zoomedAt(WHOLE, 2, { x: 100, y: 50 }, box);
  expect(near).toEqual({ factor: 2, x: -100, y: -50 });
  expect(moved(near, 500, 500, box)).toEqual({ factor: 2, x: 0, y: 0 });
  expect(moved(near, -5000, 0, box).x).toBe(-400);
  expect(zoomedAt(near, 0.1, { x: 0, y: 0 }, box)).toEqual(WHOLE);
});
