import type { FieldTable, FieldValue } from '@/sim/amqp/broker/frames';
import { queueTypeOf } from '@/sim/amqp/broker/queue-arguments';
import type { DestinationType, ExchangeType, QueueType } from '@/sim/amqp/broker/types';
import { headerLines, readHeaderLines } from './header-lines';

/** An exchange as it is declared. */
export interface ExchangeDefinition {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly arguments: FieldTable;
}

/** A queue as it is declared. */
export interface QueueDefinition {
  readonly name: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly arguments: FieldTable;
}

export interface BindingDefinition {
  readonly source: string;
  readonly destinationType: DestinationType;
  readonly destination: string;
  readonly routingKey: string;
  readonly arguments: FieldTable;
}

/** What is wrong with what stands in a field: names of texts in `labs.amqp.form.problems`. */
export type DraftProblem = 'required' | 'notWhole' | 'notHeader';

export type DraftProblems = Readonly<Record<string, DraftProblem>>;

export type ReadDraft<Definition> =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly problems: DraftProblems };

export const exchangeTypes: readonly ExchangeType[] = [
  'direct',
  'fanout',
  'topic',
  'headers',
  'x-consistent-hash',
  'x-local-random',
];

export interface ExchangeDraft {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly alternateExchange: string;
  readonly hashHeader: string;
  /** Arguments that have no field, kept as they are. */
  readonly others: FieldTable;
}

export function exchangeDraft(definition?: ExchangeDefinition): ExchangeDraft {
  const { name = '', type = 'topic', durable = true, autoDelete = false, internal = false } = definition ?? {};
  const given = definition?.arguments ?? {};
  const { 'alternate-exchange': alternate, 'hash-header': hashHeader, ...others } = given;
  const base = { name, type, durable, autoDelete, internal };
  return { ...base, alternateExchange: textOf(alternate), hashHeader: textOf(hashHeader), others };
}

export function readExchangeDraft(draft: ExchangeDraft): ReadDraft<ExchangeDefinition> {
  const { name, type, durable, autoDelete, internal, alternateExchange, hashHeader, others } = draft;
  if (name.trim() === '') return { ok: false, problems: { name: 'required' } };
  const given: Record<string, FieldValue> = { ...others };
  if (alternateExchange !== '') given['alternate-exchange'] = alternateExchange;
  if (hashHeader !== '' && type === 'x-consistent-hash') given['hash-header'] = hashHeader;
  return { ok: true, definition: { name: name.trim(), type, durable, autoDelete, internal, arguments: given } };
}

/** The arguments of a queue that are whole numbers: field and argument. */
export const queueNumbers = {
  messageTtl: 'x-message-ttl',
  expires: 'x-expires',
  maxLength: 'x-max-length',
  maxLengthBytes: 'x-max-length-bytes',
  maxPriority: 'x-max-priority',
  deliveryLimit: 'x-delivery-limit',
  segmentBytes: 'x-stream-max-segment-size-bytes',
} as const;

export type QueueNumber = keyof typeof queueNumbers;

const queueNumberNames: readonly QueueNumber[] = [
  'messageTtl',
  'expires',
  'maxLength',
  'maxLengthBytes',
  'maxPriority',
  'deliveryLimit',
  'segmentBytes',
];

export const overflows = ['drop-head', 'reject-publish', 'reject-publish-dlx'] as const;
export type Overflow = (typeof overflows)[number];

export type QueueDraft = {
  readonly name: string;
  readonly type: QueueType;
  /** Streams: a duration such as `7D`. */
  readonly maxAge: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly overflow: Overflow | '';
  /** Null: no dead-lettering. '' is the default exchange. */
  readonly deadLetterExchange: string | null;
  readonly deadLetterRoutingKey: string;
  readonly singleActiveConsumer: boolean;
  readonly others: FieldTable;
} & { readonly [Name in QueueNumber]: string };

const queueFields: ReadonlySet<string> = new Set([
  ...Object.values(queueNumbers),
  'x-queue-type',
  'x-max-age',
  'x-overflow',
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-single-active-consumer',
]);

