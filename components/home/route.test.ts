import { describe, expect, it } from 'vitest';
import { lengthOf, offsetsOf, wideRoute } from './route';
import { places, stops } from './stack';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });

describe('the way of a request', () => {
  it('is straight between neighbours', () => {
    expect(wideRoute(box(0, 0), box(200, 0), null)).toEqual([
      { x: 50, y: 25 },
      { x: 250, y: 25 },
    ]);
  });

  it('turns twice along the bus', () => {
    const route = wideRoute(box(200, 0), box(200, 100), { busX: 150 });
    expect(route.map(({ x, y }) => [x, y])).toEqual([
      [250, 25],
      [150, 25],
      [150, 125],
      [250, 125],
    ]);
    expect(lengthOf(route)).toBe(300);
    expect(offsetsOf(route)).toEqual([0, 1 / 3, 2 / 3, 1]);
  });

  it('has an end even where it has no length', () => {
    expect(offsetsOf(wideRoute(box(0, 0), box(0, 0), null))).toEqual([1, 1]);
  });
});

describe('the map', () => {
  const at = new Map(places.map((place) => [place.id, place]));

  it('has each place on a spot of its own', () => {
    expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(places.length);
  });

  it('is walked from the client and back, past every place that keeps no watch', () => {
    expect(stops[0]?.at).toBe('client');
    expect(stops.at(-1)?.at).toBe('client');
    const walked = new Set(stops.map((stop) => stop.at));
    expect(places.filter(({ id, isWatcher }) => walked.has(id) === (isWatcher === true))).toEqual([]);
  });

  it('never goes straight across a gap that has no line', () => {
    for (const [index, stop] of stops.entries()) {
      const from = at.get(stops[index - 1]?.at ?? 'client');
      const to = at.get(stop.at);
      if (index === 0 || stop.by !== undefined || !from || !to) continue;
      const distance = Math.abs(from.column - to.column) + Math.abs(from.row - to.row);
      // From the gateway to the client it passes over an empty row.
      expect([stop.id, distance]).toEqual([stop.id, stop.id === 'answer' ? 2 : 1]);
    }
  });
});
