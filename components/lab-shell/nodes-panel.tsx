'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Kbd } from '@/components/ui/kbd';
import { StateIcon } from '@/components/ui/state-badge';
import { useLab, useLabSession, usePlayer } from './lab-context';
import { NodeInspector } from './node-inspector';

/** Every node as a button with its state in words; below, the selected one with what can be done to it. */
export function NodesPanel() {
  const t = useTranslations('lab');
  const { player } = useLabSession();
  const nodes = useLab((session, words) => session.nodes(words));
  const key = useLab((session, words) => session.nodesKey(words));
  const selectedId = usePlayer((state) => state.selectedId);
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <ul aria-label={t('nodes.list')} className="flex flex-col p-1.5">
        {nodes.map(({ id, name, state, role, facts }) => {
          const isSelected = id === selectedId;
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={isSelected}
                onClick={() => player.getState().select(isSelected ? null : id)}
                className={cx(
                  'flex min-h-control-sm w-full items-center gap-2.5 rounded-md px-2.5 text-left text-sm transition-colors focus-visible:-outline-offset-2',
                  isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                <StateIcon state={state} className="size-4 shrink-0" />
                <span className="min-w-6 max-w-36 shrink-0 truncate font-semibold">{name}</span>
                <span className="min-w-18 shrink-0">{role}</span>
                <span className="min-w-0 truncate text-text-muted tabular-nums">{facts}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="flex-1 border-border border-t px-4 py-3">
        {selectedId === null ? (
          <div className="flex flex-col gap-2 text-sm text-text-muted">
            <p>{t('nodes.hint')}</p>
            <p>{key}</p>
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

function Actions({ nodeId }: { readonly nodeId: string }) {
  const t = useTranslations('lab');
  const actions = useLab((session, words) => session.actions(nodeId, words));
  const possible = actions.filter((action) => action.refusal === null);
  const group = useRef<HTMLFieldSetElement>(null);

  function perform(run: () => void): void {
    run();
    // What was done may be impossible now, its button gone: the focus stays with the actions, and the keys with the lab.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) group.current?.querySelector('button')?.focus();
    });
  }

  return (
    <fieldset
      ref={group}
      aria-label={t('nodeActions', { node: nodeId })}
      className="flex min-h-control-sm min-w-0 flex-wrap gap-1.5"
    >
      {possible.map(({ id, label, key, icon: Icon, run }) => (
        <Button
          key={id}
          variant="secondary"
          size="sm"
          icon={<Icon aria-hidden="true" className="size-4" />}
          aria-keyshortcuts={key?.toUpperCase()}
          onClick={() => perform(run)}
        >
          {label}
          {key === null ? null : (
            <span aria-hidden="true" className="hidden md:inline">
              <Kbd>{key.toUpperCase()}</Kbd>
            </span>
          )}
        </Button>
      ))}
    </fieldset>
  );
}
