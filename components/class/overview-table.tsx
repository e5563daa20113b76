'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { useOwnDate } from '@/components/ui/own-date';
import { useScrollFocus } from '@/components/ui/use-scroll-focus';
import { Link } from '@/lib/i18n/navigation';
import { MASTERY_LEVELS } from '@/quiz/mastery';

/** A learner, as small as can be: a class has many. */
export interface OverviewRow {
  readonly id: string;
  readonly name: string;
  /** E-mail address, alias, number, section: what there is. */
  readonly note: string;
  /** When something was done last, in milliseconds since 1970. */
  readonly activeMs: number | null;
  /** What needs attention, in words. */
  readonly attention: string;
  /** The level in each topic, 0 .. 4, one digit each. */
  readonly levels: string;
}

interface OverviewTableProps {
  readonly rows: readonly OverviewRow[];
  readonly topics: readonly { readonly id: string; readonly title: string }[];
  /** The class's page, without the language. */
  readonly href: string;
  /** The filters that a change of order keeps, as a query. */
  readonly filters: string;
  readonly sort: string;
  readonly order: 'asc' | 'desc';
}

const LOOKS = [
  'text-text-subtle',
  'text-text-muted',
  'bg-accent-soft/50',
  'bg-accent-soft font-medium text-accent',
  'bg-accent font-medium text-on-accent',
];

/** Learners and topics by mastery. Head and first column stay in view while the rest scrolls. */
export function OverviewTable({ rows, topics, href, filters, sort, order }: OverviewTableProps) {
  const t = useTranslations('class');
  const tLevels = useTranslations('mastery.levels');
  const ownDate = useOwnDate();
  const region = useRef<HTMLElement>(null);
  const words = MASTERY_LEVELS.map((level) => tLevels(level));
  const head = (key: string, text: ReactNode, look: string) => {
    const isSorted = sort === key;
    const next = isSorted && order === 'asc' ? 'desc' : 'asc';
    const Arrow = order === 'asc' ? ArrowUp : ArrowDown;
    return (
      <th
        key={key}
        scope="col"
        aria-sort={isSorted ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
        className={cx('sticky top-0 border-border-strong border-b bg-canvas p-0 align-bottom font-medium', look)}
      >
        <Link
          href={`${href}?${filters}sort=${key}&order=${next}`}
          className="flex min-h-control items-end gap-1 px-2 py-2 text-text-muted text-xs leading-tight no-underline hover:text-accent"
        >
          {text}
          {isSorted ? <Arrow aria-hidden="true" className="size-3.5 shrink-0" /> : null}
        </Link>
      </th>
    );
  };
  return (
    <section
      ref={region}
      aria-label={t('learners')}
      {...useScrollFocus(region)}
      className="thin-scrollbar max-h-[85dvh] min-w-0 overflow-auto rounded-sm border border-border wrap-normal"
    >
      <table className="border-separate border-spacing-0 text-xs">
        <caption className="visually-hidden">{t('learners')}</caption>
        <thead>
          <tr>
            {head('name', t('learner'), 'left-0 z-20 min-w-32 max-w-36 text-left sm:min-w-52 sm:max-w-64')}
            {head('active', t('lastActive'), 'z-10 min-w-28 text-left')}
            {topics.map(({ id, title }) => head(id, title, 'z-10 min-w-24 max-w-28 text-left'))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, note, activeMs, attention, levels }) => (
            <tr key={id} className="group">
              <th
                scope="row"
                className="sticky left-0 z-10 border-border border-b bg-canvas p-2 text-left align-top group-hover:bg-hover"
              >
                <Link href={`${href}/learners/${id}`} className="font-medium text-sm text-text wrap-anywhere">
                  {name}
                </Link>
                <span className="block font-normal text-text-muted wrap-anywhere">{note}</span>
              </th>
              <td className="border-border border-b p-2 align-top">
                {activeMs === null ? t('never') : ownDate(activeMs, { dateStyle: 'medium' })}
                {attention === '' ? null : <span className="block font-medium text-warn">{attention}</span>}
              </td>
              {[...levels].map((level, index) => (
                <td
                  key={topics[index]?.id}
                  className={cx('border-border border-b p-2 align-top', LOOKS[Number(level)])}
                >
                  {words[Number(level)]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
