import { type PointerEvent, useCallback, useEffect, useRef } from 'react';

const LONG_PRESS_MS = 500;
const TAP_PIXELS = 6;

/** Handlers for a button: a tap or Enter is `onPress`; a finger that rests is `onLongPress`, and no tap follows it. */
export function useLongPress({ onPress, onLongPress }: { onPress(): void; onLongPress(): void }) {
  const press = useRef<{ timer?: ReturnType<typeof setTimeout>; x: number; y: number; isAnswered: boolean }>({
    x: 0,
    y: 0,
    isAnswered: false,
  });
  const end = useCallback(() => clearTimeout(press.current.timer), []);
  useEffect(() => end, [end]);
  return {
    onPointerDown(event: PointerEvent) {
      end();
      const timer = setTimeout(() => {
        press.current.isAnswered = true;
        onLongPress();
      }, LONG_PRESS_MS);
      press.current = { timer, x: event.clientX, y: event.clientY, isAnswered: false };
    },
    onPointerMove(event: PointerEvent) {
      const { x, y } = press.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > TAP_PIXELS) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu(event: { preventDefault(): void }) {
      if (press.current.isAnswered) event.preventDefault();
    },
    onClick() {
      if (!press.current.isAnswered) onPress();
      press.current.isAnswered = false;
    },
  };
}
