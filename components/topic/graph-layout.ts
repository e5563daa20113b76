/** Where each topic stands on the graph, by number: column and row from 1. Lines only ever lead to a column further right. */
export const graphLayout: Readonly<Record<string, { readonly column: number; readonly row: number }>> = {
  '05': { column: 1, row: 1 },
  '06': { column: 2, row: 1 },
  '10': { column: 3, row: 1 },
  '02': { column: 3, row: 2 },
  '04': { column: 4, row: 2 },
  '01': { column: 3, row: 3 },
  '11': { column: 5, row: 3 },
  '18': { column: 4, row: 4 },
  '03': { column: 1, row: 5 },
  '07': { column: 2, row: 5 },
  '08': { column: 4, row: 5 },
  '12': { column: 2, row: 6 },
  '14': { column: 3, row: 6 },
  '13': { column: 4, row: 6 },
  '09': { column: 5, row: 6 },
  '15': { column: 1, row: 7 },
  '16': { column: 2, row: 7 },
  '17': { column: 3, row: 7 },
  '27': { column: 5, row: 8 },
  '19': { column: 1, row: 8 },
  '20': { column: 2, row: 8 },
  '24': { column: 4, row: 7 },
};

/** The drawing's own units: a thousand across; rows in CSS pixels, as the list has them. */
export const GRAPH = { width: 1000, column: 164, columnGap: 45, row: 72, rowGap: 14, rows: 8 };

export const graphHeight = GRAPH.rows * (GRAPH.row + GRAPH.rowGap) - GRAPH.rowGap;

/** The line from one topic to another that builds on it, as an SVG path. */
export function graphLine(from: string, to: string): string {
  const [start, end] = [graphLayout[from], graphLayout[to]];
  if (start === undefined || end === undefined) return '';
  const x1 = (start.column - 1) * (GRAPH.column + GRAPH.columnGap) + GRAPH.column;
  const x2 = (end.column - 1) * (GRAPH.column + GRAPH.columnGap);
  const y = (row: number) => (row - 1) * (GRAPH.row + GRAPH.rowGap) + GRAPH.row / 2;
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y(start.row)}C${middle} ${y(start.row)} ${middle} ${y(end.row)} ${x2} ${y(end.row)}`;
}
