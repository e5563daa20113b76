import { describe, expect, test } from 'vitest';
import { arrowBetween } from './arrow-path';
import { layOutBoxes } from './boxes-layout';
import { textWidth, wrapText } from './diagram-text';
import { layOutSequence } from './sequence-layout';

describe('text of a drawing', () => {
  test('is broken between words, and never wider than its room', () => {
    expect(wrapText('the broker appends the message', 14, 120).length).toBeGreaterThan(1);
    for (const text of ['the broker appends the message', '과반수의 표를 얻은 후보가 리더가 됩니다', 'basic.publish']) {
      for (const line of wrapText(text, 14, 90)) expect(textWidth(line, 14)).toBeLessThanOrEqual(90);
    }
  });

  test('gives way at its joints where a word is too long', () => {
    expect(wrapText('basic.publish', 14, 60)).toEqual(['basic.', 'publish']);
    expect(wrapText('quorum-queue-leader', 14, 110)).toEqual(['quorum-queue-', 'leader']);
  });

  test('stays whole where there is room', () => {
    expect(wrapText('  one   two ', 14, 500)).toEqual(['one two']);
  });
});

describe('a sequence', () => {
  const actors = [
    { id: 'api', name: 'API' },
    { id: 'broker', name: 'Broker' },
    { id: 'worker', name: 'Worker' },
  ];
  const steps = [
    { from: 'api', to: 'broker', text: 'basic.publish' },
    { at: 'broker', text: 'appends it to the queue' },
    { from: 'broker', to: 'worker', text: 'basic.deliver', lost: true },
    { from: 'worker', to: 'api', text: 'a long way back, past the broker that stands between' },
  ];

  test('fits a phone, its texts inside', () => {
    const layout = layOutSequence(actors, steps, 343);
    expect(layout.width).toBe(343);
    for (const { label } of [...layout.actors, ...layout.steps]) {
      for (const line of label.lines) {
        expect(label.x - textWidth(line, 14) / 2).toBeGreaterThanOrEqual(0);
        expect(label.x + textWidth(line, 14) / 2).toBeLessThanOrEqual(343);
      }
      expect(label.y + (label.lines.length - 1) * 19).toBeLessThan(layout.height);
    }
  });

  test('runs down in the order given, and a lost message does not arrive', () => {
    const { steps: placed, actors: heads } = layOutSequence(actors, steps, 560);
    const levels = placed.map((step) => (step.type === 'message' ? step.y : step.box.y));
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    const lost = placed[2];
    if (lost?.type !== 'message') throw new Error('the third step is a message');
    expect(lost.isLost).toBe(true);
    expect(lost.toX).toBeLessThan(heads[2]?.x ?? 0);
  });

  test('is as wide as its actors need', () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ id: `a${index}`, name: `Actor ${index}` }));
    expect(layOutSequence(many, [{ at: 'a0', text: 'x' }], 343).width).toBe(588);
  });
});

describe('boxes', () => {
  const row = (count: number) => Array.from({ length: count }, (_, x) => ({ id: `b${x}`, text: `Box ${x}`, x, y: 0 }));
  const chain = (count: number) =>
    Array.from({ length: count - 1 }, (_, index) => ({ from: `b${index}`, to: `b${index + 1}`, text: 'publishes' }));

  test('stand in rows where there is room, and are turned where there is not', () => {
    const wide = layOutBoxes(row(4), chain(4), 760);
    expect(new Set(wide.boxes.map(({ frame }) => frame.y)).size).toBe(1);
    const narrow = layOutBoxes(row(4), chain(4), 343);
    expect(new Set(narrow.boxes.map(({ frame }) => frame.x)).size).toBe(1);
    expect(narrow.width).toBeLessThanOrEqual(343);
  });

  test('never overlap', () => {
    const boxes = [
      ...row(3),
      { id: 'c', text: 'A box with much more to say than the others', note: 'and a note', x: 1, y: 1 },
    ];
    const frames = layOutBoxes(boxes, [{ from: 'b0', to: 'c' }], 343).boxes.map(({ frame }) => frame);
    for (const [index, a] of frames.entries()) {
      for (const b of frames.slice(index + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });
});

describe('an arrow', () => {
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 });

  test('goes straight from border to border', () => {
    const { start, end, control } = arrowBetween(box(0, 0), box(200, 0), [], false);
    expect(control).toBeNull();
    expect([start.x, start.y, end.x, end.y]).toEqual([103, 20, 197, 20]);
  });

  test('leaves room for the one that runs the other way', () => {
    const there = arrowBetween(box(0, 0), box(200, 0), [], true);
    const back = arrowBetween(box(200, 0), box(0, 0), [], true);
    expect(there.start.y).toBeLessThan(20);
    expect(back.start.y).toBeGreaterThan(20);
  });

  test('goes round a box that stands between: above in a row, to the right in a column', () => {
    expect(arrowBetween(box(0, 0), box(400, 0), [box(200, 0)], false).middle.y).toBeLessThan(0);
    expect(arrowBetween(box(400, 0), box(0, 0), [box(200, 0)], false).middle.y).toBeLessThan(0);
    expect(arrowBetween(box(0, 0), box(0, 200), [box(0, 100)], false).middle.x).toBeGreaterThan(100);
    expect(arrowBetween(box(0, 200), box(0, 0), [box(0, 100)], false).middle.x).toBeGreaterThan(100);
  });
});
