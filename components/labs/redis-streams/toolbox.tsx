'use client';

import { Panel, useStore as useFlow } from '@xyflow/react';
import { Hand, Pencil, Plus, Radio, Send, SquarePlus, Trash2, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { EditingView } from '@/components/lab-shell/lab-view';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import { DEFAULT_KEY, type RedisStreamsConfig } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import { streamKeys } from '@/sim/redis-streams/figures';
import { findClient, type RedisStreamsState } from '@/sim/redis-streams/state';
import { ClientDialog, type FormTarget } from './client-form';
import { type PanelProps, runTyped } from './store';

/** In pixels: on canvases narrower than this there is more room above the nodes than beside them. */
const NARROW = 520;

/** Adds clients and entries; changes or removes the client that is selected. */
function Toolbox({ store }: PanelProps) {
  const t = useTranslations('redis-streams.tools');
  const names = useTranslations('redis-streams.node.roles');
  const [target, setTarget] = useState<FormTarget | null>(null);
  const isNarrow = useFlow(({ width }) => width < NARROW);
  const selected = useStore(store, ({ selectedId, snapshot }) =>
    selectedId !== null && findClient(snapshot.state, selectedId) !== null ? selectedId : null,
  );
  return (
    <Panel position={isNarrow ? 'top-center' : 'bottom-right'} className={isNarrow ? 'mt-1.5!' : 'mr-2! mb-5!'}>
      <div
        role="toolbar"
        aria-label={t('label')}
        className="flex items-center gap-0.5 rounded-md border border-border bg-raised p-0.5 shadow-md"
      >
        <Menu
          trigger={
            <Button variant="ghost" size="sm" icon={<Plus aria-hidden="true" className="size-4" />}>
              {t('add')}
            </Button>
          }
        >
          <MenuItem icon={<Send />} onSelect={() => setTarget({ type: 'new', role: 'producer' })}>
            {names('producer')}
          </MenuItem>
          <MenuItem icon={<Wrench />} onSelect={() => setTarget({ type: 'new', role: 'consumer' })}>
            {names('consumer')}
          </MenuItem>
          <MenuItem icon={<Radio />} onSelect={() => setTarget({ type: 'new', role: 'reader' })}>
            {names('reader')}
          </MenuItem>
          <MenuItem icon={<Hand />} onSelect={() => setTarget({ type: 'new', role: 'claimer' })}>
            {names('claimer')}
          </MenuItem>
        </Menu>
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
      <ClientDialog store={store} target={target} onClose={() => setTarget(null)} />
    </Panel>
  );
}

/** An entry in the first stream; its value is the number of the console's command, so that entries can be told apart. */
function addEntry(store: PanelProps['store']): void {
  const { state } = store.getState().snapshot;
  runTyped(store, ['XADD', streamKeys(state)[0] ?? DEFAULT_KEY, '*', 'item', String(state.console.nextNumber)]);
}

/** The canvas of the lab as something to build on: the lab places all nodes itself. */
export const editingView: EditingView<RedisStreamsConfig, RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent> = {
  move: null,
  canConnect: () => false,
  Toolbox,
};
