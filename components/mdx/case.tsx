import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TextLink } from '@/components/ui/text-link';
import { CaseEvidence, CaseMeasures, CaseSources } from './case-evidence';
import type { ShownCase } from './field-case';

interface CaseProps {
  readonly fieldCase: ShownCase;
  /** The lesson opens with what was seen, and ends with what was done. */
  readonly part: 'opens' | 'closes';
  /** What the reader is asked: to commit to an explanation, or to defend a configuration. */
  readonly children?: ReactNode;
}

/** A field case in a lesson: `<Case id="write-to-a-replica" part="opens">…</Case>`. */
export function Case({ fieldCase, part, children }: CaseProps) {
  const t = useTranslations('case');
  const { title, date, sources } = fieldCase;
  return (
    <>
      <section
        aria-label={`${t(part)}: ${title}`}
        className="not-prose flex min-w-0 flex-col gap-4 rounded-lg border border-border-strong bg-surface p-5 text-base print:break-inside-avoid"
      >
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span>
            <span className="font-semibold text-accent text-sm">{t(part)}</span>
            <br />
            <strong className="font-semibold text-lg">{title}</strong>
          </span>
          <time dateTime={date} className="font-mono text-sm text-text-subtle">
            {date}
          </time>
        </p>
        {part === 'opens' ? <CaseEvidence fieldCase={fieldCase} /> : <CaseMeasures fieldCase={fieldCase} />}
        <CaseSources sources={sources} />
        <p className="text-sm print:hidden">
          <TextLink href="/cases">{t('all')}</TextLink>
        </p>
      </section>
      {children}
    </>
  );
}
