'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { cx } from '@/components/ui/cx';
import { fieldControl } from '@/components/ui/field-styles';
import { exchangeNodeId, queueNodeId } from '@/sim/amqp/node-ids';
import type { AmqpState } from '@/sim/amqp/state';
import { act, type Refusal } from './act';
import { isPredeclared } from './canvas-items';
import { ExportDefinitions, ImportDefinitions } from './definitions-dialog';
import { bindingEdgeId } from './edge-id';
import { EditDialog } from './edit-dialog';
import { type EditTarget, targetOf } from './edit-target';
import type { AmqpStore } from './edits';
import { headerLines } from './header-lines';
import { exchangeMarks, queueMarks } from './queue-look';
import { removal } from './removal';
import { bindingLabel } from './shown-lines';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly facts: string;
}

type SectionId = 'exchange' | 'queue' | 'binding' | 'policy' | 'publisher' | 'consumer';

/** Longer lists can be searched, and show their beginning. */
const ENTRIES_SHOWN = 40;

/** The whole topology as lists in which everything can be added, changed and deleted without a canvas. */
export function TopologyPanel({ store }: { readonly store: AmqpStore }) {
  const t = useTranslations('labs.amqp.topology');
  const [target, setTarget] = useState<EditTarget | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const lists = useRun(store, entriesOf);
  const shared = {
    onEdit: (id: string) => setTarget(targetOf(store.getState().snapshot.state, id)),
    onDelete: (id: string) => {
      const command = removal(store.getState().snapshot.state, id);
      setRefusal(command === null ? null : act(store, command));
    },
    onSelect: (id: string) => store.getState().select(id),
  };
  const editPolicy = (name: string) => setTarget({ type: 'policy', name });
  const canBind = lists.queue.length > 0;
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto px-4 py-3 text-sm">
      <div className="flex flex-wrap gap-1.5">
        <ImportDefinitions store={store} />
        <ExportDefinitions store={store} />
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {refusal === null ? null : <span lang="en">{refusal.text}</span>}
      </p>
      <Section
        id="exchange"
        entries={lists.exchange}
        {...shared}
        onAdd={() => setTarget({ type: 'exchange', name: null })}
      />
      <Section id="queue" entries={lists.queue} {...shared} onAdd={() => setTarget({ type: 'queue', name: null })} />
      <Section
        id="binding"
        entries={lists.binding}
        {...shared}
        onAdd={canBind ? () => setTarget({ type: 'binding' }) : null}
      />
      <Section
        id="policy"
        entries={lists.policy}
        onEdit={editPolicy}
        onSelect={editPolicy}
        onDelete={(name) => setRefusal(act(store, { type: 'clearPolicy', name }))}
        onAdd={() => setTarget({ type: 'policy', name: null })}
      />
      <Section
        id="publisher"
        entries={lists.publisher}
        {...shared}
        onAdd={() => setTarget({ type: 'publisher', name: null })}
      />
      <Section
        id="consumer"
        entries={lists.consumer}
        {...shared}
        onAdd={() => setTarget({ type: 'consumer', name: null })}
      />
      <p className="text-text-muted text-xs">{t('hint')}</p>
      <EditDialog store={store} target={target} onClose={() => setTarget(null)} />
    </div>
  );
}

function entriesOf({ broker, clients }: AmqpState): Readonly<Record<SectionId, readonly Entry[]>> {
  const own = broker.exchanges.filter(({ name }) => !isPredeclared(name));
  return {
    exchange: own.map((exchange) => ({
      id: exchangeNodeId(exchange.name),
      name: exchange.name,
      facts: [exchange.type, ...exchangeMarks(exchange)].join(' · '),
    })),
    queue: broker.queues.map((queue) => ({
      id: queueNodeId(queue.name),
      name: queue.name,
      facts: [queue.type, ...queueMarks(queue)].join(' · '),
    })),
    binding: broker.exchanges.flatMap((exchange) =>
      exchange.bindings.map((binding) => ({
        id: bindingEdgeId(binding),
        name: `${binding.source} → ${binding.destination}`,
        facts: bindingLabel(binding, exchange),
      })),
    ),
    policy: broker.policies.map(({ name, pattern, applyTo, definition }) => ({
      id: name,
      name,
      facts: [pattern, applyTo, headerLines(definition).replaceAll('\n', ', ')].join(' · '),
    })),
    publisher: clients.flatMap((client) =>
      client.kind === 'publisher'
        ? [{ id: client.id, name: client.id, facts: `→ ${client.options.exchange || '(default)'}` }]
        : [],
    ),
    consumer: clients.flatMap((client) =>
      client.kind === 'consumer'
        ? [
            {
              id: client.id,
              name: client.id,
              facts: `${client.options.queue} · prefetch ${client.options.prefetchCount}`,
            },
          ]
        : [],
    ),
  };
}

interface SectionProps {
  readonly id: SectionId;
  readonly entries: readonly Entry[];
  readonly onEdit: (id: string) => void;
  readonly onDelete: (id: string) => void;
  readonly onSelect: (id: string) => void;
  /** Null where there is nothing to be added to yet. */
  readonly onAdd: (() => void) | null;
}

const small =
  'grid size-control-sm shrink-0 place-items-center rounded-sm text-text-muted transition-colors hover:bg-hover hover:text-text disabled:opacity-40 [&_svg]:size-4';

function Section({ id, entries, onEdit, onDelete, onSelect, onAdd }: SectionProps) {
  const t = useTranslations('labs.amqp.topology');
  const [search, setSearch] = useState('');
  const found = entries.filter(({ name, facts }) => `${name} ${facts}`.toLowerCase().includes(search.toLowerCase()));
  const shown = found.slice(0, ENTRIES_SHOWN);
  return (
    <section>
      <div className="flex items-center gap-2">
        <h2 className="font-semibold">{t(`sections.${id}`)}</h2>
        <span className="text-text-muted tabular-nums">{entries.length}</span>
        <button
          type="button"
          aria-label={t(`add.${id}`)}
          disabled={onAdd === null}
          onClick={() => onAdd?.()}
          className={cx(small, 'ml-auto')}
        >
          <Plus aria-hidden="true" />
        </button>
      </div>
      {entries.length > ENTRIES_SHOWN ? (
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={cx(fieldControl, 'mb-1 text-sm')}
        />
      ) : null}
      <ul className="flex flex-col">
        {shown.map(({ id: entryId, name, facts }) => (
          <li key={entryId} className="flex items-center border-border border-t">
            <button
              type="button"
              onClick={() => onSelect(entryId)}
              className="flex min-h-control-sm min-w-0 flex-1 flex-wrap items-baseline gap-x-2 rounded-sm py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="break-words font-medium">{name}</span>
              <span className="min-w-0 break-all text-text-muted text-xs">{facts}</span>
            </button>
            {id === 'binding' ? null : (
              <button
                type="button"
                aria-label={t('editNamed', { name })}
                onClick={() => onEdit(entryId)}
                className={small}
              >
                <Pencil aria-hidden="true" />
              </button>
            )}
            <button
              type="button"
              aria-label={t('deleteNamed', { name: `${name} ${id === 'binding' ? facts : ''}`.trim() })}
              onClick={() => onDelete(entryId)}
              className={small}
            >
              <Trash2 aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {found.length > shown.length ? (
        <p className="py-1.5 text-text-muted text-xs">{t('notShown', { count: found.length - shown.length })}</p>
      ) : null}
    </section>
  );
}
