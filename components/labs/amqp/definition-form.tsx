import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SettingInputs } from '@/components/lab-shell/panels/setting-input';
import type { SettingProblems, SettingsDraft } from '@/components/lab-shell/run/settings-form';
import type { BrokerState } from '@/sim/amqp/broker/types';
import type { AmqpCommand } from '@/sim/amqp/command';
import { exchangeNodeId, queueNodeId } from '@/sim/amqp/node-ids';
import { type BindingOptions, exchangeType, type PolicyOptions } from '@/sim/amqp/options';
import { act, type Refusal } from './act';
import {
  bindingOf,
  type Choices,
  DEFAULT_EXCHANGE,
  definitionDraft,
  definitionFields,
  exchangeOf,
  exchangeValue,
  policyOf,
  policyValue,
  queueOf,
  queueValue,
  readDefinition,
} from './definition-fields';
import { bindingEdgeId } from './edge-id';
import type { DefinitionTarget, Destination } from './edit-target';
import type { AmqpStore } from './edits';
import { EditForm, Lines } from './form-parts';
import { readHeaderLines } from './header-lines';
import { freeName, freePlaceFor } from './new-names';
import { plain } from './removal';

interface DefinitionFormProps {
  readonly store: AmqpStore;
  readonly target: DefinitionTarget;
  /** Given the id on the canvas of what was made or changed; null for what is not there. */
  readonly onDone: (id: string | null) => void;
}

/** Declares an exchange, a queue, a binding or a policy, or changes one. */
export function DefinitionForm({ store, target, onDone }: DefinitionFormProps) {
  const t = useTranslations('labs.amqp.form');
  const { broker } = store.getState().snapshot.state;
  const [known] = useState(() => knownOf(broker, target));
  const [draft, setDraft] = useState(() => definitionDraft(target.type, known?.value ?? newValue(store, target)));
  const [headers, setHeaders] = useState('');
  const [problems, setProblems] = useState<SettingProblems>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const choices = choicesOf(broker, target, draft, {
    byDefault: t('defaultExchange'),
    exchange: (name) => t('exchangeNamed', { name }),
  });
  const source = broker.exchanges.find(({ name }) => target.type === 'binding' && name === draft.source)?.type ?? '';
  const fields = definitionFields(target.type, draft, choices, source);
  const note = noteOf(target.type, draft, source);

  function submit(): void {
    const asked = commandOf(store, target, known, { draft, fields, source, headers });
    setProblems('problems' in asked ? asked.problems : {});
    if ('problems' in asked) return;
    const refused = act(store, asked.command);
    setRefusal(refused);
    if (refused === null) onDone(asked.id);
  }

  return (
    <EditForm refusal={refusal} submitLabel={t(submitLabelOf(target.type, known !== null))} onSubmit={submit}>
      <SettingInputs
        fields={fields}
        draft={draft}
        problems={problems}
        fixed={known === null ? null : 'name'}
        onValue={(name, value) => setDraft((now) => ({ ...now, [name]: value }))}
      />
      {source === 'headers' ? (
        <Lines
          label={t('headers')}
          description={t('headersHelp')}
          rows={3}
          value={headers}
          problem={problems.headers === undefined ? undefined : { kind: 'notHeader' }}
          onValue={setHeaders}
        />
      ) : null}
      {note === null ? null : <p className="col-span-2 text-sm text-text-muted">{t(note)}</p>}
      {known === null || target.type === 'policy' || target.type === 'binding' ? null : (
        <p className="col-span-2 text-sm text-text-muted">{t(`editNotes.${target.type}`)}</p>
      )}
    </EditForm>
  );
}

/** What is changed, and its arguments. */
interface Known {
  readonly value: object;
  readonly table: PolicyOptions['definition'];
}

/** Null for something new. */
function knownOf({ exchanges, queues, policies }: BrokerState, target: DefinitionTarget): Known | null {
  if (target.type === 'binding' || target.name === null) return null;
  const isIt = ({ name }: { readonly name: string }) => name === target.name;
  if (target.type === 'exchange') {
    const exchange = exchanges.find(isIt);
    if (exchange === undefined) return null;
    const { name, type, durable, autoDelete, internal } = exchange;
    const table = plain(exchange.arguments);
    const options = { exchangeType: type, durable, autoDelete, internal, arguments: table };
    return { value: exchangeValue({ name, options }), table };
  }
  if (target.type === 'queue') {
    const queue = queues.find(isIt);
    if (queue === undefined) return null;
    const { name, durable, autoDelete } = queue;
    const table = plain(queue.arguments);
    const value = queueValue({ name, options: { durable, autoDelete, arguments: table } });
    return { value: { ...value, ...presetOf(target) }, table };
  }
  const policy = policies.find(isIt);
  if (policy === undefined) return null;
  return { value: policyValue(policy), table: plain(policy.definition) };
}

function newValue(store: AmqpStore, target: DefinitionTarget): object {
  if (target.type !== 'binding') return { name: freeName(store, target.type), ...presetOf(target) };
  const { broker } = store.getState().snapshot.state;
  const sources = sourcesOf(broker, target.source);
  const own = sources.find((name) => !name.startsWith('amq.'));
  const to = target.destination ?? destinationsOf(broker)[0];
  return { source: target.source ?? own ?? sources[0] ?? '', destination: to === undefined ? '' : keyOf(to) };
}

