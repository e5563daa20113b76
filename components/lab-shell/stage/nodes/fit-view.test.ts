import { getViewportForBounds } from '@xyflow/react';
import { describe, expect, it } from 'vitest';
import { FITTED_ZOOM, openingView } from './fit-view';

const looks = { smallestText: null, nodeMargin: { x: 0, y: 0 } };
const use = { isLesson: false, hasLegend: false, tools: null };

describe('a canvas opens', () => {
  it('as React Flow would fit it, so that nothing moves when that takes the picture’s place', () => {
    const padding = { top: '30px', right: '14px', bottom: '12px', left: '14px' } as const;
    for (const [width, height] of [
      [960, 560],
      [1_300, 420],
      [800, 900],
    ] as const) {
      for (const [x, y, wide, high] of [
        [0, 0, 300, 200],
        [-170, -168, 450, 440],
        [40, 10, 2_400, 300],
      ] as const) {
        const bounds = { x, y, width: wide, height: high };
        const flow = getViewportForBounds(bounds, width, height, FITTED_ZOOM.min, FITTED_ZOOM.max, padding);
        const ours = openingView(bounds, { width, height }, use, looks);
        expect(ours.zoom).toBeCloseTo(flow.zoom, 9);
        // It rounds what is beside the nodes on each side by itself.
        expect(Math.abs(ours.x - flow.x)).toBeLessThanOrEqual(1);
        expect(Math.abs(ours.y - flow.y)).toBeLessThanOrEqual(1);
      }
    }
  });
});
