import * as z from 'zod/mini';
import { draftOf, readDraft, type SettingProblems, type SettingsDraft } from '@/components/lab-shell/run/settings-form';
import { fieldsFrom } from '@/components/lab-shell/view/derive-fields';
import type { SettingField } from '@/components/lab-shell/view/settings-view';
import { wordsOf } from '@/components/lab-shell/view/words';
import { queueTypeOf } from '@/sim/amqp/broker/queue-arguments';
import type { Policy } from '@/sim/amqp/broker/types';
import {
  type BindingOptions,
  type ExchangeOptions,
  exchangeName,
  exchangeOptions,
  exchangeType,
  type PolicyOptions,
  policyOptions,
  type QueueOptions,
  queueName,
  queueOptions,
  routingKey,
} from '@/sim/amqp/options';
import { plain } from './removal';

/** Forms of exchanges, queues, bindings and policies: fields of their codecs, in which arguments have fields of their own. */

type Table = QueueOptions['arguments'];

/** The default exchange where a field may also name none. */
export const DEFAULT_EXCHANGE = '(default)';

const whole = z.nullable(z.int().check(z.minimum(0)));
const text = z.nullable(z.string().check(z.maxLength(255)));

/** What a queue's arguments and a policy's definition may say. What a number may be for it, the broker answers. */
const limits = {
  messageTtl: whole,
  expires: whole,
  maxLength: whole,
  maxLengthBytes: whole,
  maxPriority: whole,
  // Below zero there is none, since 4.0.
  deliveryLimit: z.nullable(z.int()),
  maxAge: text,
  segmentBytes: whole,
  overflow: z.nullable(z.enum(['drop-head', 'reject-publish', 'reject-publish-dlx'])),
  deadLetterExchange: text,
  deadLetterRoutingKey: text,
};

const codecs = {
  exchange: z.strictObject({
    name: exchangeName.check(z.minLength(1)),
    type: exchangeType,
    hashHeader: text,
    alternateExchange: text,
    durable: exchangeOptions.shape.durable,
    autoDelete: exchangeOptions.shape.autoDelete,
    internal: exchangeOptions.shape.internal,
  }),
  queue: z.strictObject({
    name: queueName,
    type: z.enum(['classic', 'quorum', 'stream']),
    ...limits,
    singleActiveConsumer: z.boolean(),
    durable: queueOptions.shape.durable,
    autoDelete: queueOptions.shape.autoDelete,
  }),
  binding: z.strictObject({
    source: z.string(),
    destination: z.string(),
    routingKey,
    weight: z.int().check(z.minimum(1), z.maximum(999_999)),
    match: z.enum(['all', 'any', 'all-with-x', 'any-with-x']),
  }),
  policy: z.strictObject({
    name: policyOptions.shape.name,
    pattern: policyOptions.shape.pattern,
    applyTo: policyOptions.shape.applyTo,
    priority: policyOptions.shape.priority,
    ...limits,
  }),
};

export type DefinitionKind = keyof typeof codecs;

/** What stands in a form, read. */
export type ValueOf<Kind extends DefinitionKind> = z.infer<(typeof codecs)[Kind]>;

/** What a field is called in a policy's definition; in a queue's arguments with `x-` before it. */
const limitNames: ReadonlyMap<string, string> = new Map([
  ['messageTtl', 'message-ttl'],
  ['expires', 'expires'],
  ['maxLength', 'max-length'],
  ['maxLengthBytes', 'max-length-bytes'],
  ['maxPriority', 'max-priority'],
  ['deliveryLimit', 'delivery-limit'],
  ['maxAge', 'max-age'],
  ['segmentBytes', 'stream-max-segment-size-bytes'],
  ['overflow', 'overflow'],
  ['deadLetterExchange', 'dead-letter-exchange'],
  ['deadLetterRoutingKey', 'dead-letter-routing-key'],
]);

const argumentNames: Readonly<Record<DefinitionKind, ReadonlyMap<string, string>>> = {
  exchange: new Map([
    ['hashHeader', 'hash-header'],
    ['alternateExchange', 'alternate-exchange'],
  ]),
  queue: new Map([
    ...[...limitNames].map(([field, name]) => [field, `x-${name}`] as const),
    ['singleActiveConsumer', 'x-single-active-consumer'],
  ]),
  binding: new Map(),
  policy: limitNames,
};

const deadLetters = ['overflow', 'deadLetterExchange', 'deadLetterRoutingKey'];

