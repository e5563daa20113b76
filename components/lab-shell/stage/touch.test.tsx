import { act, fireEvent, render, screen } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LONG_PRESS_MS, listenForLongPress } from './long-press';
import { type Gestures, useGestures } from './use-gestures';

beforeEach(() => {
  vi.useFakeTimers();
  // jsdom has no such events, and nothing there keeps a pointer.
  vi.stubGlobal(
    'PointerEvent',
    class extends MouseEvent {
      readonly pointerId: number;
      readonly isPrimary: boolean;
      constructor(type: string, init: PointerEventInit) {
        super(type, init);
        this.pointerId = init.pointerId ?? 0;
        this.isPrimary = init.isPrimary ?? false;
      }
    },
  );
  Element.prototype.setPointerCapture = () => undefined;
  Element.prototype.hasPointerCapture = () => false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function finger(pointerId: number, isPrimary = true) {
  const at = (clientX: number, clientY: number) => ({ pointerId, isPrimary, clientX, clientY, pointerType: 'touch' });
  return {
    down: (target: Element, x: number, y: number) => fireEvent.pointerDown(target, at(x, y)),
    move: (target: Element, x: number, y: number) => fireEvent.pointerMove(target, at(x, y)),
    up: (target: Element, x: number, y: number) => fireEvent.pointerUp(target, at(x, y)),
  };
}

const rest = () => act(() => vi.advanceTimersByTime(LONG_PRESS_MS));

function Area({ gestures }: { readonly gestures: Gestures }) {
  const area = useRef<HTMLDivElement>(null);
  useGestures(area, gestures);
  return <div ref={area} data-testid="area" />;
}

function drawArea() {
  const calls: string[] = [];
  const round = (numbers: readonly unknown[]) =>
    numbers.map((each) => (typeof each === 'number' ? Math.round(each * 100) / 100 : String(each))).join(' ');
  render(
    <Area
      gestures={{
        pan: (...by) => calls.push(`pan ${round(by)}`),
        zoom: (...by) => calls.push(`zoom ${round(by)}`),
        point: (...by) => calls.push(`point ${round(by)}`),
      }}
    />,
  );
  return { calls, area: screen.getByTestId('area') };
}

it('moves with a finger that drags, and points at nothing then', () => {
  const { calls, area } = drawArea();
  const one = finger(1);
  one.down(area, 50, 50);
  one.move(area, 70, 55);
  one.move(area, 60, 55);
  rest();
  one.up(area, 60, 55);
  expect(calls).toEqual(['pan 20 5', 'pan -10 0']);
});

it('zooms about the middle of two fingers, and moves with it', () => {
  const { calls, area } = drawArea();
  const [one, two] = [finger(1), finger(2, false)];
  one.down(area, 100, 100);
  two.down(area, 200, 100);
  two.move(area, 300, 100);
  one.move(area, 80, 100);
  one.up(area, 80, 100);
  two.up(area, 300, 100);
  expect(calls).toEqual(['zoom 2 200 100', 'pan 50 0', 'zoom 1.1 190 100', 'pan -10 0']);
});

it('points with a tap, and with a finger that rests, once', () => {
  const { calls, area } = drawArea();
  const one = finger(1);
  one.down(area, 20, 30);
  one.up(area, 21, 30);
  one.down(area, 40, 30);
  rest();
  one.up(area, 40, 30);
  expect(calls).toEqual(['point 20 30 false', 'point 40 30 true']);
});

function Items() {
  const [selected, setSelected] = useState<string | null>(null);
  return ['a', 'b'].map((id) => (
    <button
      key={id}
      type="button"
      aria-pressed={selected === id}
      onClick={() => setSelected(selected === id ? null : id)}
    >
      {id}
    </button>
  ));
}

function drawItems() {
  const { container } = render(<Items />);
  listenForLongPress(container, new AbortController().signal);
  const item = (name: string) => screen.getByRole('button', { name });
  const isSelected = (name: string) => item(name).getAttribute('aria-pressed') === 'true';
  return { item, isSelected };
}

it('selects the item on which a finger rests, and leaves it selected', () => {
  const { item, isSelected } = drawItems();
  const one = finger(1);
  for (let time = 0; time < 2; time += 1) {
    one.down(item('a'), 10, 10);
    rest();
    expect(isSelected('a')).toBe(true);
    one.up(item('a'), 10, 10);
    fireEvent.click(item('a'));
    expect(isSelected('a')).toBe(true);
  }
  fireEvent.click(item('a'));
  expect(isSelected('a')).toBe(false);
});

it('takes the browser’s own long press for it, which shows no menu', () => {
  const { item, isSelected } = drawItems();
  finger(1).down(item('b'), 10, 10);
  expect(fireEvent.contextMenu(item('b'))).toBe(false);
  expect(isSelected('b')).toBe(true);
  // A mouse's second button still asks for the menu.
  fireEvent.pointerDown(item('a'), { button: 2 });
  expect(fireEvent.contextMenu(item('a'))).toBe(true);
});

it('selects nothing while a finger scrolls or two fingers zoom', () => {
  const { item, isSelected } = drawItems();
  const [one, two] = [finger(1), finger(2, false)];
  one.down(item('a'), 10, 10);
  one.move(item('a'), 10, 30);
  rest();
  expect(isSelected('a')).toBe(false);
  one.down(item('a'), 10, 10);
  two.down(item('b'), 90, 10);
  rest();
  expect([isSelected('a'), isSelected('b')]).toEqual([false, false]);
});