export function queueDraft(definition?: QueueDefinition): QueueDraft {
  const { name = '', durable = true, autoDelete = false } = definition ?? {};
  const given = definition?.arguments ?? {};
  const numberOf = (field: QueueNumber) => textOf(given[queueNumbers[field]]);
  const deadLetterExchange = given['x-dead-letter-exchange'];
  return {
    name,
    type: queueTypeOf(given),
    maxAge: textOf(given['x-max-age']),
    durable,
    autoDelete,
    overflow: overflows.find((each) => each === given['x-overflow']) ?? '',
    deadLetterExchange: typeof deadLetterExchange === 'string' ? deadLetterExchange : null,
    deadLetterRoutingKey: textOf(given['x-dead-letter-routing-key']),
    singleActiveConsumer: given['x-single-active-consumer'] === true,
    messageTtl: numberOf('messageTtl'),
    expires: numberOf('expires'),
    maxLength: numberOf('maxLength'),
    maxLengthBytes: numberOf('maxLengthBytes'),
    maxPriority: numberOf('maxPriority'),
    deliveryLimit: numberOf('deliveryLimit'),
    segmentBytes: numberOf('segmentBytes'),
    others: Object.fromEntries(Object.entries(given).filter(([key]) => !queueFields.has(key))),
  };
}

/** Which of the number fields a queue of this type has. */
export function queueNumbersOf(type: QueueDraft['type']): readonly QueueNumber[] {
  if (type === 'stream') return ['maxLengthBytes', 'segmentBytes'];
  const other = type === 'quorum' ? 'maxPriority' : 'deliveryLimit';
  return queueNumberNames.filter((field) => field !== other && field !== 'segmentBytes');
}

export function readQueueDraft(draft: QueueDraft): ReadDraft<QueueDefinition> {
  const problems: Record<string, DraftProblem> = {};
  const given: Record<string, FieldValue> = {};
  if (draft.name.trim() === '') problems.name = 'required';
  if (draft.type !== 'classic') given['x-queue-type'] = draft.type;
  if (draft.type === 'stream' && draft.maxAge.trim() !== '') given['x-max-age'] = draft.maxAge.trim();
  for (const field of queueNumbersOf(draft.type)) {
    const text = draft[field].trim();
    if (text === '') continue;
    if (/^\d{1,12}$/.test(text)) given[queueNumbers[field]] = Number(text);
    else problems[field] = 'notWhole';
  }
  if (draft.overflow !== '') given['x-overflow'] = draft.overflow;
  if (draft.deadLetterExchange !== null) {
    given['x-dead-letter-exchange'] = draft.deadLetterExchange;
    if (draft.deadLetterRoutingKey !== '') given['x-dead-letter-routing-key'] = draft.deadLetterRoutingKey;
  }
  if (draft.singleActiveConsumer) given['x-single-active-consumer'] = true;
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const { durable, autoDelete, others } = draft;
  const name = draft.name.trim();
  return { ok: true, definition: { name, durable, autoDelete, arguments: { ...given, ...others } } };
}

export const headerMatches = ['all', 'any', 'all-with-x', 'any-with-x'] as const;
export type HeaderMatch = (typeof headerMatches)[number];

export interface BindingDraft {
  readonly routingKey: string;
  readonly match: HeaderMatch;
  /** One `name=value` a line. */
  readonly headers: string;
}

export function bindingDraft(definition?: BindingDefinition): BindingDraft {
  const { 'x-match': match, ...headers } = definition?.arguments ?? {};
  return {
    routingKey: definition?.routingKey ?? '',
    match: headerMatches.find((each) => each === match) ?? 'all',
    headers: headerLines(headers),
  };
}

/** Key and arguments of a binding from an exchange of this type; a consistent-hash exchange takes its weight for the key. */
export function readBindingDraft(
  draft: BindingDraft,
  type: ExchangeType,
): ReadDraft<Pick<BindingDefinition, 'routingKey' | 'arguments'>> {
  const { routingKey, match } = draft;
  if (type === 'x-consistent-hash' && !/^[1-9]\d{0,5}$/.test(routingKey.trim())) {
    return { ok: false, problems: { routingKey: 'notWhole' } };
  }
  if (type !== 'headers') return { ok: true, definition: { routingKey: routingKey.trim(), arguments: {} } };
  const headers = readHeaderLines(draft.headers);
  if (headers === null) return { ok: false, problems: { headers: 'notHeader' } };
  return { ok: true, definition: { routingKey: routingKey.trim(), arguments: { 'x-match': match, ...headers } } };
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
