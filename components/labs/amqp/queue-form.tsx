import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { queueNodeId } from '@/sim/amqp/node-ids';
import { act, type Refusal } from './act';
import {
  type DraftProblems,
  overflows,
  type QueueDefinition,
  type QueueDraft,
  queueDraft,
  queueNumbers,
  queueNumbersOf,
  readQueueDraft,
} from './drafts';
import type { AmqpStore } from './edits';
import { EditForm, Line } from './form-parts';
import { freeName, freePlaceFor } from './new-names';
import { plain } from './removal';

interface QueueFormProps {
  readonly store: AmqpStore;
  /** The queue that is changed; null for a new one. */
  readonly queue: string | null;
  /** Its refused and expired messages are to go here: a line was drawn. */
  readonly deadLetterExchange?: string | undefined;
  readonly onDone: (nodeId: string) => void;
}

const NONE = '(none)';
const DEFAULT = '(default)';
const USUAL = '(usual)';

/** Declares a queue or changes one. */
export function QueueForm({ store, queue, deadLetterExchange, onDone }: QueueFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { broker } = store.getState().snapshot.state;
  const known: QueueDefinition | undefined = broker.queues.find(({ name }) => name === queue);
  const [draft, setDraft] = useState<QueueDraft>(() => {
    const filled = queueDraft(known);
    const named = known === undefined ? { ...filled, name: freeName(store, 'queue') } : filled;
    return deadLetterExchange === undefined ? named : { ...named, deadLetterExchange };
  });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const set = (part: Partial<QueueDraft>) => setDraft({ ...draft, ...part });
  const problemOf = (field: string) => {
    const kind = problems[field];
    return kind === undefined ? undefined : { kind };
  };

  function submit(): void {
    const read = readQueueDraft(draft);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    const { name, durable, autoDelete } = read.definition;
    const options = { durable, autoDelete, arguments: plain(read.definition.arguments) };
    const refused = act(
      store,
      known === undefined
        ? { type: 'declareQueue', queue: name, ...options, place: freePlaceFor(store, 'queue') }
        : { type: 'editQueue', queue: name, ...options },
    );
    setRefusal(refused);
    if (refused === null) onDone(queueNodeId(name));
  }

  const exchanges = broker.exchanges.map(({ name }) => name).filter((name) => name !== '');
  return (
    <EditForm refusal={refusal} submitLabel={t(known === undefined ? 'declare' : 'change')} onSubmit={submit}>
      <Line
        name="name"
        label={t('name')}
        value={draft.name}
        problem={problemOf('name')}
        disabled={known !== undefined}
        onValue={(name) => set({ name })}
      />
      <div className="flex flex-col gap-1.5">
        <span className="font-medium text-sm">{t('type')}</span>
        <ToggleGroup
          label={t('type')}
          items={[
            { value: 'classic', label: 'classic' },
            { value: 'quorum', label: 'quorum' },
            { value: 'stream', label: 'stream' },
          ]}
          value={draft.type}
          onValueChange={(type) => set({ type })}
        />
      </div>
      {queueNumbersOf(draft.type).map((field) => (
        <Line
          key={field}
          name={field}
          label={t(`queueNumbers.${field}`)}
          description={<code className="text-xs">{queueNumbers[field]}</code>}
          isNumber
          value={draft[field]}
          problem={problemOf(field)}
          onValue={(value) => set({ [field]: value })}
        />
      ))}
      {draft.type === 'stream' ? (
        <Line
          name="maxAge"
          label={t('maxAge')}
          description={<code className="text-xs">x-max-age</code>}
          value={draft.maxAge}
          onValue={(maxAge) => set({ maxAge })}
        />
      ) : null}
      <Select
        name="overflow"
        label={t('overflow')}
        items={[USUAL, ...overflows].map((each) => ({
          value: each,
          label: each === USUAL ? t('usualOverflow') : each,
        }))}
        value={draft.overflow === '' ? USUAL : draft.overflow}
        onValueChange={(chosen) => set({ overflow: overflows.find((each) => each === chosen) ?? '' })}
      />
      <Select
        name="dead-letter-exchange"
        label={t('deadLetterExchange')}
        items={[NONE, DEFAULT, ...exchanges].map((name) => ({
          value: name,
          label: name === NONE ? t('none') : name === DEFAULT ? t('defaultExchange') : name,
        }))}
        value={draft.deadLetterExchange === null ? NONE : draft.deadLetterExchange || DEFAULT}
        onValueChange={(name) => set({ deadLetterExchange: name === NONE ? null : name === DEFAULT ? '' : name })}
      />
      {draft.deadLetterExchange === null ? null : (
        <Line
          name="dead-letter-routing-key"
          label={t('deadLetterRoutingKey')}
          description={t('deadLetterRoutingKeyHelp')}
          isWide
          value={draft.deadLetterRoutingKey}
          onValue={(deadLetterRoutingKey) => set({ deadLetterRoutingKey })}
        />
      )}
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
          name="single-active-consumer"
          label="single active consumer"
          checked={draft.singleActiveConsumer}
          onCheckedChange={(singleActiveConsumer) => set({ singleActiveConsumer })}
        />
      </div>
      {known === undefined ? null : <p className="col-span-2 text-sm text-text-muted">{t('queueEditNote')}</p>}
    </EditForm>
  );
}
