/** A cell of a table that is exported. */
export type Cell = string | number | boolean | null;

/** By these a spreadsheet takes a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180), in UTF-8 with a byte order mark, so that spreadsheets read Hangul. A text that a spreadsheet would run as
 * a formula gets an apostrophe in front (OWASP, "CSV Injection").
 */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
