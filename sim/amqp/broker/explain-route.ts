import type { FieldTable } from './frames';
import { matchHeaders } from './headers';
import { alternateOf, type Routable, ringPartOf, routable, route } from './route';
import { alignTopic } from './topic';
import { findExchange, findQueue } from './topology';
import type { Binding, BindingVerdict, BrokerState, Exchange, MatchReason, RouteExplanation } from './types';

/** Where a message would go and, binding by binding, why. Changes nothing; an exchange that is not there explains nothing. */
export function explainRoute(
  broker: BrokerState,
  exchangeName: string,
  routingKey: string,
  headers: FieldTable,
): RouteExplanation {
  const bindings: BindingVerdict[] = [];
  const exchanges: { exchange: string; via: 'publish' | 'binding' | 'alternate' }[] = [];
  const message = routable(routingKey, headers);
  const start = findExchange(broker, exchangeName);
  if (start === undefined) return { exchange: exchangeName, bindings, exchanges, queues: [] };

  const work: { exchange: Exchange; via: 'publish' | 'binding' | 'alternate' }[] = [
    { exchange: start, via: 'publish' },
  ];
  const seen = new Set([exchangeName]);
  const visit = (name: string, via: 'binding' | 'alternate') => {
    const found = findExchange(broker, name);
    if (found === undefined || seen.has(name)) return;
    seen.add(name);
    work.push({ exchange: found, via });
  };
  for (let next = work.shift(); next !== undefined; next = work.shift()) {
    exchanges.push({ exchange: next.exchange.name, via: next.via });
    const verdicts = verdictsOf(broker, next.exchange, message, headers);
    bindings.push(...verdicts);
    const matches = verdicts.filter((verdict) => verdict.matched);
    for (const { binding } of matches)
      if (binding.destinationType === 'exchange') visit(binding.destination, 'binding');
    const alternate = alternateOf(next.exchange);
    if (matches.length === 0 && alternate !== null) visit(alternate, 'alternate');
  }
  const queues = route(broker, start, message).filter((name) => findQueue(broker, name) !== undefined);
  return { exchange: exchangeName, bindings, exchanges, queues };
}

function verdictsOf(broker: BrokerState, exchange: Exchange, message: Routable, headers: FieldTable): BindingVerdict[] {
  if (exchange.type === 'x-consistent-hash') return ringVerdicts(broker, exchange, message);
  const key = message.routingKeys[0] as string;
  return exchange.bindings.map((binding) => {
    const reason = reasonOf(broker, exchange, binding, key, headers);
    const matched = ['fanout', 'key-equal', 'topic-match', 'headers-match'].includes(reason.kind);
    return { binding, matched, reason };
  });
}

function reasonOf(
  { settings }: BrokerState,
  exchange: Exchange,
  binding: Binding,
  key: string,
  headers: FieldTable,
): MatchReason {
  if (exchange.type === 'fanout') return { kind: 'fanout' };
  if (exchange.type === 'direct') return { kind: binding.routingKey === key ? 'key-equal' : 'key-differs' };
  if (exchange.type === 'topic') {
    const alignment = alignTopic(binding.routingKey, key);
    if (alignment.matched) return { kind: 'topic-match', words: alignment.words };
    const { failedAtPattern, failedAtKey } = alignment;
    return { kind: 'topic-differs', failedAtPattern, failedAtKey };
  }
  const verdict = matchHeaders(binding.arguments, headers, settings.version);
  const { matched, mode, matchedNames, missingNames } = verdict;
  return matched ? { kind: 'headers-match', mode, matchedNames } : { kind: 'headers-differ', mode, missingNames };
}

function ringVerdicts(broker: BrokerState, exchange: Exchange, message: Routable): BindingVerdict[] {
  const chosen = ringPartOf(broker, exchange, message);
  const buckets = exchange.ring.reduce((sum, part) => sum + part.weight, 0);
  let before = 0;
  const firstBuckets = new Map<string, number>();
  for (const part of exchange.ring) {
    firstBuckets.set(`${part.destinationType} ${part.destination}`, before);
    before += part.weight;
  }
  const shown = new Set<string>();
  return exchange.bindings.map((binding) => {
    const name = `${binding.destinationType} ${binding.destination}`;
    const isChosen =
      chosen !== null &&
      !shown.has(name) &&
      chosen.destination === binding.destination &&
      chosen.destinationType === binding.destinationType;
    shown.add(name);
    return { binding, matched: isChosen, reason: { kind: 'hash', bucket: firstBuckets.get(name) ?? 0, buckets } };
  });
}