const ofQueue = {
  classic: ['messageTtl', 'expires', 'maxLength', 'maxLengthBytes', 'maxPriority', ...deadLetters],
  quorum: ['messageTtl', 'expires', 'maxLength', 'maxLengthBytes', 'deliveryLimit', ...deadLetters],
  stream: ['maxLengthBytes', 'segmentBytes', 'maxAge'],
};

const switches = ['durable', 'autoDelete'];

/** Which fields the form has, by what stands in it. */
function namesOf(kind: DefinitionKind, draft: SettingsDraft, exchange: string): readonly string[] {
  switch (kind) {
    case 'exchange':
      return [
        'name',
        'type',
        ...(draft.type === 'x-consistent-hash' ? ['hashHeader'] : []),
        'alternateExchange',
        ...switches,
        'internal',
      ];
    case 'queue':
      return [
        'name',
        'type',
        ...(ofQueue[draft.type as keyof typeof ofQueue] ?? []).filter(
          (name) => name !== 'deadLetterRoutingKey' || draft.deadLetterExchange !== '',
        ),
        ...switches,
        'singleActiveConsumer',
      ];
    case 'binding':
      return [
        'source',
        'destination',
        exchange === 'headers' ? 'match' : exchange === 'x-consistent-hash' ? 'weight' : 'routingKey',
      ];
    case 'policy': {
      const ofType = { classic_queues: ofQueue.classic, quorum_queues: ofQueue.quorum, streams: ofQueue.stream };
      const own = ofType[draft.applyTo as keyof typeof ofType] ?? [...limitNames.keys()];
      // A queue's maximum priority cannot be a policy's.
      return ['name', 'pattern', 'applyTo', 'priority', ...own.filter((name) => name !== 'maxPriority')];
    }
  }
}

const texts = { labels: 'form.fields', help: 'form.help', conflicts: 'form.conflicts', options: 'form.choices' };

const fieldsOfKind = Object.fromEntries(
  Object.entries(codecs).map(([kind, codec]) => [kind, fieldsFrom(codec, texts, (t) => wordsOf('amqp', t))]),
);

/** What the form chooses from besides what the codec says. */
export interface Choices {
  /** By field, with their words where they are not their own. */
  readonly [field: string]: ReadonlyMap<string, string> | undefined;
}

/** The fields of a form; `exchange` is the type of the exchange that a binding is from. */
export function definitionFields(
  kind: DefinitionKind,
  draft: SettingsDraft,
  choices: Choices = {},
  exchange = '',
): readonly SettingField[] {
  return namesOf(kind, draft, exchange).map((name) => {
    const field = fieldsOfKind[kind]?.get(name);
    if (field === undefined) throw new Error(`a ${kind} has no field "${name}"`);
    const given = choices[name];
    const argument = kind === 'exchange' ? undefined : argumentNames[kind].get(name);
    const isLimit = argument !== undefined && field.kind !== 'switch' && field.kind !== 'choice' && given === undefined;
    const named =
      isLimit && !name.startsWith('deadLetter') ? { ...field, help: () => argument, isNarrow: true } : field;
    if (given === undefined) return named;
    const options = [...(field.isOptional === true ? [''] : []), ...given.keys()];
    const optionLabel: SettingField['optionLabel'] = (option, t) =>
      given.get(option) ?? field.optionLabel?.(option, t) ?? option;
    return { ...named, kind: 'choice', options, optionLabel };
  });
}

function viewOf(fields: readonly SettingField[]) {
  return [{ id: 'definition', title: () => '', fields }];
}

/** All that a form of the kind may ask, as it is when nothing is said. */
const empty: { readonly [Kind in DefinitionKind]: ValueOf<Kind> } = {
  exchange: {
    name: '',
    type: 'topic',
    hashHeader: null,
    alternateExchange: null,
    durable: true,
    autoDelete: false,
    internal: false,
  },
  queue: {
    name: '',
    type: 'classic',
    ...noLimits(),
    singleActiveConsumer: false,
    durable: true,
    autoDelete: false,
  },
  binding: { source: '', destination: '', routingKey: '', weight: 1, match: 'all' },
  policy: { name: '', pattern: '.*', applyTo: 'queues', priority: 0, ...noLimits() },
};

function noLimits() {
  return {
    messageTtl: null,
    expires: null,
    maxLength: null,
    maxLengthBytes: null,
    maxPriority: null,
    deliveryLimit: null,
    maxAge: null,
    segmentBytes: null,
    overflow: null,
    deadLetterExchange: null,
    deadLetterRoutingKey: null,
  };
}

