import type { MessageShape } from './lab-view';

/** A message's form within -1 .. 1, as SVG path data: the canvas and the legend draw the same. */
export interface ShapePaths {
  readonly outline: string;
  /** Filled with its colour, or only outlined. */
  readonly isFilled: boolean;
  /** A stroke inside. */
  readonly mark: string | null;
}

const CIRCLE = 'M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z';
const CROSS = 'M-.4 -.4L.4 .4M.4 -.4L-.4 .4';

export const messageShapes: Readonly<Record<MessageShape, ShapePaths>> = {
  diamond: { outline: 'M0 -1.15L1.15 0L0 1.15L-1.15 0Z', isFilled: true, mark: null },
  square: { outline: 'M-.85 -.85H.85V.85H-.85Z', isFilled: true, mark: null },
  check: { outline: CIRCLE, isFilled: true, mark: 'M-.45 .05L-.1 .4L.5 -.35' },
  cross: { outline: CIRCLE, isFilled: true, mark: CROSS },
  ring: { outline: CIRCLE, isFilled: false, mark: null },
  'ring-cross': { outline: CIRCLE, isFilled: false, mark: CROSS },
};

/** The sign at the place where a message was lost. */
export const LOST_MARK = 'M-.9 -.9L.9 .9M.9 -.9L-.9 .9';
