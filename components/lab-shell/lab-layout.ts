/**
 * Heights are given, not found, so that nothing moves when a lab appears in its place: on a page of its own and in a frame the
 * lab fills the window, in a lesson the canvas is as high as it says. From 52rem of its own width on the panels stand beside the
 * canvas, as high as what is there, else below it: only the bar that opens them. A lesson has none.
 */

/**
 * What a lab's picture is: about as high as it is wide; a row that on a narrow screen would leave half of a square empty; or, of boxes
 * that stand below each other on a narrow screen, a row or a square that is higher there (`row-or-column`, `square-or-column`).
 */
export type CanvasShape = 'square' | 'wide' | 'row-or-column' | 'square-or-column';

const FRAME = 'grid overflow-clip rounded-lg border border-border bg-surface';

const PANELS =
  'relative border-border border-t @min-[52rem]:border-t-0 @min-[52rem]:border-l *:@min-[52rem]:absolute *:@min-[52rem]:inset-0';

const FILLS = 'min-h-0 flex-1';

const FILLED = { square: FILLS, wide: FILLS, 'row-or-column': FILLS, 'square-or-column': FILLS } as const;

const FILLING_FRAME = `${FRAME} min-h-0 flex-1 grid-rows-[minmax(0,1fr)_auto] @min-[52rem]:grid-rows-1`;

export const labLayout = {
  page: {
    root: 'flex h-full min-h-0 flex-col',
    frame: `${FILLING_FRAME} @min-[52rem]:grid-cols-[minmax(0,1fr)_23rem] @min-[90rem]:grid-cols-[minmax(0,1fr)_27rem]`,
    canvas: FILLED,
    panels: `${PANELS} min-h-12 low:min-h-9`,
  },
  embed: {
    root: 'flex h-full min-h-0 flex-col',
    frame: `${FILLING_FRAME} @min-[52rem]:grid-cols-[minmax(0,1fr)_20rem]`,
    canvas: FILLED,
    panels: `${PANELS} min-h-12 low:min-h-9`,
  },
  lesson: {
    root: '',
    frame: FRAME,
    canvas: {
      square: 'h-[clamp(21rem,100cqw,25rem)] @min-[34rem]:h-[32rem]',
      wide: 'h-[clamp(15.5rem,73cqw,24rem)] @min-[34rem]:h-[24rem]',
      // On a phone what most lessons show of these fits at the smallest text: `lesson-fit.test.ts`.
      'row-or-column': 'h-[27.5rem] @min-[34rem]:h-[24rem]',
      'square-or-column': 'h-[27.5rem] @min-[34rem]:h-[32rem]',
    },
    panels: null,
  },
} as const;

/** Room for three lines on a phone, two on a tablet and one beside a wide canvas, whatever the text: nothing moves when another comes. */
export const summaryClass = 'min-h-[3lh] text-pretty px-2 py-1.5 text-sm text-text-muted md:min-h-[2lh] lg:min-h-[1lh]';
