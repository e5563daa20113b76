import { AmqpError, resource } from './errors';
import { erlangString, erlangTerm, field, fieldType, isEquivalent, isIntegerType, numberIn } from './field-values';
import type { FieldTable, FieldValue } from './frames';
import type { BrokerSettings, Exchange, Queue, QueueLimits, QueueType } from './types';

/**
 * Which arguments a queue, a consumer and an exchange take, and when two declarations are the same
 * (rabbit_amqqueue:declare_args, rabbit_misc:assert_args_equivalence, version 3.10).
 */

type Version = BrokerSettings['version'];

type Complaint = string | null;
type Check = (value: FieldValue, all: FieldTable) => Complaint;

/** Ten years: the longest time the broker takes. */
const expiryMsMax = 315_360_000_000;
const priorityMax = 255;

const unacceptable = (value: FieldValue) => `{unacceptable_type,${fieldType(value)}}`;

const integer: Check = (value) =>
  isIntegerType(fieldType(value)) ? null : `"expected integer, got ${fieldType(value)}"`;

/** The number in a value that has been found to be one. */
const count = (value: FieldValue): number => numberIn(value) ?? 0;

const notNegative: Check = (value, all) =>
  integer(value, all) ?? (count(value) < 0 ? `{value_negative,${count(value)}}` : null);

/** What is wrong with a time in milliseconds, in the broker's terms, or null. */
export function expiryComplaint(milliseconds: number): string | null {
  if (milliseconds < 0) return `{value_negative,${milliseconds}}`;
  return milliseconds > expiryMsMax ? `{value_too_large,${milliseconds}}` : null;
}

const timeToLive: Check = (value, all) => integer(value, all) ?? expiryComplaint(count(value));

const expires: Check = (value, all) =>
  integer(value, all) ?? (count(value) === 0 ? '{value_zero,0}' : expiryComplaint(count(value)));

const notZero: Check = (value, all) => notNegative(value, all) ?? (count(value) === 0 ? '{value_zero,0}' : null);

const bool: Check = (value) => (typeof value === 'boolean' ? null : unacceptable(value));

const text: Check = (value) => (typeof value === 'string' ? null : unacceptable(value));

const oneOf =
  (values: readonly string[], complaint: (value: string) => string): Check =>
  (value) => {
    if (typeof value !== 'string') return unacceptable(value);
    return values.includes(value) ? null : complaint(value);
  };

const queueType = oneOf(['classic', 'quorum', 'stream'], (value) => erlangString(`unsupported queue type '${value}'`));

const queueVersion: Check = (value, all) =>
  notNegative(value, all) ?? ([1, 2].includes(count(value)) ? null : `"unsupported queue version '${count(value)}'"`);

const hourMs = 3_600_000;
const unitsMs: Readonly<Record<string, number>> = {
  Y: 365 * 24 * hourMs,
  M: 30 * 24 * hourMs,
  D: 24 * hourMs,
  h: hourMs,
  m: 60_000,
  s: 1_000,
};

/**
 * A duration such as `7D` in milliseconds, or null for one that is none. What does not begin with a digit the broker fails on
 * (rabbit_amqqueue:check_max_age). Throws INTERNAL_ERROR.
 */
export function ageMs(text: string): number | null {
  const [, digits = '', unit = ''] = /^([0-9]*)([^\n]*)/.exec(text) ?? [];
  if (digits === '') throw new AmqpError('internal_error', 'a duration without digits');
  const unitMs = Object.hasOwn(unitsMs, unit) ? unitsMs[unit] : undefined;
  return unitMs === undefined || Number(digits) === 0 ? null : Number(digits) * unitMs;
}

function maxAge(value: FieldValue): Complaint {
  if (typeof value !== 'string') return unacceptable(value);
  return ageMs(value) === null ? 'invalid_max_age' : null;
}

