/** How a list is scrolled that may be longer than browsers can scroll. All lengths in pixels. */

/** Firefox places nothing beyond some 17.9 million pixels, other browsers beyond 33: a longer list has a way of this length. */
export const WAY_MAX = 16_000_000;

/** At both ends of such a way a pixel is one of the list, so that the last step to an end is as long as every other. */
const ENDS = 100_000;

/** What is seen of a list. */
export interface ListView {
  /** As the element that scrolls has it. */
  readonly scrollTop: number;
  readonly height: number;
  /** How much of the list is above the view: `scrollTop`, unless the list is longer than its way. */
  readonly offset: number;
}

/** The height of the element in which the list is scrolled. */
export function wayOf(listHeight: number): number {
  return Math.min(listHeight, WAY_MAX);
}

/** What is seen after the element has scrolled. A step within the view is one of as many pixels in the list; a jump goes to its share. */
export function scrolledView(before: ListView, scrollTop: number, height: number, listHeight: number): ListView {
  if (listHeight <= WAY_MAX) return { scrollTop, height, offset: scrollTop };
  const moved = scrollTop - before.scrollTop;
  if (Math.abs(moved) >= height) return { scrollTop, height, offset: offsetAt(scrollTop, height, listHeight) };
  return { scrollTop, height, offset: Math.max(0, Math.min(before.offset + moved, listHeight - height)) };
}

/**
 * Where the element is to be scrolled to once it stands still: steps leave it elsewhere than what is seen has its place. That matters at
 * the ends alone, where it would stop too early; elsewhere it may be as far off as nobody sees on a scroll bar, because to move it
 * ends the scrolling that may have begun meanwhile.
 */
export function settledScrollTop({ scrollTop, height, offset }: ListView, listHeight: number): number {
  if (listHeight <= WAY_MAX) return offset;
  const way = WAY_MAX - height;
  const place = between(offset, listHeight - height, way);
  const room = Math.min(place, scrollTop, way - place, way - scrollTop);
  return Math.abs(place - scrollTop) < (room < ENDS ? 1 : ENDS / 2) ? scrollTop : place;
}

function offsetAt(scrollTop: number, height: number, listHeight: number): number {
  return between(scrollTop, WAY_MAX - height, listHeight - height);
}

/** The place in a length of `to` for one in a length of `from`: the same at their ends, in between its share. */
function between(place: number, from: number, to: number): number {
  if (place <= ENDS) return place;
  if (place >= from - ENDS) return to - (from - place);
  return ENDS + ((place - ENDS) * (to - 2 * ENDS)) / (from - 2 * ENDS);
}