/** A form as it is filled before anybody writes in it. */
export function definitionDraft(kind: DefinitionKind, value: object): SettingsDraft {
  const all = [...(fieldsOfKind[kind]?.values() ?? [])];
  return draftOf(viewOf(all), { ...empty[kind], ...value });
}

/** What stands in the form's fields, or what is wrong with it. A field that the form does not have now is as it is when nothing is said. */
export function readDefinition<Kind extends DefinitionKind>(
  kind: Kind,
  fields: readonly SettingField[],
  draft: SettingsDraft,
): { readonly ok: true; readonly value: ValueOf<Kind> } | { readonly ok: false; readonly problems: SettingProblems } {
  const codec: z.ZodMiniType<ValueOf<DefinitionKind>> = codecs[kind];
  const read = readDraft(viewOf(fields), codec, empty[kind], draft);
  // The codec is the kind's own.
  return read.ok ? { ok: true, value: read.config as ValueOf<Kind> } : read;
}

/** The fields that a table of arguments fills, and the arguments that have no field. */
function valuesIn(kind: 'exchange' | 'queue' | 'policy', table: Table) {
  const values: Record<string, Table[string]> = {};
  const others: Record<string, Table[string]> = {};
  const fieldOf = new Map([...argumentNames[kind]].map(([field, name]) => [name, field]));
  for (const [name, value] of Object.entries(table)) {
    const field = fieldOf.get(name);
    const isExchange = field === 'deadLetterExchange' && value === '';
    if (field !== undefined) values[field] = isExchange ? DEFAULT_EXCHANGE : value;
    else if (name !== 'x-queue-type') others[name] = value;
  }
  return { values, others };
}

/** The table of arguments that fields say. */
function tableOf(kind: 'exchange' | 'queue' | 'policy', value: object): Table {
  const entries: readonly [string, Table[string] | null][] = Object.entries(value);
  return Object.fromEntries(
    entries.flatMap(([field, said]): [string, Table[string]][] => {
      const name = argumentNames[kind].get(field);
      if (name === undefined || said === null || said === false) return [];
      return [[name, field === 'deadLetterExchange' && said === DEFAULT_EXCHANGE ? '' : said]];
    }),
  );
}

interface Named<Options> {
  readonly name: string;
  readonly options: Options;
}

export function exchangeValue({ name, options }: Named<ExchangeOptions>): object {
  const { exchangeType: type, arguments: table, ...rest } = options;
  return { name, type, ...rest, ...valuesIn('exchange', table).values };
}

/** The exchange that the form asks for; arguments of `before` that have no field stay. */
export function exchangeOf(value: ValueOf<'exchange'>, before: Table = {}): Named<ExchangeOptions> {
  const { name, type, durable, autoDelete, internal } = value;
  const table = { ...valuesIn('exchange', before).others, ...tableOf('exchange', value) };
  return { name, options: { exchangeType: type, durable, autoDelete, internal, arguments: table } };
}

export function queueValue({ name, options }: Named<QueueOptions>): object {
  const { arguments: table, ...rest } = options;
  return { name, type: queueTypeOf(table), ...rest, ...valuesIn('queue', table).values };
}

/** The queue that the form asks for; arguments of `before` that have no field stay. */
export function queueOf(value: ValueOf<'queue'>, before: Table = {}): Named<QueueOptions> {
  const { name, type, durable, autoDelete } = value;
  const said = type === 'classic' ? {} : { 'x-queue-type': type };
  const table = { ...said, ...tableOf('queue', value), ...valuesIn('queue', before).others };
  return { name, options: { durable, autoDelete, arguments: table } };
}

export function policyValue({ name, pattern, applyTo, priority, definition }: Policy): object {
  return { name, pattern, applyTo, priority, ...valuesIn('policy', plain(definition)).values };
}

export function policyOf(value: ValueOf<'policy'>, before: Table = {}): PolicyOptions {
  const { name, pattern, applyTo, priority } = value;
  const definition = { ...tableOf('policy', value), ...valuesIn('policy', before).others };
  return { name, pattern, applyTo, priority, definition };
}

/** Key and arguments of a binding from an exchange of this type: a consistent-hash exchange takes its weight for the key. */
export function bindingOf(
  { routingKey: key, weight, match }: ValueOf<'binding'>,
  exchange: string,
  headers: Table,
): Pick<BindingOptions, 'routingKey' | 'arguments'> {
  if (exchange === 'headers') return { routingKey: '', arguments: { 'x-match': match, ...headers } };
  return { routingKey: exchange === 'x-consistent-hash' ? String(weight) : key, arguments: {} };
}
