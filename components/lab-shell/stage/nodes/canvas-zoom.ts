import { useLayoutEffect } from 'react';
import { type CanvasState, useCanvasStore } from './canvas-store';

/** In pixels: narrower canvases are a phone's. */
export const NARROW = 520;

/**
 * Below this zoom nodes show their names at a size of the screen's and leave out what is too small. On a phone that is where
 * names can hardly be read; a wide canvas shows details until nothing of them can be made out.
 */
const FAR_BELOW = { narrow: 0.6, wide: 0.4 } as const;

function isZoomedOut({ transform, width }: Pick<CanvasState, 'transform' | 'width'>): boolean {
  return transform[2] < (width < NARROW ? FAR_BELOW.narrow : FAR_BELOW.wide);
}

/**
 * Tells the canvas's stylesheet how far away its nodes are, without rendering them: when they are far the flow's element carries
 * `data-zoom="out"` (the variant `zoomed-out:`) and `--zoom`, so that `calc(11px / var(--zoom))` is 11 pixels on the screen. Nearer,
 * it carries neither, and following the zoom costs nothing.
 */
export function useZoomMark(): void {
  const store = useCanvasStore();
  useLayoutEffect(() => {
    const show = () => {
      const state = store.getState();
      if (state.domNode !== null) showZoom(state.domNode, isZoomedOut(state) ? state.transform[2] : null);
    };
    show();
    return store.subscribe((now, before) => {
      const isZoomed = now.transform[2] !== before.transform[2] || now.width !== before.width;
      if (isZoomed || now.domNode !== before.domNode) show();
    });
  }, [store]);
}

function showZoom(element: HTMLElement, zoom: number | null): void {
  if (zoom !== null) {
    element.dataset.zoom = 'out';
    element.style.setProperty('--zoom', String(zoom));
  } else if (element.dataset.zoom !== undefined) {
    delete element.dataset.zoom;
    element.style.removeProperty('--zoom');
  }
}

/** How many steps there are between zooms of 0 and 1 for what has to be rendered anew when the room for words changes. */
const STEPS = 20;

/** The zoom in steps while the canvas is far away; null at every other zoom. */
export function zoomWhenOut(state: Pick<CanvasState, 'transform' | 'width'>): number | null {
  return isZoomedOut(state) ? Math.max(1, Math.floor(state.transform[2] * STEPS)) / STEPS : null;
}
