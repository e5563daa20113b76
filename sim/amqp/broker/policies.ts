import { chargeWork } from '../../core/work';
import { keepClassicLimits } from './classic-queue';
import { field } from './field-values';
import type { FieldTable, FieldValue } from './frames';
import { matchesPattern, patternComplaint } from './policy-pattern';
import { ageMs, queueLimits } from './queue-arguments';
import { runQuorum } from './quorum-queue';
import { keepStreamLimits } from './stream-queue';
import type { BrokerState, OverflowStrategy, Policy, Queue, QueueLimits, QueueType } from './types';
import type { Work } from './work';

/**
 * Policies: what an operator says of all queues whose names match, without declaring them again (rabbit_policy,
 * rabbit_policies; https://www.rabbitmq.com/docs/parameters#policies). Where a queue has an argument of its own, the lesser number
 * counts; its own dead-letter exchange and key do; of the overflow the argument in a classic queue, the policy in a quorum queue.
 */

const isText = (value: FieldValue) => typeof value === 'string';
const isWhole = (min: number) => (value: FieldValue) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min;

const isAge = (value: FieldValue) => typeof value === 'string' && /^[0-9]/.test(value) && ageMs(value) !== null;

/** The keys that are modelled: which values they take, and how RabbitMQ names one that it does not take. */
const keys: Readonly<Record<string, readonly [(value: FieldValue) => boolean, string]>> = {
  'dead-letter-exchange': [isText, 'dead letter exchange name'],
  'dead-letter-routing-key': [isText, 'dead letter routing key'],
  'message-ttl': [isWhole(0), 'message TTL'],
  expires: [isWhole(1), 'queue expiry'],
  'max-length': [isWhole(0), 'maximum length'],
  'max-length-bytes': [isWhole(0), 'maximum length in bytes'],
  overflow: [(value) => overflows.includes(value as OverflowStrategy), 'overflow value'],
  'delivery-limit': [isWhole(Number.MIN_SAFE_INTEGER), 'delivery limit'],
  'max-age': [isAge, 'max age'],
  'stream-max-segment-size-bytes': [(value) => isWhole(0)(value) && (value as number) <= 3_000_000_000, 'segment size'],
};

/** Which keys a queue's type does not know: a policy with one of them is none for it at all (the types' capabilities). */
const unknownTo: Readonly<Record<QueueType, readonly string[]>> = {
  classic: ['delivery-limit', 'max-age', 'stream-max-segment-size-bytes'],
  quorum: ['max-age', 'stream-max-segment-size-bytes'],
  stream: [
    'dead-letter-exchange',
    'dead-letter-routing-key',
    'message-ttl',
    'expires',
    'max-length',
    'overflow',
    'delivery-limit',
  ],
};

const overflows: readonly OverflowStrategy[] = ['drop-head', 'reject-publish', 'reject-publish-dlx'];

const appliesTo: Readonly<Record<string, readonly Queue['type'][]>> = {
  all: ['classic', 'quorum', 'stream'],
  queues: ['classic', 'quorum', 'stream'],
  classic_queues: ['classic'],
  quorum_queues: ['quorum'],
  exchanges: [],
  streams: ['stream'],
};

/** What is wrong with a policy, in the broker's words where they are its own, or null. */
export function policyComplaint({ settings }: BrokerState, policy: Policy): string | null {
  const targets = Object.keys(appliesTo).filter((name) => settings.version === '4.0' || !/_|streams/.test(name));
  if (!targets.includes(policy.applyTo)) {
    return `apply-to '${policy.applyTo}' unrecognised; should be one of: ${targets.map((one) => `'${one}'`).join(', ')}`;
  }
  const complaint = patternComplaint(policy.pattern);
  if (complaint !== null) return complaint;
  const entries = Object.entries(policy.definition);
  if (entries.length === 0) return 'no policy provided';
  for (const [name, value] of entries) {
    const known = keys[name];
    if (known === undefined) return `"${name}" is not modelled, or not a policy of RabbitMQ`;
    const [isTaken, what] = known;
    // Before 4.0 a limit below zero is none (rabbit_policies:validate_policy0).
    const isOldLimit = name === 'delivery-limit' && settings.version === '3.10';
    if (!isTaken(value) || (isOldLimit && (value as number) < 0))
      return `${JSON.stringify(value)} is not a valid ${what}`;
  }
  return null;
}

