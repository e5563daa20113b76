'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { VisuallyHidden } from '@/components/ui/visually-hidden';

interface InspectorTableProps {
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly value: string;
    readonly hasChanged?: boolean | undefined;
  }[];
}

/** Names and values; what the last step changed is marked. */
export function InspectorTable({ title, rows }: InspectorTableProps) {
  const t = useTranslations('lab.inspector');
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="pb-1 text-left text-text-muted text-xs">{title}</caption>
      <tbody>
        {rows.map(({ name, value, hasChanged }) => (
          <tr key={name} className={cx('border-border border-t align-baseline', hasChanged && 'bg-accent-soft')}>
            <th scope="row" className="w-[8.75rem] py-1 pl-2 text-left font-mono font-normal text-text-muted text-xs">
              {hasChanged ? (
                <span
                  aria-hidden="true"
                  className="-ml-1.5 mr-1 inline-block size-1.5 rounded-full bg-accent align-[0.12em]"
                />
              ) : null}
              {name}
            </th>
            <td className="py-1 pr-2 font-mono text-xs tabular-nums">
              {value}
              {hasChanged ? <VisuallyHidden> {t('changed')}</VisuallyHidden> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
