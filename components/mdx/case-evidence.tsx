import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { RichText } from '@/components/quiz/rich-text';
import { cx } from '@/components/ui/cx';
import { TextLink } from '@/components/ui/text-link';
import type { ShownCase } from './field-case';

const tones = { bad: 'text-danger', good: 'text-success' } as const;
const bars = { bad: 'bg-danger', good: 'bg-success' } as const;

/** What was seen: the log as it stood, and the report's figures as a small dashboard. */
export function CaseEvidence({ fieldCase }: { readonly fieldCase: ShownCase }) {
  const { symptom, log, figures } = fieldCase;
  const t = useTranslations('case');
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p>
        <RichText text={symptom} />
      </p>
      {log.length === 0 ? null : (
        <figure aria-label={t('log')} className="min-w-0">
          <pre className="wrap-anywhere whitespace-pre-wrap rounded-md border border-border border-l-4 border-l-danger bg-sunken px-4 py-3 font-mono text-sm">
            {log.map((line) => (
              // What does not fit goes on further in, so that the lines of a file can be told apart.
              <span key={line} className="block pl-[2ch] -indent-[2ch]">
                {breakable(line)}
              </span>
            ))}
          </pre>
        </figure>
      )}
      {figures.length === 0 ? null : (
        <dl
          aria-label={t('figures')}
          className={cx(
            'grid gap-3',
            // Four stand two by two, and none alone in a row of its own.
            figures.length % 2 === 0 ? 'grid-cols-2' : 'grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]',
          )}
        >
          {figures.map(({ label, value, share, tone }) => (
            <div
              key={label}
              className="flex flex-col gap-1 rounded-md border border-border bg-raised px-3 py-2.5 max-sm:last:odd:col-span-full"
            >
              <dt className="wrap-anywhere text-sm text-text-muted">{breakable(label)}</dt>
              <dd className={cx('font-mono font-semibold text-lg', tone !== undefined && tones[tone])}>{value}</dd>
              {share === undefined ? null : (
                <dd aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
                  <div
                    className={cx('h-full', tone === undefined ? 'bg-text-muted' : bars[tone])}
                    style={{ width: `${share * 100}%` }}
                  />
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** A long name may break after its underscores and before a word of its own, rather than anywhere. */
function breakable(text: string): ReactNode {
  const parts = text.split(/(?<=_)|(?<=[a-z]{2})(?=[A-Z][a-z])/u);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}

/** What was done, in order, and what that costs. */
export function CaseMeasures({ fieldCase }: { readonly fieldCase: ShownCase }) {
  const { done, price } = fieldCase;
  const t = useTranslations('case');
  return (
    <dl className="flex flex-col gap-3">
      <div>
        <dt className="font-semibold text-sm text-text-muted">{t('done')}</dt>
        {done.map(({ date, text }) => (
          <dd key={text} className="mt-1.5">
            {date === undefined ? null : <time className="mr-2 font-mono text-sm text-text-subtle">{date}</time>}
            <RichText text={text} />
          </dd>
        ))}
      </div>
      <div>
        <dt className="font-semibold text-sm text-text-muted">{t('price')}</dt>
        <dd className="mt-1.5">
          <RichText text={price} />
        </dd>
      </div>
    </dl>
  );
}

/** Where the case was read. */
export function CaseSources({ sources }: Pick<ShownCase, 'sources'>) {
  const t = useTranslations('case');
  return (
    <p className="text-sm text-text-muted">
      {t('sources')}{' '}
      {sources.map(({ title, at, url }, index) => (
        <span key={url}>
          {index === 0 ? null : ' · '}
          <TextLink href={url} tone="quiet">
            {title}
            {at === undefined ? '' : ` ${at}`}
          </TextLink>
        </span>
      ))}
    </p>
  );
}
