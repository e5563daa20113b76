import type { ShownCase } from '@/components/mdx/field-case';
import type { FieldCase } from '@/content/cases';
import type { Locale } from '@/lib/i18n/routing';

/** A field case in one language. */
export function shownCase(fieldCase: FieldCase, locale: Locale): ShownCase {
  const { id, title, date, symptom, log = [], figures = [], done, price, sources } = fieldCase;
  return {
    id,
    title: title[locale],
    date,
    symptom: symptom[locale],
    log,
    figures: figures.map((each) => ({ ...each, label: each.label[locale] })),
    done: done.map((each) => ({ ...each, text: each.text[locale] })),
    price: price[locale],
    sources,
  };
}
