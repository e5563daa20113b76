import { field, sameContent, timestamp } from './field-values';
import type { FieldTable, FieldValue, MessageProperties } from './frames';
import type { DeathRecord, Message } from './message';

/**
 * Dead-lettering in RabbitMQ 4.0: the broker keeps a message's deaths beside it, newest first, and writes them into headers only
 * when it delivers; what a client has written into them is nothing to it (mc:record_death, mc:is_death_cycle,
 * mc_amqpl:protocol_state, release notes of 4.0.1).
 */

/** The message as it goes to the dead-letter exchange. `routingKey` is the queue's own for dead letters, or null. */
export function recordDeath(
  message: Message,
  queue: string,
  reason: DeathRecord['reason'],
  exchange: string,
  routingKey: string | null,
  nowMs: number,
): Message {
  const { expiration, ...properties } = message.properties;
  const deaths = message.deaths ?? [];
  const known = deaths.find((death) => death.queue === queue && death.reason === reason);
  const record: DeathRecord =
    known === undefined
      ? {
          queue,
          reason,
          count: 1,
          exchange: message.exchange,
          routingKeys: withoutBlindCopies(message),
          firstTimeMs: nowMs,
          expiration: expiration === undefined ? null : wholeNumber(expiration),
        }
      : { ...known, count: known.count + 1 };
  const end = { reason, queue, exchange: message.exchange };
  return {
    ...message,
    exchange,
    routingKeys: routingKey === null ? message.routingKeys : [routingKey],
    properties: properties as MessageProperties,
    deaths: [record, ...deaths.filter((death) => death !== known)],
    firstDeath: message.firstDeath ?? end,
    lastDeath: end,
  };
}

/** The keys that are told of: those of BCC are not, each as often as it is there. */
function withoutBlindCopies({ routingKeys, blindCopies }: Message): readonly string[] {
  const left = [...routingKeys];
  for (const key of blindCopies ?? []) {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

/** An expiration as the broker writes it down again. */
function wholeNumber(expiration: string): string {
  return String(BigInt(expiration.startsWith('+') ? expiration.slice(1) : expiration));
}

/**
 * Whether a message would go round for ever: it has died in this queue, and no client has rejected it since. Rejecting counts
 * wherever it happened, as deaths are in the order of their recency.
 */
export function isDeathCycle(queue: string, { deaths = [] }: Message): boolean {
  const at = deaths.findIndex((death) => death.queue === queue);
  return at >= 0 && deaths.slice(0, at + 1).every(({ reason }) => reason !== 'rejected');
}

/** The headers that exchanges look at: the client's, and the broker's own about the first and the last death. */
export function routingHeaders(message: Message): FieldTable {
  return { ...message.properties.headers, ...ends(message) };
}

function ends({ firstDeath, lastDeath }: Message): FieldTable {
  if (firstDeath === undefined || lastDeath === undefined) return {};
  return {
    'x-first-death-exchange': firstDeath.exchange,
    'x-first-death-queue': firstDeath.queue,
    'x-first-death-reason': firstDeath.reason,
    'x-last-death-exchange': lastDeath.exchange,
    'x-last-death-queue': lastDeath.queue,
    'x-last-death-reason': lastDeath.reason,
  };
}

function deathTable({ queue, reason, count, exchange, routingKeys, firstTimeMs, expiration }: DeathRecord): FieldTable {
  return {
    ...(expiration === null ? {} : { 'original-expiration': expiration }),
    count,
    reason,
    queue,
    time: timestamp(Math.floor(firstTimeMs / 1000)),
    exchange,
    'routing-keys': routingKeys,
  };
}

/**
 * A message's properties as 4.0 sends them: what the broker knows of it replaces headers of the same names, and headers come
 * in the order of their names. `returns` is how often a quorum queue had it back; 0 is not told (since 3.12).
 */
export function propertiesSent(message: Message, returns: number): MessageProperties {
  const { expiration, headers, ...properties } = message.properties;
  const known: FieldTable = {
    ...(message.deaths === undefined ? {} : { 'x-death': message.deaths.map(deathTable) }),
    ...ends(message),
    ...(returns > 0 ? { 'x-delivery-count': returns } : {}),
  };
  const all: { [name: string]: FieldValue } = Object.assign(Object.create(null), headers, known);
  const names = Object.keys(all).sort();
  const sent = Object.fromEntries(names.map((name) => [name, all[name] as FieldValue]));
  return {
    ...(properties as MessageProperties),
    ...(headers === undefined && names.length === 0 ? {} : { headers: sent }),
    ...(expiration === undefined ? {} : { expiration: wholeNumber(expiration) }),
  };
}

/**
 * Whether a message's header is what a binding of a headers exchange asks for (rabbit_exchange_type_headers of 4.0): 1 and 1.0
 * differ. A timestamp is compared in milliseconds with the binding's seconds, and so equals none but 0.
 */
export function matchesHeader(headers: FieldTable, name: string, wanted: FieldValue): boolean {
  const carried = field(headers, name);
  if (carried === undefined) return false;
  return wanted === null || sameContent(inMilliseconds(carried), wanted, true);
}

/** A header as it is looked at in routing (mc_amqpl:routing_value). */
export function inMilliseconds(value: FieldValue): FieldValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { '!': type, value: seconds } = value as { readonly '!'?: FieldValue; readonly value?: FieldValue };
  return type === 'timestamp' && typeof seconds === 'number' ? seconds * 1000 : value;
}
