import { useTranslations } from 'next-intl';
import { RichText } from '@/components/quiz/rich-text';
import { cx } from '@/components/ui/cx';
import type { NumbersResult } from './kit';
import type { NumbersKitId } from './kits';
import { NumbersTable } from './numbers-table';
import { useNumbersWords } from './numbers-words';

/** What the settings come to: a row for each result, and what is to be said of it. */
export function NumbersResults({ kit, result }: { readonly kit: NumbersKitId; readonly result: NumbersResult }) {
  const t = useTranslations('lesson.numbers');
  const words = useNumbersWords(kit);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <NumbersTable
        title={t('result')}
        rows={result.rows.map((row) => ({
          id: row.id,
          name: words.row(row),
          value: words.value(row),
          className: cx(
            'whitespace-nowrap font-semibold tabular-nums',
            row.isHarm === true && (row.value > 0 ? 'text-danger' : 'text-success'),
          ),
        }))}
      />
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