/** In the order in which the broker checks them. */
const queueChecks: readonly (readonly [name: string, check: Check])[] = [
  ['x-expires', expires],
  ['x-message-ttl', timeToLive],
  ['x-dead-letter-exchange', text],
  [
    'x-dead-letter-routing-key',
    (value, all) =>
      text(value, all) ??
      (field(all, 'x-dead-letter-exchange') === undefined ? 'routing_key_but_no_dlx_defined' : null),
  ],
  ['x-dead-letter-strategy', oneOf(['at-most-once', 'at-least-once'], () => 'invalid_dlx_strategy')],
  ['x-max-length', notNegative],
  ['x-max-length-bytes', notNegative],
  ['x-max-in-memory-length', notNegative],
  ['x-max-in-memory-bytes', notNegative],
  [
    'x-max-priority',
    (value, all) =>
      notNegative(value, all) ?? (count(value) > priorityMax ? `{max_value_exceeded,${count(value)}}` : null),
  ],
  ['x-overflow', oneOf(['drop-head', 'reject-publish', 'reject-publish-dlx'], () => 'invalid_overflow')],
  ['x-queue-mode', oneOf(['default', 'lazy'], (value) => erlangString(`unsupported queue mode '${value}'`))],
  ['x-queue-version', queueVersion],
  ['x-single-active-consumer', bool],
  ['x-queue-type', queueType],
  ['x-quorum-initial-group-size', notZero],
  ['x-max-age', maxAge],
  ['x-stream-max-segment-size-bytes', notNegative],
  ['x-initial-cluster-size', notZero],
  [
    'x-queue-leader-locator',
    oneOf(['client-local', 'balanced', 'random', 'least-leaders'], () => 'invalid_queue_locator_arg'),
  ],
];

const ofBoth = [
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-expires',
  'x-max-length',
  'x-max-length-bytes',
  'x-overflow',
  'x-single-active-consumer',
  'x-queue-type',
  'x-message-ttl',
];
const ofClassic = ['x-max-priority', 'x-queue-mode', 'x-queue-version', 'x-queue-master-locator'];
const ofQuorum = [
  'x-dead-letter-strategy',
  'x-max-in-memory-length',
  'x-max-in-memory-bytes',
  'x-quorum-initial-group-size',
  'x-delivery-limit',
  'x-queue-leader-locator',
];
const ofStream = [
  'x-max-length-bytes',
  'x-queue-type',
  'x-max-age',
  'x-stream-max-segment-size-bytes',
  'x-initial-cluster-size',
  'x-queue-leader-locator',
];

/** Which arguments a queue of each type takes, of those that a queue of some type does (the types' capabilities). */
const argumentsOf: Readonly<Record<QueueType, readonly string[]>> = {
  classic: [...ofBoth, ...ofClassic],
  quorum: [...ofBoth, ...ofQuorum],
  stream: ofStream,
};

/** The order in which the broker compares the arguments of a second declaration. */
const comparedClassic = [
  'x-expires',
  'x-message-ttl',
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-max-length',
  'x-max-length-bytes',
  'x-max-priority',
  'x-overflow',
  'x-queue-mode',
  'x-queue-version',
  'x-single-active-consumer',
  'x-queue-type',
  'x-queue-master-locator',
];
const comparedQuorum = [
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-dead-letter-strategy',
  'x-expires',
  'x-max-length',
  'x-max-length-bytes',
  'x-max-in-memory-length',
  'x-max-in-memory-bytes',
  'x-overflow',
  'x-single-active-consumer',
  'x-queue-type',
  'x-quorum-initial-group-size',
  'x-delivery-limit',
  'x-message-ttl',
  'x-queue-leader-locator',
];

const compared: Readonly<Record<QueueType, readonly string[]>> = {
  classic: comparedClassic,
  quorum: comparedQuorum,
  stream: ofStream,
};

export function queueTypeOf(given: FieldTable): QueueType {
  const type = field(given, 'x-queue-type');
  return type === 'quorum' || type === 'stream' ? type : 'classic';
}

/** Throws PRECONDITION_FAILED for an argument that a new queue cannot have. */
export function checkQueueArguments(name: string, given: FieldTable, version: Version): void {
  const where = resource('queue', name);
  checkEach(where, given, [['x-queue-type', queueType]]);
  const type = queueTypeOf(given);
  const allowed = new Set(argumentsOf[type]);
  if (type === 'classic' && version === '4.0') allowed.add('x-queue-leader-locator');
  checkEach(
    where,
    given,
    queueChecks.filter(([argument]) => allowed.has(argument)),
  );
  const all = Object.values(argumentsOf).flat();
  refuseEach(where, given, new Set(all.filter((one) => !allowed.has(one))), type);
  const locator = field(given, 'x-queue-master-locator');
  if (locator !== undefined && !masterLocators.includes(locator)) {
    throw new AmqpError('internal_error', 'no such queue master locator');
  }
}

