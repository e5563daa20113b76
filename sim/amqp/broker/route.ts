import { chargeWork } from '../../core/work';
import { type HashKey, hashBucket } from './consistent-hash';
import { field } from './field-values';
import type { FieldTable, MessageProperties } from './frames';
import { matchHeaders } from './headers';
import { TopicTrie } from './topic';
import { findExchange } from './topology';
import type { Binding, BrokerState, Exchange, RingPart } from './types';

/** The part of a message that routing looks at. */
export interface Routable {
  readonly routingKeys: readonly string[];
  readonly properties: MessageProperties;
}

type Destination = Pick<Binding, 'destinationType' | 'destination'>;

/** An exchange's bindings arranged for its type, and the answers for the keys seen last. */
interface Router {
  readonly byKey: Map<string, Binding[]> | null;
  readonly trie: TopicTrie<Binding> | null;
  /** Its answers depend on nothing but the routing key and lead to queues only. */
  readonly isPlain: boolean;
  /** The answers for the keys seen last, or null where they are not worth keeping. */
  answers: Answers | null;
}

interface Answers {
  readonly byKey: Map<string, Answer>;
  hits: number;
}

interface Answer {
  readonly queues: readonly string[];
  /** What finding it costs, in elements: charged whether it is remembered or not. */
  readonly work: number;
}

interface Routers {
  version: number;
  readonly byExchange: Map<Exchange, Router>;
}

const answersMax = 4096;
const routersByBroker = new WeakMap<BrokerState, Routers>();

function routerOf(broker: BrokerState, exchange: Exchange): Router {
  let routers = routersByBroker.get(broker);
  if (routers === undefined || routers.version !== broker.topologyVersion) {
    routers = { version: broker.topologyVersion, byExchange: new Map() };
    routersByBroker.set(broker, routers);
  }
  const known = routers.byExchange.get(exchange);
  if (known !== undefined) return known;
  const made = makeRouter(exchange);
  routers.byExchange.set(exchange, made);
  return made;
}

function makeRouter(exchange: Exchange): Router {
  const { type, bindings } = exchange;
  const isKeyed = type === 'direct' || type === 'topic' || type === 'fanout';
  const toQueuesOnly = bindings.every((binding) => binding.destinationType === 'queue');
  const hasAlternate = field(exchange.arguments, 'alternate-exchange') !== undefined;
  const isPlain = isKeyed && toQueuesOnly && !hasAlternate;
  const answers = isPlain ? { byKey: new Map<string, Answer>(), hits: 0 } : null;
  if (type === 'topic') {
    const trie = new TopicTrie<Binding>();
    for (const binding of bindings) trie.add(binding.routingKey, binding);
    return { byKey: null, trie, isPlain, answers };
  }
  if (type !== 'direct') return { byKey: null, trie: null, isPlain, answers };
  const byKey = new Map<string, Binding[]>();
  for (const binding of bindings) {
    const same = byKey.get(binding.routingKey);
    if (same === undefined) byKey.set(binding.routingKey, [binding]);
    else same.push(binding);
  }
  return { byKey, trie: null, isPlain, answers };
}

/**
 * The names of the queues that a message published to an exchange goes to, each once, in the order of their names, through
 * bindings between exchanges and alternate exchanges (rabbit_exchange:route). The default exchange names queues that need
 * not exist.
 */
export function route(broker: BrokerState, exchange: Exchange, message: Routable): readonly string[] {
  if (exchange.name === '') {
    return message.routingKeys.length === 1 ? message.routingKeys : sortedOnce(message.routingKeys);
  }
  const router = routerOf(broker, exchange);
  if (!router.isPlain || message.routingKeys.length !== 1) return routeThrough(broker, exchange, message);
  const key = message.routingKeys[0] as string;
  const known = router.answers?.byKey.get(key);
  const answer = known ?? queuesFor(router, exchange, key);
  chargeWork(answer.work);
  if (known === undefined) keepAnswer(router, key, answer);
  else if (router.answers !== null) router.answers.hits += 1;
  return answer.queues;
}

/** Remembers an answer. Keys that seldom come again cost more to remember than to match: then it stops. */
function keepAnswer(router: Router, key: string, answer: Answer): void {
  const { answers } = router;
  if (answers === null) return;
  if (answers.byKey.size < answersMax) answers.byKey.set(key, answer);
  else if (answers.hits < answersMax) router.answers = null;
  else {
    answers.byKey.clear();
    answers.hits = 0;
  }
}

/** The queues of an exchange that leads to queues only, by the routing key alone. */
function queuesFor(router: Router, exchange: Exchange, key: string): Answer {
  const queues: string[] = [];
  let work = 1;
  const add = ({ destination }: Binding) => {
    work += 1 + Math.ceil(queues.length / 8);
    addInOrder(queues, destination);
  };
  if (router.trie !== null) work += router.trie.match(key, add);
  else if (router.byKey !== null) router.byKey.get(key)?.forEach(add);
  else {
    return {
      queues: sortedOnce(exchange.bindings.map(({ destination }) => destination)),
      work: work + exchange.bindings.length,
    };
  }
  return { queues, work };
}

