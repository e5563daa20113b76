'use client';

import { Hand, Pencil, Plus, Radio, Send, SquarePlus, Trash2, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { CanvasPanel } from '@/components/lab-shell/stage/nodes/canvas-panel';
import { useCanvas } from '@/components/lab-shell/stage/nodes/canvas-store';
import { NARROW } from '@/components/lab-shell/stage/nodes/canvas-zoom';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { useLoaded } from '@/components/ui/use-loaded';
import { DEFAULT_KEY } from '@/sim/redis-streams/config';
import { streamKeys } from '@/sim/redis-streams/figures';
import { findClient } from '@/sim/redis-streams/state';
import { withLaterTexts } from '../later-part';
import type { FormTarget } from './client-form';
import { type PanelProps, runTyped } from './store';

const newClients = [
  { role: 'producer', icon: <Send /> },
  { role: 'consumer', icon: <Wrench /> },
  { role: 'reader', icon: <Radio /> },
  { role: 'claimer', icon: <Hand /> },
] as const;

const fetchDialog = () =>
  import('./client-form').then((module) => withLaterTexts('redis-streams', module.ClientDialog));

/** Adds clients and entries; changes or removes the client that is selected. */
export function Toolbox({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.tools');
  const names = useTranslations('labs.redis-streams.node.roles');
  const [target, setTarget] = useState<FormTarget | null>(null);
  const [ClientDialog, load] = useLoaded(fetchDialog);
  useEffect(() => {
    if (target !== null) load();
  }, [target, load]);
  const isNarrow = useCanvas(({ width }) => width < NARROW);
  const selected = useStore(store, ({ selectedId, snapshot }) =>
    selectedId !== null && findClient(snapshot.state, selectedId) !== null ? selectedId : null,
  );
  return (
    <CanvasPanel position={isNarrow ? 'top-center' : 'bottom-right'} className={isNarrow ? 'mt-1.5!' : 'mr-2! mb-5!'}>
      <div
        role="toolbar"
        aria-label={t('label')}
        onPointerEnter={load}
        onFocus={load}
        className="flex items-center gap-0.5 rounded-md border border-border bg-raised p-0.5 shadow-md"
      >
        <ActionMenu
          trigger={
            <Button variant="ghost" size="sm" icon={<Plus aria-hidden="true" className="size-4" />}>
              {t('add')}
            </Button>
          }
          actions={newClients.map(({ role, icon }) => ({
            label: names(role),
            icon,
            onSelect: () => setTarget({ type: 'new', role }),
          }))}
        />
        <IconButton
          label={t('addEntry')}
          size="sm"
          icon={<SquarePlus aria-hidden="true" />}
          onClick={() => addEntry(store)}
        />
        {selected === null ? null : (
          <>
            <IconButton
              label={t('edit', { name: selected })}
              size="sm"
              icon={<Pencil aria-hidden="true" />}
              onClick={() => setTarget({ type: 'edit', client: selected })}
            />
            <IconButton
              label={t('remove', { name: selected })}
              size="sm"
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => store.getState().dispatch({ type: 'removeClient', client: selected })}
            />
          </>
        )}
      </div>
      {ClientDialog === null ? null : <ClientDialog store={store} target={target} onClose={() => setTarget(null)} />}
    </CanvasPanel>
  );
}

/** An entry in the first stream; its value is the number of the console's command, so that entries can be told apart. */
function addEntry(store: PanelProps['store']): void {
  const { state } = store.getState().snapshot;
  runTyped(store, ['XADD', streamKeys(state)[0] ?? DEFAULT_KEY, '*', 'item', String(state.console.nextNumber)]);
}
