'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cx } from '@/components/ui/cx';
import { StateIcon } from '@/components/ui/state-badge';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import type { ItemInWords } from '../view/lab-view';
import { ActionButtons } from './action-buttons';
import { NodeInspector } from './node-inspector';

/** Every node as a button with its state in words; below, the selected one with what can be done to it. */
export function NodesPanel() {
  const t = useTranslations('lab');
  const nodes = useLab((session, words) => session.items(words));
  const legend = useLab((session, words) => session.legendText(words));
  const selectedId = usePlayer((state) => state.selectedId);
  return (
    <div className="@container flex h-full flex-col overflow-y-auto">
      <LabActions />
      <ul aria-label={t('nodes.list')} className="grid grid-cols-[auto_auto_auto_1fr] gap-x-2.5 p-1.5">
        {nodes.map((node) => (
          <NodeRow key={node.id} node={node} isSelected={node.id === selectedId} />
        ))}
      </ul>
      <div className="flex-1 border-border border-t px-4 py-3">
        {selectedId === null ? (
          <div className="flex flex-col gap-2 text-sm text-text-muted">
            <p>{t('nodes.hint')}</p>
            <p>{legend}</p>
          </div>
        ) : (
          <>
            <Actions nodeId={selectedId} />
            <NodeInspector nodeId={selectedId} />
          </>
        )}
      </div>
    </div>
  );
}

interface NodeRowProps {
  readonly node: ItemInWords;
  readonly isSelected: boolean;
}

/** Drawn anew only when its node says something else. Beside a lesson's lab its facts have a line of their own. */
const NodeRow = memo(function NodeRow({ node: { id, name, state, icon, role, facts }, isSelected }: NodeRowProps) {
  const { player } = useLabSession();
  return (
    <li className="col-span-full grid grid-cols-subgrid">
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={() => player.getState().select(isSelected ? null : id)}
        className={cx(
          'col-span-full grid min-h-control-sm grid-cols-subgrid items-center rounded-md px-2.5 @max-[21rem]:py-1 text-left text-sm transition-colors focus-visible:-outline-offset-2',
          isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <StateIcon state={state} icon={icon} className="size-4 shrink-0" />
        <span className="max-w-36 truncate font-semibold">{name}</span>
        <span className="pr-1">{role}</span>
        <span className="min-w-0 truncate text-text-muted tabular-nums @max-[21rem]:col-span-3 @max-[21rem]:col-start-2">
          {facts}
        </span>
      </button>
    </li>
  );
});

function Actions({ nodeId }: { readonly nodeId: string }) {
  const t = useTranslations('lab');
  const actions = useLab((session, words) => session.actions(nodeId, words));
  return <ActionButtons label={t('nodeActions', { node: nodeId })} actions={actions} />;
}

/** What can be done to the lab as a whole, whatever is selected. */
function LabActions() {
  const t = useTranslations('lab');
  const actions = useLab((session, words) => session.labActions(words));
  return actions.length === 0 ? null : (
    <div className="border-border border-b px-4 py-3">
      <ActionButtons label={t('labActions')} actions={actions} />
    </div>
  );
}
