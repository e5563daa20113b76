import { useTranslations } from 'next-intl';
import { Code } from '@/components/quiz/code';
import type { CodeLine } from '@/components/quiz/types';

/** A code sample as a page shows it, in the page's language. */
export interface ShownSample {
  readonly file: string;
  /** What it is run against, as products with their versions. */
  readonly runsOn: readonly string[];
  readonly code: string;
  readonly lines: readonly CodeLine[];
}

/** A piece of code that is run with every check: `<Sample file="consume" />` is `samples/consume.py` of the topic. */
export function Sample({ sample: { file, runsOn, code, lines } }: { readonly sample: ShownSample }) {
  const t = useTranslations('lesson.sample');
  return (
    <figure data-width="wide" className="not-prose min-w-0">
      <Code label={t('label', { file })} code={code} lines={lines} />
      <figcaption className="mt-2 text-sm text-text-muted">
        {t('runsOn', { file, products: runsOn.join(', ') })}
      </figcaption>
    </figure>
  );
}
