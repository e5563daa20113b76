/**
 * Heights are given, not found, so that nothing moves when a lab appears in its place. From 52rem of its own width on (not the
 * window's: in a lesson the two differ) the panels stand beside the canvas, as high as what is there, else below it. On a phone
 * only the bar that opens them stands there.
 */

/** What a lab's picture is: about as high as it is wide, or a row that on a narrow screen would leave half of a square empty. */
export type CanvasShape = 'square' | 'wide';

const FRAME = 'grid overflow-clip rounded-lg border border-border bg-surface';

const PANELS =
  'relative border-border border-t @min-[52rem]:border-t-0 @min-[52rem]:border-l *:@min-[52rem]:absolute *:@min-[52rem]:inset-0';

const PAGE_CANVAS = 'h-[clamp(23rem,104cqw,27rem)] @min-[34rem]:h-[clamp(24rem,52svh,36rem)]';

export const labLayout = {
  page: {
    frame: `${FRAME} @min-[52rem]:grid-cols-[minmax(0,1fr)_23rem]`,
    // Above or below a row there stand the tools.
    canvas: { square: PAGE_CANVAS, wide: PAGE_CANVAS },
    panels: `${PANELS} min-h-14 md:h-[26rem] md:@min-[52rem]:h-auto`,
  },
  lesson: {
    frame: `${FRAME} @min-[52rem]:grid-cols-[minmax(0,1fr)_20rem]`,
    canvas: {
      square: 'h-[clamp(21rem,100cqw,25rem)] @min-[34rem]:h-[27rem]',
      wide: 'h-[clamp(15.5rem,73cqw,24rem)] @min-[34rem]:h-[24rem]',
    },
    panels: `${PANELS} min-h-14 md:h-[25rem] md:@min-[52rem]:h-auto`,
  },
} as const;
