import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Disclosure } from '@/components/ui/disclosure';
import { Select } from '@/components/ui/select';
import { consumerOptions, publisherOptions } from '@/sim/amqp/options';
import { findClient } from '@/sim/amqp/state';
import { act, type Refusal } from './act';
import {
  ackModes,
  type ClientDraft,
  type ClientProblems,
  consumerDraft,
  consumerFailureNumbers,
  consumerNumbers,
  consumerSwitches,
  failureActs,
  linkNumbers,
  publisherDraft,
  publisherNumbers,
  publisherOptionalNumbers,
  publisherSwitches,
  readConsumer,
  readPublisher,
} from './client-fields';
import type { AmqpStore } from './edits';
import { EditForm, Line, Lines } from './form-parts';
import { freeName, freePlaceFor } from './new-names';

interface ClientFormProps {
  readonly store: AmqpStore;
  /** The client that is changed; null for a new one. */
  readonly client: string | null;
  /** The exchange or the queue that a line was drawn to or from. */
  readonly partner?: string | undefined;
  readonly onDone: (nodeId: string) => void;
}

const DEFAULT = '(default)';

/** What both forms keep: what stands in the fields, what is wrong with it, and what the lab answered. */
function useClientForm(initial: () => ClientDraft) {
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<ClientProblems>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const set = (name: string, value: string | boolean) => setDraft({ ...draft, [name]: value });
  const text = (name: string) => {
    const value = draft[name];
    return typeof value === 'string' ? value : '';
  };
  return { draft, problems, refusal, set, text, setProblems, setRefusal };
}

type ClientForm = ReturnType<typeof useClientForm>;

export function PublisherForm({ store, client, partner, onDone }: ClientFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { state } = store.getState().snapshot;
  const known = client === null ? null : findClient(state, client);
  const form = useClientForm(() => {
    const own = state.broker.exchanges.find(({ name }) => name !== '' && !name.startsWith('amq.'));
    const empty = publisherOptions.parse({ exchange: partner ?? own?.name ?? '' });
    const options = known?.kind === 'publisher' ? known.options : empty;
    const filled = publisherDraft(client ?? freeName(store, 'publisher'), options);
    return partner === undefined ? filled : { ...filled, exchange: partner };
  });

  function submit(): void {
    const read = readPublisher(form.draft);
    form.setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    const place = freePlaceFor(store, 'publisher');
    const refused = act(
      store,
      known === null
        ? { type: 'addPublisher', client: read.id, options: read.options, place }
        : { type: 'editPublisher', client: read.id, options: read.options },
    );
    form.setRefusal(refused);
    if (refused === null) onDone(read.id);
  }

  return (
    <EditForm refusal={form.refusal} submitLabel={t(known === null ? 'add' : 'change')} onSubmit={submit}>
      <NameField form={form} isNew={known === null} />
      <ExchangeChoice store={store} form={form} name="exchange" label={t('client.exchange')} />
      <Lines
        label={t('client.routingKeys')}
        description={t('client.routingKeysHelp')}
        rows={2}
        value={form.text('routingKeys')}
        problem={form.problems.routingKeys}
        onValue={(value) => form.set('routingKeys', value)}
      />
      <Numbers form={form} names={publisherNumbers} />
      <Checks form={form} names={publisherSwitches} />
      <More>
        <Numbers form={form} names={[...publisherOptionalNumbers, 'bodyBytes', ...linkNumbers]} />
        <Lines
          label={t('headers')}
          description={t('headersHelp')}
          rows={2}
          value={form.text('headers')}
          problem={form.problems.headers}
          onValue={(value) => form.set('headers', value)}
        />
      </More>
    </EditForm>
  );
}