/** Names that match are few: each finds its place among them, and has it once. */
function addInOrder(names: string[], name: string): void {
  let at = names.length;
  while (at > 0 && (names[at - 1] as string) > name) at--;
  if (at > 0 && names[at - 1] === name) return;
  if (at === names.length) names.push(name);
  else names.splice(at, 0, name);
}

function routeThrough(broker: BrokerState, exchange: Exchange, message: Routable): readonly string[] {
  const queues: string[] = [];
  const seen = new Set<string>([exchange.name]);
  const work = [exchange];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const destinations = destinationsOf(broker, next, message);
    chargeWork(1 + destinations.length);
    const alternate = destinations.length === 0 ? alternateOf(next) : null;
    if (alternate !== null) destinations.push({ destinationType: 'exchange', destination: alternate });
    for (const { destinationType, destination } of destinations) {
      if (destinationType === 'queue') queues.push(destination);
      else if (!seen.has(destination)) {
        seen.add(destination);
        const found = findExchange(broker, destination);
        if (found !== undefined) work.push(found);
      }
    }
  }
  return sortedOnce(queues);
}

export function alternateOf(exchange: Exchange): string | null {
  const name = field(exchange.arguments, 'alternate-exchange');
  return typeof name === 'string' ? name : null;
}

function sortedOnce(names: readonly string[]): readonly string[] {
  return names.length < 2 ? names : [...new Set(names)].sort();
}

/** Where one exchange sends a message, not following further. May name a destination twice. */
function destinationsOf(broker: BrokerState, exchange: Exchange, message: Routable): Destination[] {
  switch (exchange.type) {
    case 'fanout':
      return [...exchange.bindings];
    case 'direct': {
      const { byKey } = routerOf(broker, exchange);
      return message.routingKeys.flatMap((key) => byKey?.get(key) ?? []);
    }
    case 'topic': {
      const { trie } = routerOf(broker, exchange);
      const found: Destination[] = [];
      for (const key of message.routingKeys) chargeWork(trie?.match(key, (binding) => found.push(binding)) ?? 0);
      return found;
    }
    case 'headers':
      for (const binding of exchange.bindings) chargeWork(2 + 2 * Object.keys(binding.arguments).length);
      return exchange.bindings.filter(
        (binding) => matchHeaders(binding.arguments, message.properties.headers, broker.settings.version).matched,
      );
    case 'x-consistent-hash': {
      const part = ringPartOf(broker, exchange, message);
      return part === null ? [] : [part];
    }
    case 'x-local-random': {
      const one = drawBinding(broker, localBindings(broker, exchange));
      return one === null ? [] : [one];
    }
  }
}

/** The bindings whose queues are on the node that the message was published on (rabbit_exchange_type_local_random). */
export function localBindings({ remoteQueues }: BrokerState, { bindings }: Exchange): readonly Binding[] {
  return bindings.filter(({ destination }) => !remoteQueues.includes(destination));
}

/** One of several, drawn from a sequence of the broker's own: the same in every run. Null when there is none. */
function drawBinding(broker: BrokerState, bindings: readonly Binding[]): Binding | null {
  if (bindings.length < 2) return bindings[0] ?? null;
  // A linear congruential generator (Numerical Recipes); its upper bits decide.
  broker.draws = (Math.imul(broker.draws, 1664525) + 1013904223) >>> 0;
  return bindings[Math.floor((broker.draws / 2 ** 32) * bindings.length)] ?? null;
}

/** The part of a consistent-hash exchange's ring that a message falls on, or null when the ring is empty. */
export function ringPartOf({ settings }: BrokerState, exchange: Exchange, message: Routable): RingPart | null {
  chargeWork(exchange.ring.length);
  const buckets = exchange.ring.reduce((sum, part) => sum + part.weight, 0);
  if (buckets === 0) return null;
  let bucket = hashBucket(hashKeyOf(exchange, message), buckets, settings.version);
  for (const part of exchange.ring) {
    if (bucket < part.weight) return part;
    bucket -= part.weight;
  }
  return null;
}

function hashKeyOf(exchange: Exchange, message: Routable): HashKey {
  const header = field(exchange.arguments, 'hash-header');
  if (typeof header === 'string') {
    const value = field(message.properties.headers, header);
    return value === undefined ? null : { header: value };
  }
  const property = field(exchange.arguments, 'hash-property');
  if (property === undefined) return { text: message.routingKeys[0] as string };
  const { correlationId, messageId, timestamp } = message.properties;
  if (property === 'correlation_id') return correlationId === undefined ? null : { text: correlationId };
  if (property === 'message_id') return messageId === undefined ? null : { text: messageId };
  return timestamp === undefined ? null : { text: String(timestamp) };
}

/** A message with one routing key and some headers, for explaining routes. */
export function routable(routingKey: string, headers: FieldTable): Routable {
  return { routingKeys: [routingKey], properties: { headers } };
}
