import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SettingInputs } from '@/components/lab-shell/panels/setting-input';
import type { SettingProblems, SettingsDraft } from '@/components/lab-shell/run/settings-form';
import { Disclosure } from '@/components/ui/disclosure';
import type { AmqpCommand } from '@/sim/amqp/command';
import { type ConsumerOptions, consumerOptions, type PublisherOptions, publisherOptions } from '@/sim/amqp/options';
import { type AmqpState, findClient } from '@/sim/amqp/state';
import { act, type Refusal } from './act';
import { type ClientKind, clientDraft, clientFields, readConsumer, readPublisher } from './client-fields';
import type { AmqpStore } from './edits';
import { EditForm, type FieldProblem, Line, Lines } from './form-parts';
import { freeName, freePlaceFor } from './new-names';

interface ClientFormProps {
  readonly store: AmqpStore;
  readonly kind: ClientKind;
  /** The client that is changed; null for a new one. */
  readonly client: string | null;
  /** The exchange or the queue that a line was drawn to or from. */
  readonly partner?: string | undefined;
  readonly onDone: (nodeId: string) => void;
}

/** What a client of a kind is before anything is said of it. */
function usualOptions(kind: ClientKind, { broker }: AmqpState, partner: string | undefined) {
  if (kind === 'consumer') return consumerOptions.parse({ queue: partner ?? broker.queues[0]?.name ?? 'queue-1' });
  const own = broker.exchanges.find(({ name }) => name !== '' && !name.startsWith('amq.'));
  return publisherOptions.parse({ exchange: partner ?? own?.name ?? '' });
}

/** What a client's form asks, as a command; or what is wrong with it. */
function commandOf(
  store: AmqpStore,
  options: PublisherOptions | ConsumerOptions,
  draft: SettingsDraft,
  isNew: boolean,
): { readonly command: AmqpCommand & { readonly client: string } } | { readonly problems: SettingProblems } {
  if ('queue' in options) {
    const read = readConsumer(options, draft);
    if (!read.ok) return read;
    const asked = { client: read.id, options: read.options };
    const place = freePlaceFor(store, 'consumer');
    return { command: isNew ? { type: 'addConsumer', ...asked, place } : { type: 'editConsumer', ...asked } };
  }
  const read = readPublisher(options, draft);
  if (!read.ok) return read;
  const asked = { client: read.id, options: read.options };
  const place = freePlaceFor(store, 'publisher');
  return { command: isNew ? { type: 'addPublisher', ...asked, place } : { type: 'editPublisher', ...asked } };
}

/** A publisher or a consumer, made or changed. */
export function ClientForm({ store, kind, client, partner, onDone }: ClientFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { state } = store.getState().snapshot;
  const known = client === null ? null : findClient(state, client);
  const [options] = useState(() => known?.options ?? usualOptions(kind, state, partner));
  const [draft, setDraft] = useState(() => ({
    ...clientDraft(kind, client ?? freeName(store, kind), options),
    ...(partner === undefined ? {} : { [kind === 'publisher' ? 'exchange' : 'queue']: partner }),
  }));
  const [problems, setProblems] = useState<SettingProblems>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  function submit(): void {
    const asked = commandOf(store, options, draft, known === null);
    setProblems('problems' in asked ? asked.problems : {});
    if ('problems' in asked) return;
    const refused = act(store, asked.command);
    setRefusal(refused);
    if (refused === null) onDone(asked.command.client);
  }

  const form: Form = {
    kind,
    draft,
    problems,
    set: (name, value) => setDraft((now) => ({ ...now, [name]: value })),
  };
  return (
    <EditForm refusal={refusal} submitLabel={t(known === null ? 'add' : 'change')} onSubmit={submit}>
      <OwnField form={form} name="id" label={t('fields.name')} problem="badName" isDisabled={known !== null} />
      <DerivedFields store={store} form={form} part="usual" />
      {kind === 'publisher' ? (
        <OwnField
          form={form}
          name="routingKeys"
          label={t('client.fields.routingKeys')}
          description={t('client.help.routingKeys')}
          problem="invalid"
          isLong
        />
      ) : null}
      <Disclosure summary={t('more')} className="col-span-2 border-border border-t">
        <div className="grid grid-cols-2 items-start gap-x-4 gap-y-4 p-0.5">
          <DerivedFields store={store} form={form} part="more" />
          {kind === 'publisher' ? (
            <OwnField
              form={form}
              name="headers"
              label={t('headers')}
              description={t('headersHelp')}
              problem="notHeader"
              isLong
            />
          ) : (
            <OwnField
              form={form}
              name="streamOffset"
              label={t('client.fields.streamOffset')}
              description={t('client.help.streamOffset')}
              problem="invalid"
            />
          )}
        </div>
      </Disclosure>
    </EditForm>
  );
}

interface Form {
  readonly kind: ClientKind;
  readonly draft: SettingsDraft;
  readonly problems: SettingProblems;
  set(name: string, value: string | boolean): void;
}

interface DerivedFieldsProps {
  readonly store: AmqpStore;
  readonly form: Form;
  readonly part: 'usual' | 'more';
}

/** The fields that the codec of a client's options makes; exchanges and queues are those of the broker. */
function DerivedFields({ store, form: { kind, draft, problems, set }, part }: DerivedFieldsProps) {
  const { exchanges, queues } = store.getState().snapshot.state.broker;
  const open = exchanges.flatMap(({ name, internal }) => (internal ? [] : [name]));
  const names = {
    exchanges: [...new Set([...open, String(draft.exchange ?? '')])],
    queues: [...new Set([...queues.map(({ name }) => name), String(draft.queue ?? '')])],
  };
  return <SettingInputs fields={clientFields(kind, part, names)} draft={draft} problems={problems} onValue={set} />;
}

interface OwnFieldProps {
  readonly form: Form;
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** What is said when the codec does not take it. */
  readonly problem: FieldProblem['kind'];
  readonly isLong?: boolean;
  readonly isDisabled?: boolean;
}

/** A field that the form asks in a way of its own. */
function OwnField({ form, name, label, description, problem, isLong = false, isDisabled = false }: OwnFieldProps) {
  const shared = {
    label,
    description,
    value: String(form.draft[name] ?? ''),
    problem: form.problems[name] === undefined ? undefined : { kind: problem },
    onValue: (value: string) => form.set(name, value),
  };
  if (isLong) return <Lines {...shared} rows={2} />;
  return <Line {...shared} name={name} disabled={isDisabled} isWide={description !== undefined} />;
}
