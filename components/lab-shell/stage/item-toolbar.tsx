'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { useLab } from '../run/lab-context';

const shapes = {
  /** Beside a node. */
  column: 'flex flex-col items-stretch',
  /** In the corner of a narrow canvas. */
  wrapped: 'flex flex-wrap',
  /** In a bar of its own. */
  row: 'flex max-w-full overflow-x-auto [scrollbar-width:none]',
} as const;

interface ItemToolbarProps {
  readonly itemId: string;
  readonly shape: keyof typeof shapes;
}

/** What can be done to an item, in words. */
export function ItemToolbar({ itemId, shape }: ItemToolbarProps) {
  const t = useTranslations('lab');
  const actions = useLab((session, words) => session.actions(itemId, words)).filter(
    // Where it stands over nodes there is no room for what cannot be done.
    ({ inToolbar, refusal }) => inToolbar && (shape !== 'wrapped' || refusal === null),
  );
  if (actions.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t('nodeActions', { node: itemId })}
      className={cx('rounded-md border border-border bg-raised p-0.5 shadow-md', shapes[shape])}
    >
      {actions.map(({ id, label, key, icon: Icon, refusal, run }) => (
        <IconButton
          key={id}
          label={refusal === null ? label : `${label}: ${refusal}`}
          words={label}
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
