'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { useLab } from '../run/lab-context';

/** What can be done to an item: in a row, or in two columns where a row would cover a node. */
export function ItemToolbar({ itemId, isSquare }: { readonly itemId: string; readonly isSquare: boolean }) {
  const t = useTranslations('lab');
  const actions = useLab((session, words) => session.actions(itemId, words));
  return (
    <div
      role="toolbar"
      aria-label={t('nodeActions', { node: itemId })}
      className={cx(
        'rounded-md border border-border bg-raised p-0.5 shadow-md',
        isSquare ? 'grid grid-cols-2' : 'flex',
      )}
    >
      {actions
        .filter((action) => action.inToolbar)
        .map(({ id, label, key, icon: Icon, refusal, run }) => (
          <IconButton
            key={id}
            label={refusal === null ? label : `${label}: ${refusal}`}
            size="sm"
            shortcut={key?.toUpperCase()}
            disabled={refusal !== null}
            icon={<Icon aria-hidden="true" />}
            onClick={run}
          />
        ))}
    </div>
  );
}
