import type { ComponentType, ReactNode } from 'react';
import { cx } from './cx';
import { TableScroll } from './table-scroll';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, with digits of one width. */
  readonly numeric?: boolean | undefined;
}

interface DataTableProps<Row> {
  /** What the table shows; for screen readers, since a heading stands above it. */
  readonly caption: string;
  /** The first column names its row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** In place of a plain `tr`, such as one that is seen to move. */
  readonly RowElement?: ComponentType<RowElementProps> | 'tr';
}

export interface RowElementProps {
  readonly className?: string;
  readonly children?: ReactNode;
}

/** Rows and columns, plainly. With no rows, show EmptyState in its place. */
export function DataTable<Row>({ caption, columns, rows, rowKey, RowElement = 'tr' }: DataTableProps<Row>) {
  return (
    <TableScroll label={caption}>
      <table className="w-full border-collapse text-sm">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr className="border-border-strong border-b text-text-muted">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cx(
                  'whitespace-nowrap py-2.5 pr-6 font-medium last:pr-0',
                  column.numeric ? 'text-right' : 'text-left',
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowElement key={rowKey(row)} className="border-border border-b transition-colors hover:bg-hover">
              {columns.map((column, index) => {
                const look = cx(
                  'py-3 pr-6 align-top last:pr-0',
                  column.numeric ? 'text-right tabular-nums' : 'text-left',
                );
                return index === 0 ? (
                  <th key={column.key} scope="row" className={cx(look, 'font-medium')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={look}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </RowElement>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
