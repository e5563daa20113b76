/** A finger that rests so long asks for more than a look. */
export const LONG_PRESS_MS = 500;

/** Movement within so many pixels is a tap. */
export const TAP_PIXELS = 6;

interface Press {
  readonly button: HTMLElement;
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * A finger that rests on an item of the area selects it, so that its actions appear; no tap follows, which would take the choice back.
 * An item is a button that says whether it is pressed.
 */
export function listenForLongPress(area: HTMLElement, signal: AbortSignal): void {
  let press: Press | null = null;
  let isAnswered = false;
  const end = () => {
    clearTimeout(press?.timer);
    press = null;
  };
  const answer = () => {
    const button = press?.button;
    end();
    if (button?.getAttribute('aria-pressed') === 'false') button.click();
    isAnswered = true;
  };
  // In the capture phase: what lies on a canvas keeps some events to itself.
  const on = <Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (event: HTMLElementEventMap[Type]) => void,
  ) => area.addEventListener(type, listener, { signal, capture: true });

  on('pointerdown', ({ target, button, isPrimary, clientX, clientY }) => {
    end();
    isAnswered = false;
    const item = target instanceof Element ? target.closest<HTMLElement>('button[aria-pressed]') : null;
    if (item === null || button !== 0 || !isPrimary) return;
    press = { button: item, x: clientX, y: clientY, timer: setTimeout(answer, LONG_PRESS_MS) };
  });
  on('pointermove', ({ clientX, clientY }) => {
    if (press !== null && Math.hypot(clientX - press.x, clientY - press.y) > TAP_PIXELS) end();
  });
  on('pointerup', end);
  on('pointercancel', end);
  // On a phone the browser knows of the rest as well, and would end the touch to show a menu.
  on('contextmenu', (event) => {
    if (press === null && !isAnswered) return;
    event.preventDefault();
    if (press !== null) answer();
  });
  on('click', (event) => {
    if (!isAnswered) return;
    isAnswered = false;
    event.preventDefault();
    event.stopPropagation();
  });
  signal.addEventListener('abort', end);
}