/** Where a line to an exchange was drawn: its refused and expired messages are to go there. */
function presetOf(target: DefinitionTarget): object {
  const isDrawn = target.type === 'queue' && target.deadLetterExchange !== undefined;
  return isDrawn ? { deadLetterExchange: target.deadLetterExchange || DEFAULT_EXCHANGE } : {};
}

function sourcesOf({ exchanges }: BrokerState, source: string | undefined): readonly string[] {
  return exchanges
    .filter(({ name, internal }) => name !== '' && (!internal || name === source))
    .map(({ name }) => name);
}

function destinationsOf({ queues, exchanges }: BrokerState): readonly Destination[] {
  return [
    ...queues.map(({ name }): Destination => ({ type: 'queue', name })),
    ...exchanges.flatMap(({ name }): Destination[] => (name === '' ? [] : [{ type: 'exchange', name }])),
  ];
}

function keyOf({ type, name }: Destination): string {
  return `${type} ${name}`;
}

interface ChoiceWords {
  readonly byDefault: string;
  exchange(name: string): string;
}

/** The exchanges and queues that a field chooses from, as they are now. */
function choicesOf(broker: BrokerState, target: DefinitionTarget, draft: SettingsDraft, words: ChoiceWords): Choices {
  const exchanges = broker.exchanges.flatMap(({ name }) => (name === '' ? [] : [name]));
  const same = (names: readonly string[]) => new Map(names.map((name) => [name, name]));
  switch (target.type) {
    case 'exchange':
      return { alternateExchange: same(exchanges.filter((name) => name !== draft.name)) };
    case 'binding': {
      const destinations = destinationsOf(broker).map(
        (each) => [keyOf(each), each.type === 'queue' ? each.name : words.exchange(each.name)] as const,
      );
      return { source: same(sourcesOf(broker, target.source)), destination: new Map(destinations) };
    }
    case 'policy':
    case 'queue':
      return { deadLetterExchange: new Map([[DEFAULT_EXCHANGE, words.byDefault], ...same(exchanges)]) };
  }
}

interface Entered {
  readonly draft: SettingsDraft;
  readonly fields: ReturnType<typeof definitionFields>;
  /** The type of the exchange that a binding is from. */
  readonly source: string;
  readonly headers: string;
}

type Asked = { readonly command: AmqpCommand; readonly id: string | null } | { readonly problems: SettingProblems };

/** What a form asks, as a command; or what is wrong with it. */
function commandOf(store: AmqpStore, target: DefinitionTarget, known: Known | null, entered: Entered): Asked {
  const { draft, fields } = entered;
  switch (target.type) {
    case 'exchange': {
      const read = readDefinition('exchange', fields, draft);
      if (!read.ok) return read;
      const { name, options } = exchangeOf(read.value, known?.table);
      const place = freePlaceFor(store, 'exchange');
      const asked = { exchange: name, ...options };
      const id = exchangeNodeId(name);
      return {
        id,
        command: known === null ? { type: 'declareExchange', ...asked, place } : { type: 'editExchange', ...asked },
      };
    }
    case 'queue': {
      const read = readDefinition('queue', fields, draft);
      if (!read.ok) return read;
      const { name, options } = queueOf(read.value, known?.table);
      const place = freePlaceFor(store, 'queue');
      const asked = { queue: name, ...options };
      const id = queueNodeId(name);
      return {
        id,
        command: known === null ? { type: 'declareQueue', ...asked, place } : { type: 'editQueue', ...asked },
      };
    }
    case 'policy': {
      const read = readDefinition('policy', fields, draft);
      if (!read.ok) return read;
      return { id: null, command: { type: 'setPolicy', ...policyOf(read.value, known?.table) } };
    }
    case 'binding':
      return bindCommand(store, entered);
  }
}

function bindCommand(store: AmqpStore, { draft, fields, source, headers }: Entered): Asked {
  const read = readDefinition('binding', fields, draft);
  const table = readHeaderLines(headers);
  if (!read.ok) return read;
  if (table === null) return { problems: { headers: { kind: 'invalid' } } };
  const to = destinationsOf(store.getState().snapshot.state.broker).find(
    (each) => keyOf(each) === read.value.destination,
  );
  if (to === undefined) return { problems: { destination: { kind: 'invalid' } } };
  const binding: BindingOptions = {
    source: read.value.source,
    destinationType: to.type,
    destination: to.name,
    ...bindingOf(read.value, source, plain(table)),
  };
  return { id: bindingEdgeId(binding), command: { type: 'bind', ...binding } };
}

function submitLabelOf(kind: DefinitionTarget['type'], isKnown: boolean): 'bind' | 'change' | 'set' | 'declare' {
  if (kind === 'binding') return 'bind';
  return isKnown ? 'change' : kind === 'policy' ? 'set' : 'declare';
}

/** What is to be known of what is chosen. */
function noteOf(kind: DefinitionTarget['type'], draft: SettingsDraft, source: string) {
  if (kind === 'exchange') {
    const type = exchangeType.options.find((each) => each === draft.type);
    return type === undefined ? null : (`exchangeTypes.${type}` as const);
  }
  return source === 'topic' || source === 'fanout' ? (`routingKeyHelp.${source}` as const) : null;
}
