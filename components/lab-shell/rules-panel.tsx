'use client';

import { Check, OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { useLab } from './lab-context';

/** What must hold at every moment, where it is stated, and whether it does. */
export function RulesPanel() {
  const t = useTranslations('lab.rules');
  const rules = useLab((session, words) => session.rules(words));
  return (
    <div className="h-full overflow-y-auto px-4 py-3">
      <p className="text-sm text-text-muted">{t('lead')}</p>
      <ul className="mt-3 flex flex-col gap-2.5">
        {rules.map(({ name, source, text, broken }) => (
          <li
            key={name}
            className={cx(
              'rounded-md border p-3 text-sm',
              broken === null ? 'border-border' : 'border-danger bg-danger-soft',
            )}
          >
            <p className="flex items-baseline justify-between gap-3">
              <span className="font-semibold">{text?.title ?? name}</span>
              <span
                className={cx(
                  'flex shrink-0 items-center gap-1 font-medium text-xs',
                  broken === null ? 'text-success' : 'text-danger',
                )}
              >
                {broken === null ? (
                  <Check aria-hidden="true" className="size-3.5" />
                ) : (
                  <OctagonAlert aria-hidden="true" className="size-3.5" />
                )}
                {broken === null ? t('holds') : t('broken')}
              </span>
            </p>
            {text === null ? null : <p className="mt-1">{text.statement}</p>}
            {broken === null ? null : (
              <p lang="en" className="mt-1 font-medium text-danger">
                {broken}
              </p>
            )}
            <p className="mt-1.5 text-text-muted text-xs" lang="en">
              {name} · {source}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
