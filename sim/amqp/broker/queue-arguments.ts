import { AmqpError, resource } from './errors';
import { erlangString, erlangTerm, field, fieldType, isIntegerType, sameValue } from './field-values';
import type { FieldTable, FieldValue } from './frames';
import type { Exchange, Queue, QueueLimits } from './types';

/**
 * Which arguments a queue, a consumer and an exchange take, and when two declarations are the same
 * (rabbit_amqqueue:declare_args, rabbit_misc:assert_args_equivalence, version 3.10).
 */

type Complaint = string | null;
type Check = (value: FieldValue, all: FieldTable) => Complaint;

/** Ten years: the longest time the broker takes. */
const expiryMsMax = 315_360_000_000;
const priorityMax = 255;

const unacceptable = (value: FieldValue) => `{unacceptable_type,${fieldType(value)}}`;

const integer: Check = (value) =>
  isIntegerType(fieldType(value)) ? null : `"expected integer, got ${fieldType(value)}"`;

const notNegative: Check = (value, all) =>
  integer(value, all) ?? ((value as number) < 0 ? `{value_negative,${String(value)}}` : null);

/** What is wrong with a time in milliseconds, in the broker's terms, or null. */
export function expiryComplaint(milliseconds: number): string | null {
  if (milliseconds < 0) return `{value_negative,${milliseconds}}`;
  return milliseconds > expiryMsMax ? `{value_too_large,${milliseconds}}` : null;
}

const timeToLive: Check = (value, all) => integer(value, all) ?? expiryComplaint(value as number);

const expires: Check = (value, all) =>
  integer(value, all) ?? (value === 0 ? '{value_zero,0}' : expiryComplaint(value as number));

const notZero: Check = (value, all) => notNegative(value, all) ?? (value === 0 ? '{value_zero,0}' : null);

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
  notNegative(value, all) ?? (value === 1 || value === 2 ? null : `"unsupported queue version '${String(value)}'"`);

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
      notNegative(value, all) ?? ((value as number) > priorityMax ? `{max_value_exceeded,${String(value)}}` : null),
  ],
  ['x-overflow', oneOf(['drop-head', 'reject-publish', 'reject-publish-dlx'], () => 'invalid_overflow')],
  ['x-queue-mode', oneOf(['default', 'lazy'], (value) => erlangString(`unsupported queue mode '${value}'`))],
  ['x-queue-version', queueVersion],
  ['x-single-active-consumer', bool],
  ['x-queue-type', queueType],
  ['x-quorum-initial-group-size', notZero],
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
const ofStream = ['x-max-age', 'x-stream-max-segment-size-bytes', 'x-initial-cluster-size'];

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

export function queueTypeOf(given: FieldTable): 'classic' | 'quorum' | 'stream' {
  const type = field(given, 'x-queue-type');
  return type === 'quorum' || type === 'stream' ? type : 'classic';
}

/** Throws PRECONDITION_FAILED for an argument that a new queue cannot have. */
export function checkQueueArguments(name: string, given: FieldTable): void {
  const where = resource('queue', name);
  checkEach(where, given, [['x-queue-type', queueType]]);
  const isQuorum = queueTypeOf(given) === 'quorum';
  const allowed = new Set([...ofBoth, ...(isQuorum ? ofQuorum : ofClassic)]);
  checkEach(
    where,
    given,
    queueChecks.filter(([argument]) => allowed.has(argument)),
  );
  const refused = new Set([...(isQuorum ? ofClassic : ofQuorum), ...ofStream]);
  refuseEach(where, given, refused, isQuorum);
  const locator = field(given, 'x-queue-master-locator');
  if (locator !== undefined && !masterLocators.includes(locator)) {
    throw new AmqpError('internal_error', 'no such queue master locator');
  }
}

/** Another one the broker does not find, and fails. */
const masterLocators: readonly FieldValue[] = ['min-masters', 'client-local', 'random'];

/** Throws PRECONDITION_FAILED for an argument that a consumer of this queue cannot have. */
export function checkConsumerArguments(queue: Queue, given: FieldTable): void {
  const where = resource('queue', queue.name);
  const isQuorum = queue.type === 'quorum';
  const checks: (readonly [string, Check])[] = [['x-priority', integer]];
  if (!isQuorum) checks.push(['x-cancel-on-ha-failover', bool]);
  checkEach(where, given, checks);
  const refused = isQuorum ? ['x-cancel-on-ha-failover', 'x-stream-offset'] : ['x-stream-offset'];
  refuseEach(where, given, new Set(refused), isQuorum);
}

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

function refuseEach(where: string, given: FieldTable, refused: ReadonlySet<string>, isQuorum: boolean): void {
  const bad = Object.keys(given).find((argument) => refused.has(argument));
  if (bad === undefined) return;
  const type = isQuorum ? 'rabbit_quorum_queue' : 'rabbit_classic_queue';
  throw new AmqpError('precondition_failed', `invalid arg '${bad}' for ${where} of queue type ${type}`);
}

/** What the arguments of a new queue mean. */
export function queueLimits(given: FieldTable): QueueLimits {
  const number = (name: string) => {
    const value = field(given, name);
    return typeof value === 'number' ? value : null;
  };
  const string = (name: string) => {
    const value = field(given, name);
    return typeof value === 'string' ? value : null;
  };
  const overflow = string('x-overflow');
  const isQuorum = queueTypeOf(given) === 'quorum';
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
    deliveryLimit: number('x-delivery-limit'),
  };
}

/** Throws PRECONDITION_FAILED when a queue is declared again with other arguments. */
export function assertQueueArguments(queue: Queue, given: FieldTable): void {
  const compared = queue.type === 'quorum' ? comparedQuorum : comparedClassic;
  for (const name of compared) {
    assertArgument(resource('queue', queue.name), name, field(queue.arguments, name), field(given, name));
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
    if (!sameValue(current, received)) fail(where, name, quoted(received), quoted(current));
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
