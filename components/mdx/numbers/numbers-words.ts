import { useFormatter, useTranslations } from 'next-intl';
import type { NumbersRow, Settings } from './kit';
import type { NumbersKitId } from './kits';

/** The words of a kit, found by the ids of its fields, rows and notes. */
export function useNumbersWords(kit: NumbersKitId) {
  const t = useTranslations('lesson.numbers');
  // A kit's ids are data: `components/mdx/numbers/numbers.test.tsx` looks for a text of each.
  const say = t as unknown as (key: string, values?: Readonly<Record<string, string | number>>) => string;
  const format = useFormatter();
  return {
    title: say(`${kit}.title`),
    field: (name: string) => say(`${kit}.fields.${name}`),
    option: (name: string, value: string) => say(`${kit}.options.${name}.${value}`),
    note: (id: string, values: Readonly<Record<string, number>> = {}) =>
      say(`${kit}.notes.${id}`, Object.fromEntries(Object.entries(values).map(([key, n]) => [key, format.number(n)]))),
    row: ({ id }: NumbersRow) => say(`${kit}.rows.${id}`),
    value({ value, isAtMost = false, unit }: NumbersRow): string {
      const number = format.number(value);
      const measured = unit === undefined ? number : t('seconds', { value: number });
      return isAtMost ? t('atMost', { value: measured }) : measured;
    },
    setting: (name: string, value: Settings[string]) =>
      typeof value === 'number' ? format.number(value) : say(`${kit}.options.${name}.${value}`),
  };
}