/** Another one the broker does not find, and fails. */
const masterLocators: readonly FieldValue[] = ['min-masters', 'client-local', 'random'];

/** Throws PRECONDITION_FAILED for an argument that a consumer of this queue cannot have. */
export function checkConsumerArguments(queue: Queue, given: FieldTable, version: Version): void {
  const where = resource('queue', queue.name);
  const { type } = queue;
  // Mirroring is gone in 4.0, and its argument nothing to it.
  const isNew = version === '4.0';
  if (type === 'stream') {
    checkEach(where, given, [['x-stream-offset', streamOffset]]);
    refuseEach(where, given, new Set(isNew ? ['x-priority'] : ['x-priority', 'x-cancel-on-ha-failover']), type);
    return;
  }
  const checks: (readonly [string, Check])[] = [['x-priority', integer]];
  if (type === 'classic' && !isNew) checks.push(['x-cancel-on-ha-failover', bool]);
  checkEach(where, given, checks);
  const refused = ['x-stream-offset'];
  if (isNew) refused.push('x-stream-filter', 'x-stream-match-unfiltered');
  else if (type === 'quorum') refused.push('x-cancel-on-ha-failover');
  refuseEach(where, given, new Set(refused), type);
}

/** Of the offsets only a duration can be wrong; what is no offset at all the broker fails on later. */
const streamOffset: Check = (value) => {
  if (typeof value !== 'string' || streamPlaces.has(value) || ageMs(value) !== null) return null;
  return `{invalid_stream_offset_arg,{longstr,${erlangTerm(value)}}}`;
};

/** The places in a stream that have a name. */
export const streamPlaces: ReadonlySet<FieldValue> = new Set(['first', 'last', 'next']);

/** Throws INTERNAL_ERROR for a credit that is no table: the broker fails on it (rabbit_queue_consumers:parse_credit_args). */
export function checkCredit(given: FieldTable): void {
  const credit = field(given, 'x-credit');
  if (credit === undefined || fieldType(credit) === 'table') return;
  throw new AmqpError('internal_error', 'x-credit is not a table');
}

function checkEach(where: string, given: FieldTable, checks: readonly (readonly [string, Check])[]): void {
  for (const [argument, check] of checks) {
    const value = field(given, argument);
    const complaint = value === undefined ? null : check(value, given);
    if (complaint !== null) {
      throw new AmqpError('precondition_failed', `invalid arg '${argument}' for ${where}: ${complaint}`);
    }
  }
}

function refuseEach(where: string, given: FieldTable, refused: ReadonlySet<string>, type: QueueType): void {
  const bad = Object.keys(given).find((argument) => refused.has(argument));
  if (bad === undefined) return;
  throw new AmqpError('precondition_failed', `invalid arg '${bad}' for ${where} of queue type rabbit_${type}_queue`);
}

/** What the arguments of a new queue mean. */
export function queueLimits(given: FieldTable, version: Version): QueueLimits {
  const number = (name: string) => {
    const value = field(given, name);
    return value !== undefined && fieldType(value) !== 'timestamp' ? (numberIn(value) ?? null) : null;
  };
  const string = (name: string) => {
    const value = field(given, name);
    return typeof value === 'string' ? value : null;
  };
  const overflow = string('x-overflow');
  const isQuorum = queueTypeOf(given) === 'quorum';
  const isStream = queueTypeOf(given) === 'stream';
  const maximum = field(given, 'x-max-age');
  return {
    messageTtlMs: number('x-message-ttl'),
    expiresMs: number('x-expires'),
    maxLength: number('x-max-length'),
    maxLengthBytes: number('x-max-length-bytes'),
    // A quorum queue does not know reject-publish-dlx and falls back to drop-head (rabbit_quorum_queue:overflow).
    overflow:
      overflow === 'reject-publish' || (overflow === 'reject-publish-dlx' && !isQuorum) ? overflow : 'drop-head',
    deadLetterExchange: string('x-dead-letter-exchange'),
    deadLetterRoutingKey: string('x-dead-letter-routing-key'),
    maxPriority: number('x-max-priority'),
    singleActiveConsumer: field(given, 'x-single-active-consumer') === true,
    deliveryLimit: deliveryLimitOf(field(given, 'x-delivery-limit') ?? null, version),
    maxAgeMs: typeof maximum === 'string' && isStream ? ageMs(maximum) : null,
    segmentBytes: isStream ? number('x-stream-max-segment-size-bytes') : null,
  };
}

