/** How long after a press its click is waited for: a finger's comes late. */
const CLICK_MS = 300;

const ACTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

let hasActed = false;
let isPressed = false;
let releasedAt = Number.NEGATIVE_INFINITY;
const waiting = new Set<() => void>();

if (typeof window !== 'undefined') {
  const note = () => {
    hasActed = true;
    for (const type of ACTS) removeEventListener(type, note, true);
    for (const act of waiting) act();
    waiting.clear();
  };
  for (const type of ACTS) addEventListener(type, note, { capture: true, passive: true });
  const release = () => {
    isPressed = false;
    releasedAt = performance.now();
  };
  const press = () => {
    isPressed = true;
  };
  addEventListener('pointerdown', press, true);
  addEventListener('pointerup', release, true);
  addEventListener('pointercancel', release, true);
}

/** Calls once the reader moves a pointer or presses anything, at once when that has been. Returns what calls it off. */
export function whenReaderActs(act: () => void): () => void {
  if (hasActed) act();
  else waiting.add(act);
  return () => void waiting.delete(act);
}

/** Calls once no pointer is down, with its click done: what is pressed must not go meanwhile. Returns what calls it off. */
export function whenReleased(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (!isPressed && performance.now() - releasedAt >= CLICK_MS) act();
    else timer = setTimeout(look, CLICK_MS / 3);
  };
  look();
  return () => clearTimeout(timer);
}
