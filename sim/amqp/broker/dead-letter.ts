import { chargeWork } from '../../core/work';
import { isDeathCycle, recordDeath, routingHeaders } from './death-records';
import { field, isTable, numberIn, sameContent, timestamp, withField, withoutField } from './field-values';
import type { FieldTable, FieldValue, MessageProperties } from './frames';
import type { Message } from './message';
import { route } from './route';
import { findExchange, findQueue } from './topology';
import type { DropReason, Queue } from './types';
import type { Work } from './work';

/** The reasons for which a message is dead-lettered, as its x-death header names them. */
export type DeathReason = Extract<DropReason, 'expired' | 'maxlen' | 'rejected' | 'delivery_limit'>;

/** What a message's first death costs, in elements. */
const DEATH_WORK = 40;

/**
 * Sends a message that a queue gives up to the queue's dead-letter exchange, or drops it when there is none
 * (rabbit_dead_letter:publish; https://www.rabbitmq.com/dlx.html).
 */
export function deadLetter(work: Work, queue: Queue, message: Message, reason: DeathReason): void {
  const { broker, env } = work;
  // Its deaths are compared with each other.
  const known = deaths(message).length + (message.deaths?.length ?? 0);
  chargeWork(DEATH_WORK + 3 * known * known);
  const { deadLetterExchange, deadLetterRoutingKey } = queue.limits;
  const exchange = deadLetterExchange === null ? undefined : findExchange(broker, deadLetterExchange);
  if (exchange === undefined) {
    env.note({ type: 'dropped', number: message.number, queue: queue.name, reason });
    return;
  }
  const isNew = broker.settings.version === '4.0';
  const die = isNew ? recordDeath : deadMessage;
  const dead = die(message, queue.name, reason, exchange.name, deadLetterRoutingKey, env.nowMs);
  const routed = isNew ? { ...dead, properties: { ...dead.properties, headers: routingHeaders(dead) } } : dead;
  const found = route(broker, exchange, routed).filter((name) => findQueue(broker, name) !== undefined);
  const goesRound = (name: string) => (isNew ? isDeathCycle(name, dead) : isCycle(name, deaths(dead)));
  const queues = reason === 'rejected' ? found : found.filter((name) => !goesRound(name));
  env.note({
    type: 'dead-lettered',
    number: message.number,
    queue: queue.name,
    reason,
    exchange: exchange.name,
    routingKey: dead.routingKeys[0] as string,
    queues,
  });
  if (queues.length > 0) work.underway.push({ message: dead, queues });
}

/** How 3.10 writes a death down: in the message's headers. */
function deadMessage(
  message: Message,
  queue: string,
  reason: DeathReason,
  exchange: string,
  routingKey: string | null,
  nowMs: number,
): Message {
  const { expiration, ...properties } = message.properties;
  const death: FieldTable = {
    reason,
    queue,
    time: timestamp(Math.floor(nowMs / 1000)),
    exchange: message.exchange,
    'routing-keys': [message.routingKeys[0] as string, ...copiesOf(properties.headers)],
    ...(expiration === undefined ? {} : { 'original-expiration': expiration }),
  };
  const headers = withDeath(properties.headers ?? {}, death);
  const kept = routingKey === null ? headers : withoutField(headers, 'CC');
  return {
    ...message,
    exchange,
    routingKeys: routingKey === null ? message.routingKeys : [routingKey],
    properties: { ...(properties as MessageProperties), headers: kept },
  };
}

/** The routing keys in the CC and BCC headers. */
export function copiesOf(headers: FieldTable | undefined): string[] {
  return ['CC', 'BCC'].flatMap((name) => keysIn(headers, name));
}

/** The routing keys in one header. */
export function keysIn(headers: FieldTable | undefined, name: string): string[] {
  const keys = field(headers, name);
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
}

/** Counts a death: the newest kind of death (queue and reason) comes first. */
function withDeath(headers: FieldTable, death: FieldTable): FieldTable {
  const known = field(headers, 'x-death');
  if (known === undefined) {
    const first: (readonly [string, FieldValue])[] = [
      ['x-first-death-reason', death.reason as string],
      ['x-first-death-queue', death.queue as string],
      ['x-first-death-exchange', death.exchange as string],
      ['x-death', [{ count: 1, ...death }]],
    ];
    return first.reduce((table, [name, value]) => withField(table, name, value), headers);
  }
  if (!Array.isArray(known)) return withField(headers, 'x-death', [{ count: 1, ...death }]);
  const tables = groupedDeaths(known.filter(isTable));
  const same = tables.find((table) => isSameDeath(table, death));
  const others = tables.filter((table) => !isSameDeath(table, death));
  const count = same === undefined ? undefined : field(same, 'count');
  const newest: FieldTable = same === undefined ? { count: 1, ...death } : { ...same, count: countedUp(count) };
  return withField(headers, 'x-death', [newest, ...others]);
}

/** What is no number stays as it is. */
function countedUp(count: FieldValue | undefined): FieldValue {
  if (count === undefined) return 1;
  const number = numberIn(count);
  return number === undefined ? count : number + 1;
}

/**
 * Each kind of death once. RabbitMQ groups them by prepending, so that two and more come out in reverse order each time
 * (rabbit_dead_letter:group_by_queue_and_reason); which death is the newest of a queue, and so what is a cycle, follows from it.
 */
function groupedDeaths(tables: readonly FieldTable[]): readonly FieldTable[] {
  if (tables.length <= 1) return tables;
  const grouped: FieldTable[] = [];
  for (const table of tables) {
    if (grouped.some((seen) => isSameDeath(seen, table))) continue;
    const alike = tables.filter((other) => isSameDeath(other, table)).length;
    grouped.unshift(field(table, 'count') === undefined ? { count: alike, ...table } : table);
  }
  return grouped;
}

function isSameDeath(a: FieldTable, b: FieldTable): boolean {
  return ['queue', 'reason'].every((name) => sameContent(field(a, name) ?? null, field(b, name) ?? null, true));
}

function deaths(message: Message): readonly FieldValue[] {
  const known = field(message.properties.headers, 'x-death');
  return Array.isArray(known) ? known : [];
}

/** Whether a message has been in this queue before with no client's reject since: then it would go round for ever. */
function isCycle(queue: string, known: readonly FieldValue[]): boolean {
  const at = known.findIndex((death) => isTable(death) && field(death, 'queue') === queue);
  if (at < 0) return false;
  return known.slice(0, at + 1).every((death) => isTable(death) && field(death, 'reason') !== 'rejected');
}
