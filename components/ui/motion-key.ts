/** Where the browser keeps how much may move. Alone here, for it is also asked for outside React. */
export const motionStorageKey = 'interleave.motion';

/** Puts a choice of less motion on <html>, where styles read it. */
export function keepMotion(): void {
  try {
    if (localStorage.getItem(motionStorageKey) === 'reduce') document.documentElement.dataset.motion = 'reduce';
  } catch {
    // Without storage there is no choice to keep.
  }
}
