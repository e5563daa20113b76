import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SettingInput } from '@/components/lab-shell/panels/setting-input';
import type { SettingProblems } from '@/components/lab-shell/run/settings-form';
import { Disclosure } from '@/components/ui/disclosure';
import type { AmqpCommand } from '@/sim/amqp/command';
import { consumerOptions, publisherOptions } from '@/sim/amqp/options';
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
  const set = (name: string, value: string | boolean) => setDraft((now) => ({ ...now, [name]: value }));
  const text = (name: string) => String(draft[name] ?? '');

  function commandOf(): AmqpCommand | null {
    const place = freePlaceFor(store, kind);
    const isNew = known === null;
    const read = 'queue' in options ? readConsumer(options, draft) : readPublisher(options, draft);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return null;
    const { id, options: wanted } = read;
    if ('queue' in wanted) {
      return isNew
        ? { type: 'addConsumer', client: id, options: wanted, place }
        : { type: 'editConsumer', client: id, options: wanted };
    }
    return isNew
      ? { type: 'addPublisher', client: id, options: wanted, place }
      : { type: 'editPublisher', client: id, options: wanted };
  }

  function submit(): void {
    const command = commandOf();
    if (command === null) return;
    const refused = act(store, command);
    setRefusal(refused);
    if (refused === null && 'client' in command) onDone(command.client);
  }

  const { exchanges, queues } = state.broker;
  const names = {
    exchanges: [...new Set([...exchanges.flatMap(({ name, internal }) => (internal ? [] : [name])), text('exchange')])],
    queues: [...new Set([...queues.map(({ name }) => name), text('queue')])],
  };
  const fields = (part: 'usual' | 'more') =>
    clientFields(kind, part, names).map((field) => (
      <SettingInput
        key={field.name}
        field={field}
        value={draft[field.name] ?? ''}
        problem={problems[field.name]}
        onValue={(value) => set(field.name, value)}
      />
    ));
  const problemOf = (name: string, problem: FieldProblem['kind']) =>
    problems[name] === undefined ? undefined : { kind: problem };

  return (
    <EditForm refusal={refusal} submitLabel={t(known === null ? 'add' : 'change')} onSubmit={submit}>
      <Line
        name="id"
        label={t('name')}
        value={text('id')}
        problem={problemOf('id', 'badName')}
        disabled={known !== null}
        onValue={(value) => set('id', value)}
      />
      {fields('usual')}
      {kind === 'publisher' ? (
        <Lines
          label={t('client.fields.routingKeys')}
          description={t('client.help.routingKeys')}
          rows={2}
          value={text('routingKeys')}
          problem={problemOf('routingKeys', 'invalid')}
          onValue={(value) => set('routingKeys', value)}
        />
      ) : null}
      <Disclosure summary={t('more')} className="col-span-2 border-border border-t">
        <div className="grid grid-cols-2 items-start gap-x-4 gap-y-4 p-0.5">
          {fields('more')}
          {kind === 'publisher' ? (
            <Lines
              label={t('headers')}
              description={t('headersHelp')}
              rows={2}
              value={text('headers')}
              problem={problemOf('headers', 'notHeader')}
              onValue={(value) => set('headers', value)}
            />
          ) : (
            <Line
              name="streamOffset"
              label={t('client.fields.streamOffset')}
              description={t('client.help.streamOffset')}
              isWide
              value={text('streamOffset')}
              problem={problemOf('streamOffset', 'invalid')}
              onValue={(value) => set('streamOffset', value)}
            />
          )}
        </div>
      </Disclosure>
    </EditForm>
  );
}