/** What a quorum queue of 4.0 has when nothing else is said (rabbit_quorum_queue, DEFAULT_DELIVERY_LIMIT). */
const deliveryLimitUsual = 20;

/** The argument is not checked: to Erlang whatever is no number is greater than every number. Below 0 is none in 4.0. */
function deliveryLimitOf(given: FieldValue, version: Version): number | null {
  if (given === null) return version === '4.0' ? deliveryLimitUsual : null;
  const limit = numberIn(given) ?? Number.MAX_SAFE_INTEGER;
  return limit < 0 && version === '4.0' ? null : limit;
}

/** Throws PRECONDITION_FAILED when a queue is declared again with other arguments. */
export function assertQueueArguments(queue: Queue, given: FieldTable, version: Version): void {
  for (const name of compared[queue.type]) {
    // In 4.0 a declaration without a type has the one that is usual in its virtual host (rabbit_amqqueue:augment_declare_args).
    const usual = version === '4.0' && name === 'x-queue-type' ? 'classic' : undefined;
    const valueIn = (table: FieldTable) => (Object.hasOwn(table, name) ? table[name] : usual);
    const [current, received] = [valueIn(queue.arguments), valueIn(given)];
    assertArgument(resource('queue', queue.name), name, current, received);
  }
}

/** Of an exchange's arguments only the alternate exchange is compared. */
export function assertExchangeArguments(exchange: Exchange, given: FieldTable): void {
  const name = 'alternate-exchange';
  assertArgument(resource('exchange', exchange.name), name, field(exchange.arguments, name), field(given, name));
}

function assertArgument(
  where: string,
  name: string,
  current: FieldValue | undefined,
  received: FieldValue | undefined,
): void {
  if (current === undefined && received === undefined) return;
  if (current !== undefined && received !== undefined) {
    if (isEquivalent(current, received)) return;
    // A pair that is a decimal is taken for a type and a value, and the broker fails on it (rabbit_misc:val).
    if ([current, received].some((value) => fieldType(value) === 'decimal')) {
      throw new AmqpError('internal_error', 'a decimal cannot be named');
    }
    fail(where, name, quoted(received), quoted(current));
    return;
  }
  const isImpliedType = name === 'x-queue-type' && (current ?? received) === 'classic';
  if (!isImpliedType) fail(where, name, typed(received), typed(current));
}

/** Throws PRECONDITION_FAILED when a property is declared otherwise than it is. */
export function assertSame(where: string, name: string, current: boolean | string, received: boolean | string): void {
  if (current !== received) fail(where, name, `'${atom(received)}'`, `'${atom(current)}'`);
}

/** An atom as Erlang prints it: quoted when it is not a plain word. */
function atom(value: boolean | string): string {
  const name = String(value);
  return /^[a-z][a-zA-Z0-9_@]*$/.test(name) ? name : `'${name}'`;
}

function fail(where: string, name: string, received: string, current: string): never {
  throw new AmqpError(
    'precondition_failed',
    `inequivalent arg '${name}' for ${where}: received ${received} but current is ${current}`,
  );
}

function plain(value: FieldValue): string {
  return typeof value === 'string' ? value : erlangTerm(value);
}

/** Where both have the argument; a void value is `none` (rabbit_misc:val). */
function quoted(value: FieldValue): string {
  return value === null ? 'none' : `'${plain(value)}'`;
}

function typed(value: FieldValue | undefined): string {
  return value === undefined ? 'none' : `the value '${plain(value)}' of type '${fieldType(value)}'`;
}
