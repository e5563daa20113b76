import { useStore, useStoreApi } from '@xyflow/react';
import { useLayoutEffect } from 'react';

/** Below this, what nodes write at their own size is too small to read: they show their names, at a size of the screen's. */
export const FAR_BELOW = 0.6;

/**
 * Tells the canvas's stylesheet how far away its nodes are, without rendering them: below FAR_BELOW the flow's element carries
 * `data-zoom="far"` (the variant `far:`) and `--zoom`, so that `calc(11px / var(--zoom))` is 11 pixels on the screen. Nearer,
 * it carries neither, and following the zoom costs nothing.
 */
export function useZoomMark(): void {
  const store = useStoreApi();
  useLayoutEffect(() => {
    const show = () => {
      const { domNode, transform } = store.getState();
      if (domNode !== null) showZoom(domNode, transform[2]);
    };
    show();
    return store.subscribe((now, before) => {
      if (now.transform[2] !== before.transform[2] || now.domNode !== before.domNode) show();
    });
  }, [store]);
}

function showZoom(element: HTMLElement, zoom: number): void {
  if (zoom < FAR_BELOW) {
    element.dataset.zoom = 'far';
    element.style.setProperty('--zoom', String(zoom));
  } else if (element.dataset.zoom !== undefined) {
    delete element.dataset.zoom;
    element.style.removeProperty('--zoom');
  }
}

/** How many steps there are between zooms of 0 and 1 for what has to be rendered anew when the room for words changes. */
const STEPS = 20;

/** The zoom in steps while the canvas is far away; null at every other zoom. Renders only when the step changes. */
export function useFarZoom(): number | null {
  return useStore(({ transform }) =>
    transform[2] < FAR_BELOW ? Math.max(1, Math.floor(transform[2] * STEPS)) / STEPS : null,
  );
}
