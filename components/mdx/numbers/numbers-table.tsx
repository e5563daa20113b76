import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';

export interface NumbersTableRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly className?: string;
}

/** Names with their values. The title is said of the whole and stands above the names. */
export function NumbersTable({ title, rows }: { readonly title: string; readonly rows: readonly NumbersTableRow[] }) {
  const t = useTranslations('lesson.numbers');
  return (
    <table aria-label={title} className="w-full border-collapse self-start text-sm">
      <thead>
        <tr className="border-border-strong border-b text-text-muted">
          <th scope="col" className="py-2 pr-4 text-left font-medium">
            {title}
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            {t('value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, value, className }) => (
          <tr key={id} className="border-border border-b">
            <th scope="row" className="py-2 pr-4 text-left font-normal">
              {name}
            </th>
            <td className={cx('py-2 text-right', className)}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
