import type { MessageShape } from '../../view/messages-view';

/** A message's form within -1 .. 1, as SVG path data: the canvas and the legend draw the same. */
export interface ShapePaths {
  readonly outline: string;
  /** Filled with its colour, or only outlined. */
  readonly isFilled: boolean;
  /** A stroke inside. */
  readonly mark: string | null;
}

const CIRCLE = 'M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z';
const DIAMOND = 'M0 -1.15L1.15 0L0 1.15L-1.15 0Z';
const HEXAGON = 'M-.55 -1H.55L1.1 0L.55 1H-.55L-1.1 0Z';
const CHECK = 'M-.45 .05L-.1 .4L.5 -.35';
const CROSS = 'M-.4 -.4L.4 .4M.4 -.4L-.4 .4';

export const messageShapes: Readonly<Record<MessageShape, ShapePaths>> = {
  diamond: { outline: DIAMOND, isFilled: true, mark: null },
  'diamond-hollow': { outline: DIAMOND, isFilled: false, mark: null },
  'diamond-check': { outline: DIAMOND, isFilled: false, mark: CHECK },
  'diamond-cross': { outline: DIAMOND, isFilled: false, mark: CROSS },
  square: { outline: 'M-.85 -.85H.85V.85H-.85Z', isFilled: true, mark: null },
  'square-lines': { outline: 'M-1.05 -.85H1.05V.85H-1.05Z', isFilled: true, mark: 'M-.6 -.3H.6M-.6 .3H.6' },
  check: { outline: CIRCLE, isFilled: true, mark: CHECK },
  cross: { outline: CIRCLE, isFilled: true, mark: CROSS },
  ring: { outline: CIRCLE, isFilled: false, mark: null },
  'ring-cross': { outline: CIRCLE, isFilled: false, mark: CROSS },
  hexagon: { outline: HEXAGON, isFilled: true, mark: null },
  'hexagon-check': { outline: HEXAGON, isFilled: false, mark: CHECK },
  triangle: { outline: 'M-.85 -1L1.1 0L-.85 1Z', isFilled: true, mark: null },
};

/** The sign at the place where a message was lost. */
export const LOST_MARK = 'M-.9 -.9L.9 .9M.9 -.9L-.9 .9';
