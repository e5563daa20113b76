'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLab } from './lab-context';

/** The node's state under its source's own names; what the last step changed is marked. */
export function NodeInspector({ nodeId }: { readonly nodeId: string }) {
  const t = useTranslations('lab.inspector');
  const sections = useLab((session, words) => session.inspect(nodeId, words));
  return (
    <div className="mt-3 flex flex-col gap-3.5">
      {sections.map(({ title, rows }) => (
        <table key={title} className="w-full table-fixed text-sm">
          <caption className="pb-1 text-left text-text-muted text-xs">{title}</caption>
          <tbody>
            {rows.map(({ name, value, hasChanged }) => (
              <tr key={name} className={cx('border-border border-t align-baseline', hasChanged && 'bg-accent-soft')}>
                <th
                  scope="row"
                  className="w-[8.75rem] py-1 pl-2 text-left font-mono font-normal text-text-muted text-xs"
                >
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
      ))}
    </div>
  );
}
