import { type RefObject, useEffect, useRef } from 'react';
import { LONG_PRESS_MS, TAP_PIXELS } from './long-press';

export interface Gestures {
  /** By so many pixels, to the right and downwards for positive ones. */
  pan(dx: number, dy: number): void;
  /** Keeps what is at this place, in pixels from the left upper corner, where it is. */
  zoom(factor: number, x: number, y: number): void;
  /** A tap or click, or a finger that rested. */
  point?(x: number, y: number, isLong: boolean): void;
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

/**
 * Drag to move, two fingers or Ctrl with the wheel to zoom, a sideways wheel to move, tap to point, rest for actions. What the element's
 * `touch-action` leaves to the browser, such as scrolling the page up and down, stays with it.
 */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const latest = useRef(gestures);
  useEffect(() => {
    latest.current = gestures;
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    return listen(target, () => latest.current);
  }, [element]);
}

function listen(target: HTMLElement, latest: () => Gestures): () => void {
  const fingers = new Map<number, Finger>();
  let travelled = 0;
  let isAnswered = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const placeOf = (event: PointerEvent | WheelEvent): Finger => {
    const box = target.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const place = placeOf(event);
    fingers.set(event.pointerId, place);
    travelled = fingers.size > 1 ? Number.POSITIVE_INFINITY : 0;
    isAnswered = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (travelled > TAP_PIXELS || fingers.size !== 1) return;
      isAnswered = true;
      latest().point?.(place.x, place.y, true);
    }, LONG_PRESS_MS);
  };
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const place = placeOf(event);
    const pair = spanOf(fingers);
    fingers.set(event.pointerId, place);
    travelled += Math.hypot(place.x - before.x, place.y - before.y);
    if (travelled <= TAP_PIXELS) return;
    // From here on it is a movement: the pointer may leave the element.
    if (!target.hasPointerCapture(event.pointerId)) target.setPointerCapture(event.pointerId);
    if (fingers.size === 1) latest().pan(place.x - before.x, place.y - before.y);
    const now = spanOf(fingers);
    if (pair === null || now === null || pair.length === 0 || now.length === 0) return;
    latest().zoom(now.length / pair.length, now.x, now.y);
    latest().pan(now.x - pair.x, now.y - pair.y);
  };
  const up = (event: PointerEvent) => {
    const place = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    clearTimeout(timer);
    if (event.type === 'pointerup' && place !== undefined && travelled <= TAP_PIXELS && !isAnswered) {
      latest().point?.(place.x, place.y, false);
    }
  };
  const wheel = (event: WheelEvent) => {
    const { x, y } = placeOf(event);
    if (event.ctrlKey || event.metaKey) latest().zoom(Math.exp(-event.deltaY / 200), x, y);
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) latest().pan(-event.deltaX, 0);
    else return;
    event.preventDefault();
  };

  target.addEventListener('pointerdown', down);
  target.addEventListener('pointermove', move);
  target.addEventListener('pointerup', up);
  target.addEventListener('pointercancel', up);
  target.addEventListener('wheel', wheel, { passive: false });
  return () => {
    clearTimeout(timer);
    target.removeEventListener('pointerdown', down);
    target.removeEventListener('pointermove', move);
    target.removeEventListener('pointerup', up);
    target.removeEventListener('pointercancel', up);
    target.removeEventListener('wheel', wheel);
  };
}

/** The middle of two fingers and how far they are apart; null unless there are two. */
function spanOf(fingers: ReadonlyMap<number, Finger>): (Finger & { readonly length: number }) | null {
  const [first, second] = [...fingers.values()];
  if (first === undefined || second === undefined || fingers.size > 2) return null;
  const length = Math.hypot(first.x - second.x, first.y - second.y);
  return { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2, length };
}
