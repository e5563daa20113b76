import { useTranslations } from 'next-intl';
import { RichText } from '@/components/quiz/rich-text';
import { cx } from '@/components/ui/cx';
import type { NumbersResult } from './kit';
import type { NumbersKitId } from './kits';
import { useNumbersWords } from './numbers-words';

/** What the settings come to: a row for each result, and what is to be said of it. */
export function NumbersResults({ kit, result }: { readonly kit: NumbersKitId; readonly result: NumbersResult }) {
  const t = useTranslations('lesson.numbers');
  const words = useNumbersWords(kit);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <table aria-label={t('result')} className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-border-strong border-b text-text-muted">
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              {t('result')}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {t('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.id} className="border-border border-b">
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {words.row(row)}
              </th>
              <td
                className={cx(
                  'whitespace-nowrap py-2 text-right font-semibold tabular-nums',
                  row.isHarm === true && (row.value > 0 ? 'text-danger' : 'text-success'),
                )}
              >
                {words.value(row)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {result.notes.length === 0 ? null : (
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm marker:text-text-subtle">
          {result.notes.map(({ id, values }) => (
            <li key={id}>
              <RichText text={words.note(id, values)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
