'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Select } from '@/components/ui/select';
import { groupAt, type PendingRow, pendingRows } from '@/sim/redis-streams/figures';
import { GroupPicker, useChosenGroup } from './group-picker';
import { PanelScroll } from './panel-scroll';
import { PendingTable } from './pending-table';
import type { PanelProps } from './store';

const ROWS_SHOWN = 25;

/** XPENDING as a table: who holds what for how long. What its buttons do is a command of the console. */
export function PendingPanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.pending');
  const panels = useTranslations('labs.redis-streams.panels');
  const { groups, chosen, choose } = useChosenGroup(store);
  const [claimer, setClaimer] = useState<string | null>(null);
  const view = useRun(store, (state, tick) => {
    if (chosen === null) return { rows: [] as readonly PendingRow[], total: 0, consumers: [] as readonly string[] };
    const group = groupAt(state, chosen.key, chosen.group);
    return {
      // Tenths of a second are enough to read.
      rows: pendingRows(state, tick, { ...chosen, count: ROWS_SHOWN }).map((row) => ({
        ...row,
        idleMs: row.idleMs - (row.idleMs % 100),
      })),
      total: group?.pendingCount ?? 0,
      consumers: (group?.consumers ?? []).map(({ name }) => name),
    };
  });
  if (chosen === null) return <p className="px-4 py-3 text-sm text-text-muted">{t('noGroup')}</p>;
  const { group } = chosen;
  const claimsFor = view.consumers.find((name) => name === claimer) ?? view.consumers[0] ?? null;
  return (
    <PanelScroll label={panels('pending')}>
      <GroupPicker groups={groups} chosen={chosen} onChoose={choose} />
      {view.consumers.length < 2 || claimsFor === null ? null : (
        <Select
          name="claimer"
          label={t('claimFor')}
          value={claimsFor}
          items={view.consumers.map((name) => ({ value: name, label: name }))}
          onValueChange={setClaimer}
        />
      )}
      <p className="text-sm text-text-muted tabular-nums">{t('total', { group, count: view.total })}</p>
      {view.rows.length === 0 ? null : (
        <PendingTable store={store} chosen={chosen} rows={view.rows} claimsFor={claimsFor} />
      )}
      {view.total > view.rows.length ? (
        <p className="text-sm text-text-muted">{t('more', { count: view.total - view.rows.length })}</p>
      ) : null}
    </PanelScroll>
  );
}
