import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type NumbersKitId, numbersKits } from './numbers/kits';
import { NumbersIsland } from './numbers/numbers-island';
import { NumbersResults } from './numbers/numbers-result';
import { NumbersTable } from './numbers/numbers-table';
import { useNumbersWords } from './numbers/numbers-words';

/** The reader's own settings, and what they come to: `<YourNumbers of="workers" />`. Without script it is a table of an example. */
export function YourNumbers({ of: kit }: { readonly of: NumbersKitId }) {
  const words = useNumbersWords(kit);
  const t = useTranslations('lesson.numbers');
  return (
    <section
      aria-label={`${t('title')}: ${words.title}`}
      data-width="wide"
      className="not-prose flex min-w-0 flex-col gap-5 rounded-lg border border-border-strong bg-surface p-5 text-base"
    >
      <div>
        <p className="flex items-center gap-2 font-semibold text-accent text-sm">
          <SlidersHorizontal aria-hidden="true" className="size-5 shrink-0" />
          {t('title')}
        </p>
        <p className="mt-1 font-semibold text-lg">{words.title}</p>
      </div>
      <NumbersIsland kit={kit}>
        <Example kit={kit} />
      </NumbersIsland>
    </section>
  );
}

function Example({ kit }: { readonly kit: NumbersKitId }) {
  const { fields, example, compute } = numbersKits[kit];
  const words = useNumbersWords(kit);
  const t = useTranslations('lesson.numbers');
  return (
    <div className="grid min-w-0 gap-x-10 gap-y-6 md:grid-cols-2">
      <NumbersTable
        title={t('example')}
        rows={Object.keys(fields).map((name) => ({
          id: name,
          name: words.field(name),
          value: words.setting(name, example[name] ?? ''),
        }))}
      />
      <NumbersResults kit={kit} result={compute(example)} />
    </div>
  );
}
