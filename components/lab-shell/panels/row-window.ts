export interface RowWindow {
  /** First row to draw, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** The rows that are visible, with a few more on either side. All lengths in pixels. */
export function visibleRows(rowCount: number, rowHeight: number, scrollTop: number, viewHeight: number): RowWindow {
  const spare = 6;
  const from = Math.floor(scrollTop / rowHeight) - spare;
  // As many whether rows are cut at the edges or not: one that comes and goes costs more than one that changes.
  const to = from + Math.ceil(viewHeight / rowHeight) + 1 + 2 * spare;
  return { from: Math.max(0, Math.min(from, rowCount)), to: Math.max(0, Math.min(to, rowCount)) };
}

/** Where to scroll so that a row is wholly visible; null when it is. */
export function scrollToShow(row: number, rowHeight: number, scrollTop: number, viewHeight: number): number | null {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight;
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : null;
}

/** The index of the last value that is not above `limit`, in a rising list; -1 when all are. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