export function ConsumerForm({ store, client, partner, onDone }: ClientFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { state } = store.getState().snapshot;
  const queues = state.broker.queues.map(({ name }) => name);
  const known = client === null ? null : findClient(state, client);
  const form = useClientForm(() => {
    const empty = consumerOptions.parse({ queue: partner ?? queues[0] ?? 'queue-1' });
    const options = known?.kind === 'consumer' ? known.options : empty;
    const filled = consumerDraft(client ?? freeName(store, 'consumer'), options);
    return partner === undefined ? filled : { ...filled, queue: partner };
  });

  function submit(): void {
    const read = readConsumer(form.draft);
    form.setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    const place = freePlaceFor(store, 'consumer');
    const refused = act(
      store,
      known === null
        ? { type: 'addConsumer', client: read.id, options: read.options, place }
        : { type: 'editConsumer', client: read.id, options: read.options },
    );
    form.setRefusal(refused);
    if (refused === null) onDone(read.id);
  }

  const chosen = form.text('queue');
  return (
    <EditForm refusal={form.refusal} submitLabel={t(known === null ? 'add' : 'change')} onSubmit={submit}>
      <NameField form={form} isNew={known === null} />
      <Select
        name="queue"
        label={t('client.queue')}
        items={[...new Set([...queues, chosen])].map((name) => ({ value: name, label: name }))}
        value={chosen}
        onValueChange={(value) => form.set('queue', value)}
      />
      <Numbers form={form} names={consumerNumbers} />
      <Select
        name="ack"
        label={t('client.ack')}
        className="col-span-2"
        items={ackModes.map((mode) => ({ value: mode, label: t(`client.ackModes.${mode}`) }))}
        value={ackModes.find((mode) => mode === form.draft.ack) ?? 'late'}
        onValueChange={(mode) => form.set('ack', mode)}
      />
      <Numbers form={form} names={consumerFailureNumbers} />
      <Select
        name="onFailure"
        label={t('client.onFailure')}
        className="col-span-2"
        items={failureActs.map((each) => ({ value: each, label: t(`client.failureActs.${each}`) }))}
        value={failureActs.find((each) => each === form.draft.onFailure) ?? 'requeue'}
        onValueChange={(each) => form.set('onFailure', each)}
      />
      <More>
        <Line
          name="failsOn"
          label={t('client.failsOn')}
          description={t('client.failsOnHelp')}
          isWide
          value={form.text('failsOn')}
          onValue={(value) => form.set('failsOn', value)}
        />
        <Line
          name="streamOffset"
          label={t('client.streamOffset')}
          description={t('client.streamOffsetHelp')}
          isWide
          value={form.text('streamOffset')}
          problem={form.problems.streamOffset}
          onValue={(value) => form.set('streamOffset', value)}
        />
        <Numbers form={form} names={['priority', ...linkNumbers]} />
        <Checks form={form} names={[...consumerSwitches, 'publishes']} />
        {form.draft.publishes === true ? (
          <>
            <ExchangeChoice store={store} form={form} name="publishesToExchange" label={t('client.exchange')} />
            <Line
              name="publishesToKey"
              label={t('routingKey')}
              value={form.text('publishesToKey')}
              onValue={(value) => form.set('publishesToKey', value)}
            />
          </>
        ) : null}
      </More>
    </EditForm>
  );
}

function NameField({ form, isNew }: { readonly form: ClientForm; readonly isNew: boolean }) {
  const t = useTranslations('labs.amqp.form');
  return (
    <Line
      name="id"
      label={t('name')}
      value={form.text('id')}
      problem={form.problems.id}
      disabled={!isNew}
      onValue={(value) => form.set('id', value)}
    />
  );
}

interface ExchangeChoiceProps {
  readonly store: AmqpStore;
  readonly form: ClientForm;
  readonly name: string;
  readonly label: string;
}

function ExchangeChoice({ store, form, name, label }: ExchangeChoiceProps) {
  const t = useTranslations('labs.amqp.form');
  const { exchanges } = store.getState().snapshot.state.broker;
  const names = exchanges.filter(({ internal }) => !internal).map((exchange) => exchange.name || DEFAULT);
  const chosen = form.text(name) || DEFAULT;
  return (
    <Select
      name={name}
      label={label}
      items={[...new Set([...names, chosen])].map((each) => ({
        value: each,
        label: each === DEFAULT ? t('defaultExchange') : each,
      }))}
      value={chosen}
      onValueChange={(value) => form.set(name, value === DEFAULT ? '' : value)}
    />
  );
}

type NumberName =
  | (typeof publisherNumbers)[number]
  | (typeof publisherOptionalNumbers)[number]
  | (typeof consumerNumbers)[number]
  | (typeof consumerFailureNumbers)[number]
  | (typeof linkNumbers)[number]
  | 'bodyBytes';

function Numbers({ form, names }: { readonly form: ClientForm; readonly names: readonly NumberName[] }) {
  const t = useTranslations('labs.amqp.form.client.numbers');
  return names.map((name) => (
    <Line
      key={name}
      name={name}
      label={t(name)}
      isNumber
      value={form.text(name)}
      problem={form.problems[name]}
      onValue={(value) => form.set(name, value)}
    />
  ));
}

type CheckName = (typeof publisherSwitches)[number] | (typeof consumerSwitches)[number] | 'publishes';

function Checks({ form, names }: { readonly form: ClientForm; readonly names: readonly CheckName[] }) {
  const t = useTranslations('labs.amqp.form.client.checks');
  return (
    <div className="col-span-2 flex flex-wrap gap-x-6">
      {names.map((name) => (
        <Checkbox
          key={name}
          name={name}
          label={t(name)}
          checked={form.draft[name] === true}
          onCheckedChange={(value) => form.set(name, value)}
        />
      ))}
    </div>
  );
}

/** What is seldom needed. */
function More({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('labs.amqp.form');
  return (
    <Disclosure summary={t('more')} className="col-span-2 border-border border-t">
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-4 p-0.5">{children}</div>
    </Disclosure>
  );
}
