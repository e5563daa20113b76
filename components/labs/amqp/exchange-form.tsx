import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { exchangeNodeId } from '@/sim/amqp/node-ids';
import { act, type Refusal } from './act';
import { type DraftProblems, exchangeDraft, exchangeTypes, readExchangeDraft } from './drafts';
import type { AmqpStore } from './edits';
import { EditForm, Line } from './form-parts';
import { freeName, freePlaceFor } from './new-names';
import { plain } from './removal';

interface ExchangeFormProps {
  readonly store: AmqpStore;
  /** The exchange that is changed; null for a new one. */
  readonly exchange: string | null;
  readonly onDone: (nodeId: string) => void;
}

const NONE = '(none)';

/** Declares an exchange or changes one. */
export function ExchangeForm({ store, exchange, onDone }: ExchangeFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { broker } = store.getState().snapshot.state;
  const known = broker.exchanges.find(({ name }) => name === exchange);
  const [draft, setDraft] = useState(() => {
    const empty = exchangeDraft(known);
    return known === undefined ? { ...empty, name: freeName(store, 'exchange') } : empty;
  });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });

  function submit(): void {
    const read = readExchangeDraft(draft);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    const { name, type, durable, autoDelete, internal } = read.definition;
    const options = { exchangeType: type, durable, autoDelete, internal, arguments: plain(read.definition.arguments) };
    const refused = act(
      store,
      known === undefined
        ? { type: 'declareExchange', exchange: name, ...options, place: freePlaceFor(store, 'exchange') }
        : { type: 'editExchange', exchange: name, ...options },
    );
    setRefusal(refused);
    if (refused === null) onDone(exchangeNodeId(name));
  }

  const problem = problems.name === undefined ? undefined : { kind: problems.name };
  const others = broker.exchanges.filter(({ name }) => name !== '' && name !== draft.name);
  return (
    <EditForm refusal={refusal} submitLabel={t(known === undefined ? 'declare' : 'change')} onSubmit={submit}>
      <Line
        name="name"
        label={t('name')}
        value={draft.name}
        problem={problem}
        disabled={known !== undefined}
        onValue={(name) => set({ name })}
      />
      <Select
        name="type"
        label={t('type')}
        items={exchangeTypes.map((type) => ({ value: type, label: type }))}
        value={draft.type}
        onValueChange={(type) => set({ type })}
      />
      <p className="col-span-2 -mt-2 text-sm text-text-muted">{t(`exchangeTypes.${draft.type}`)}</p>
      {draft.type === 'x-consistent-hash' ? (
        <Line
          name="hash-header"
          label={t('hashHeader')}
          description={t('hashHeaderHelp')}
          isWide
          value={draft.hashHeader}
          onValue={(hashHeader) => set({ hashHeader })}
        />
      ) : null}
      <Select
        name="alternate-exchange"
        label={t('alternateExchange')}
        className="col-span-2"
        description={t('alternateHelp')}
        items={[NONE, ...others.map(({ name }) => name)].map((name) => ({
          value: name,
          label: name === NONE ? t('none') : name,
        }))}
        value={draft.alternateExchange === '' ? NONE : draft.alternateExchange}
        onValueChange={(name) => set({ alternateExchange: name === NONE ? '' : name })}
      />
      <div className="col-span-2 flex flex-wrap gap-x-6">
        <Checkbox
          name="durable"
          label="durable"
          checked={draft.durable}
          onCheckedChange={(durable) => set({ durable })}
        />
        <Checkbox
          name="auto-delete"
          label="auto-delete"
          checked={draft.autoDelete}
          onCheckedChange={(autoDelete) => set({ autoDelete })}
        />
        <Checkbox
          name="internal"
          label="internal"
          checked={draft.internal}
          onCheckedChange={(internal) => set({ internal })}
        />
      </div>
      {known === undefined ? null : <p className="col-span-2 text-sm text-text-muted">{t('exchangeEditNote')}</p>}
    </EditForm>
  );
}
