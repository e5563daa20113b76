'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import type { ClientRole } from '@/sim/redis-streams/command';
import { DEFAULT_KEY } from '@/sim/redis-streams/config';
import { splitCommandLine } from '@/sim/systems/redis/command-line';
import { ClientDialog, type FormTarget } from './client-form';
import { PanelScroll } from './panel-scroll';
import { type PanelProps, runTyped } from './store';

const ROLES: readonly ClientRole[] = ['producer', 'consumer', 'reader', 'claimer'];

/** Adding an entry by hand, and adding, changing and removing clients: what the canvas' tools do, as a list. */
export function BuildPanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.build');
  const panels = useTranslations('labs.redis-streams.panels');
  const names = useTranslations('labs.redis-streams.node.roles');
  const [target, setTarget] = useState<FormTarget | null>(null);
  const clients = useRun(store, (state) => state.clients.map(({ id, options: { role, key } }) => ({ id, role, key })));
  return (
    <PanelScroll label={panels('build')}>
      <AddEntry store={store} />
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-sm">{t('clients')}</h2>
        {clients.length === 0 ? <p className="text-sm text-text-muted">{t('nobody')}</p> : null}
        <ul className="flex flex-col">
          {clients.map(({ id, role, key }) => (
            <li key={id} className="flex items-center gap-2 border-border border-b py-0.5 text-sm">
              <span className="font-medium">{id}</span>
              <span className="min-w-0 truncate text-text-muted">
                {names(role)} · {key}
              </span>
              <span className="ml-auto flex shrink-0">
                <IconButton
                  label={t('edit', { name: id })}
                  size="sm"
                  icon={<Pencil aria-hidden="true" />}
                  onClick={() => setTarget({ type: 'edit', client: id })}
                />
                <IconButton
                  label={t('remove', { name: id })}
                  size="sm"
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={() => store.getState().dispatch({ type: 'removeClient', client: id })}
                />
              </span>
            </li>
          ))}
        </ul>
        <span className="flex flex-wrap gap-1.5 pt-1">
          {ROLES.map((role) => (
            <Button
              key={role}
              variant="secondary"
              size="sm"
              icon={<Plus aria-hidden="true" className="size-4" />}
              onClick={() => setTarget({ type: 'new', role })}
            >
              {names(role)}
            </Button>
          ))}
        </span>
      </section>
      <ClientDialog store={store} target={target} onClose={() => setTarget(null)} />
    </PanelScroll>
  );
}

/** XADD with a key, fields and values. */
function AddEntry({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.build');
  const [key, setKey] = useState(DEFAULT_KEY);
  const [fields, setFields] = useState('item tea');
  const [isInvalid, setIsInvalid] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const parts = splitCommandLine(fields);
    const isWhole = key.trim() !== '' && parts !== null && parts.length >= 2 && parts.length % 2 === 0;
    setIsInvalid(!isWhole);
    if (isWhole) runTyped(store, ['XADD', key.trim(), '*', ...parts]);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <h2 className="font-semibold text-sm">{t('addEntry')}</h2>
      <div className="grid grid-cols-[2fr_3fr] items-start gap-3">
        <TextField
          name="key"
          label={t('key')}
          value={key}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <TextField
          name="fields"
          label={t('fields')}
          value={fields}
          autoComplete="off"
          spellCheck={false}
          error={isInvalid ? t('fieldsProblem') : undefined}
          onChange={(event) => setFields(event.currentTarget.value)}
        />
      </div>
      <div>
        <Button type="submit" size="sm">
          XADD
        </Button>
      </div>
    </form>
  );
}
