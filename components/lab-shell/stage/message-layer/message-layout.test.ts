import { describe, expect, it } from 'vitest';
import { type MessageStage, messageAt, placeBetween } from './message-layout';
import { Ways } from './message-path';

const message = (id: number, from: string, to: string) => ({
  id,
  from,
  to,
  sentTick: 0,
  dueTick: 100,
  reach: 1,
  kind: 'any',
});

const stage: MessageStage = {
  clockTick: 50,
  messages: [message(1, 'a', 'b'), message(2, 'b', 'a')],
  ways: new Ways(
    new Map([
      ['a', { x: 0, y: 0, radius: 50 }],
      ['b', { x: 400, y: 0, radius: 50 }],
    ]),
  ),
  viewport: { x: 10, y: 20, zoom: 2 },
  isReducedMotion: false,
};

describe('messages on the canvas', () => {
  it('are where the viewport puts them', () => {
    expect(placeBetween(stage, 'a', 'b', 0.5)).toEqual({ x: 410, y: 34 });
    expect(placeBetween(stage, 'a', 'nobody', 0.5)).toBeNull();
  });

  it('are found by a point near them, the nearest first', () => {
    expect(messageAt(stage, { x: 415, y: 30 }, 24)?.id).toBe(1);
    expect(messageAt(stage, { x: 415, y: 10 }, 24)?.id).toBe(2);
    expect(messageAt(stage, { x: 415, y: 80 }, 24)).toBeNull();
  });
});

describe('ways', () => {
  it('are kept for as long as the nodes stand where they stood', () => {
    const stops = new Map(stage.ways.stops);
    expect(stage.ways.fit(stops)).toBe(true);
    expect(stage.ways.between('a', 'b')).toBe(stage.ways.between('a', 'b'));
    expect(stage.ways.fit(stops.set('b', { x: 401, y: 0, radius: 50 }))).toBe(false);
  });
});