/** The one policy that a queue has: of the highest priority that matches its name, its type and what its type can do. */
function policyOf({ policies }: BrokerState, { name, type }: Pick<Queue, 'name' | 'type'>): Policy | null {
  const matching = policies.filter(
    ({ pattern, applyTo, definition }) =>
      appliesTo[applyTo]?.includes(type) &&
      !unknownTo[type].some((key) => Object.hasOwn(definition, key)) &&
      matchesPattern(pattern, name),
  );
  return matching.reduce<Policy | null>(
    (best, one) => (best === null || one.priority > best.priority ? one : best),
    null,
  );
}

/** A queue's limits, by its arguments and its policy. */
export function limitsOf(broker: BrokerState, queue: Pick<Queue, 'name' | 'type' | 'arguments'>): QueueLimits {
  const { version } = broker.settings;
  const own = queueLimits(queue.arguments, version);
  const policy = policyOf(broker, queue);
  if (policy === null) return own;
  const { definition } = policy;
  if (queue.type === 'stream') return streamLimits(own, definition);
  const number = (name: string) => {
    const value = definition[name];
    return typeof value === 'number' ? value : null;
  };
  const text = (name: string) => (typeof definition[name] === 'string' ? (definition[name] as string) : null);
  const hasOwn = field(queue.arguments, 'x-delivery-limit') !== undefined;
  return {
    ...own,
    messageTtlMs: least(number('message-ttl'), own.messageTtlMs),
    expiresMs: least(number('expires'), own.expiresMs),
    maxLength: least(number('max-length'), own.maxLength),
    maxLengthBytes: least(number('max-length-bytes'), own.maxLengthBytes),
    overflow: overflowOf(queue, text('overflow'), own.overflow),
    deadLetterExchange: own.deadLetterExchange ?? text('dead-letter-exchange'),
    deadLetterRoutingKey: own.deadLetterRoutingKey ?? text('dead-letter-routing-key'),
    deliveryLimit: deliveryLimitOf(number('delivery-limit'), hasOwn ? own.deliveryLimit : undefined, own.deliveryLimit),
  };
}

/** Of a stream the policy goes before the argument (rabbit_stream_queue:policy_precedence). */
function streamLimits(own: QueueLimits, definition: FieldTable): QueueLimits {
  const number = (name: string, otherwise: number | null) => (definition[name] as number | undefined) ?? otherwise;
  const maximum = definition['max-age'];
  return {
    ...own,
    maxLengthBytes: number('max-length-bytes', own.maxLengthBytes),
    maxAgeMs: typeof maximum === 'string' ? ageMs(maximum) : own.maxAgeMs,
    segmentBytes: number('stream-max-segment-size-bytes', own.segmentBytes),
  };
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function overflowOf(
  { type, arguments: given }: Pick<Queue, 'type' | 'arguments'>,
  ofPolicy: string | null,
  own: OverflowStrategy,
): OverflowStrategy {
  if (ofPolicy === null) return own;
  if (type === 'classic') return field(given, 'x-overflow') === undefined ? (ofPolicy as OverflowStrategy) : own;
  return ofPolicy === 'reject-publish' ? 'reject-publish' : 'drop-head';
}

/** Where one of the two says none (below zero, since 4.0), that counts: the greater of them (resolve_delivery_limit). */
function deliveryLimitOf(ofPolicy: number | null, own: number | null | undefined, usual: number | null): number | null {
  if (ofPolicy === null) return usual;
  if (own === undefined) return ofPolicy < 0 ? null : ofPolicy;
  if (own === null || ofPolicy < 0) return own === null ? (ofPolicy < 0 ? null : ofPolicy) : own;
  return Math.min(ofPolicy, own);
}

/** Sets a policy, or with null as its definition clears it; the queues follow at once. */
export function changePolicy(work: Work, name: string, policy: Policy | null): void {
  const { broker } = work;
  const others = broker.policies.filter((known) => known.name !== name);
  broker.policies = policy === null ? others : [...others, policy].sort((a, b) => (a.name < b.name ? -1 : 1));
  chargeWork(broker.queues.length * 20);
  for (const queue of [...broker.queues]) {
    const limits = limitsOf(broker, queue);
    if (JSON.stringify(limits) === JSON.stringify(queue.limits)) continue;
    const { segmentBytes } = queue.limits;
    queue.limits = queue.type === 'stream' ? { ...limits, segmentBytes } : limits;
    if (queue.type === 'classic') keepClassicLimits(work, queue);
    else if (queue.type === 'stream') keepStreamLimits(work, queue);
    else {
      // The configuration has the time of its making for the last use (rabbit_fifo:update_config).
      queue.lastUsedMs = work.env.nowMs;
      runQuorum(work, queue);
    }
  }
}
