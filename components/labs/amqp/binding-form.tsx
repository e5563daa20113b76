import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/components/ui/select';
import type { DestinationType } from '@/sim/amqp/broker/types';
import { act, type Refusal } from './act';
import { bindingDraft, type DraftProblems, headerMatches, readBindingDraft } from './drafts';
import { bindingEdgeId } from './edge-id';
import type { AmqpStore } from './edits';
import { EditForm, Line, Lines } from './form-parts';
import { plain } from './removal';

export interface Destination {
  readonly type: DestinationType;
  readonly name: string;
}

interface BindingFormProps {
  readonly store: AmqpStore;
  /** Chosen beforehand where a line was drawn. */
  readonly source?: string | undefined;
  readonly destination?: Destination | undefined;
  readonly onDone: (edgeId: string) => void;
}

/** Binds a queue or an exchange to an exchange. */
export function BindingForm({ store, source, destination, onDone }: BindingFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { broker } = store.getState().snapshot.state;
  const sources = broker.exchanges.filter(({ name, internal }) => name !== '' && (!internal || name === source));
  const destinations: readonly Destination[] = [
    ...broker.queues.map(({ name }): Destination => ({ type: 'queue', name })),
    ...broker.exchanges.filter(({ name }) => name !== '').map(({ name }): Destination => ({ type: 'exchange', name })),
  ];
  const ownFirst = sources.find(({ name }) => !name.startsWith('amq.'));
  const [from, setFrom] = useState(source ?? ownFirst?.name ?? sources[0]?.name ?? '');
  const [to, setTo] = useState(keyOf(destination ?? destinations[0]));
  const [draft, setDraft] = useState(() => bindingDraft());
  const [problems, setProblems] = useState<DraftProblems>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const exchange = broker.exchanges.find(({ name }) => name === from);
  const type = exchange?.type ?? 'direct';
  const problemOf = (field: string) => {
    const kind = problems[field];
    return kind === undefined ? undefined : { kind };
  };

  function submit(): void {
    const target = destinations.find((each) => keyOf(each) === to);
    const read = readBindingDraft(draft, type);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok || target === undefined) return;
    const { routingKey } = read.definition;
    const options = { source: from, destinationType: target.type, destination: target.name, routingKey };
    const binding = { ...options, arguments: plain(read.definition.arguments) };
    const refused = act(store, { type: 'bind', ...binding });
    setRefusal(refused);
    if (refused === null) onDone(bindingEdgeId(binding));
  }

  return (
    <EditForm refusal={refusal} submitLabel={t('bind')} onSubmit={submit}>
      <Select
        name="source"
        label={t('source')}
        items={sources.map(({ name }) => ({ value: name, label: name }))}
        value={from}
        onValueChange={setFrom}
      />
      <Select
        name="destination"
        label={t('destination')}
        items={destinations.map((each) => ({
          value: keyOf(each),
          label: each.type === 'queue' ? each.name : t('exchangeNamed', { name: each.name }),
        }))}
        value={to}
        onValueChange={setTo}
      />
      {type === 'headers' ? (
        <>
          <Select
            name="x-match"
            label="x-match"
            className="col-span-2"
            items={headerMatches.map((match) => ({ value: match, label: match }))}
            value={draft.match}
            onValueChange={(match) => setDraft({ ...draft, match })}
          />
          <Lines
            label={t('headers')}
            description={t('headersHelp')}
            rows={3}
            value={draft.headers}
            problem={problemOf('headers')}
            onValue={(headers) => setDraft({ ...draft, headers })}
          />
        </>
      ) : (
        <Line
          name="routing-key"
          label={t(type === 'x-consistent-hash' ? 'weight' : 'routingKey')}
          description={type === 'topic' || type === 'fanout' ? t(`routingKeyHelp.${type}`) : undefined}
          isWide
          value={draft.routingKey}
          problem={problemOf('routingKey')}
          onValue={(routingKey) => setDraft({ ...draft, routingKey })}
        />
      )}
    </EditForm>
  );
}

function keyOf(destination: Destination | undefined): string {
  return destination === undefined ? '' : `${destination.type} ${destination.name}`;
}
