import type { Binding, BrokerState, Exchange } from '@/sim/amqp/broker/types';
import { exchangeNodeId, queueNodeId } from '@/sim/amqp/node-ids';
import type { AmqpState, Client, ConsumerClient } from '@/sim/amqp/state';
import { bindingEdgeId } from './edge-id';
import { headerLines } from './header-lines';
import type { EdgeKind } from './topology-edge';

/** A line of the canvas. */
export interface ShownLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly label: string;
}

/** Who publishes where, what is bound to what, who consumes, and where what is refused goes. */
export function shownLines(state: AmqpState): readonly ShownLine[] {
  const { broker, clients } = state;
  return [
    ...broker.exchanges.flatMap(linesOfExchange),
    ...defaultExchangeLines(state),
    ...broker.queues.flatMap(({ name, limits }): ShownLine[] => {
      if (limits.deadLetterExchange === null) return [];
      const to = exchangeNodeId(limits.deadLetterExchange);
      return [
        {
          id: `dl:${name}`,
          from: queueNodeId(name),
          to,
          kind: 'dead-letter',
          label: limits.deadLetterRoutingKey ?? '',
        },
      ];
    }),
    ...clients.flatMap((client) => linesOfClient(client, broker)),
  ];
}

function linesOfExchange(exchange: Exchange): ShownLine[] {
  const lines = exchange.bindings.map((binding): ShownLine => {
    const isQueue = binding.destinationType === 'queue';
    return {
      id: bindingEdgeId(binding),
      from: exchangeNodeId(binding.source),
      to: isQueue ? queueNodeId(binding.destination) : exchangeNodeId(binding.destination),
      kind: isQueue ? 'binding' : 'exchange-binding',
      label: bindingLabel(binding, exchange),
    };
  });
  const alternate = exchange.arguments['alternate-exchange'];
  if (typeof alternate !== 'string') return lines;
  const from = exchangeNodeId(exchange.name);
  return [...lines, { id: `ae:${exchange.name}`, from, to: exchangeNodeId(alternate), kind: 'alternate', label: '' }];
}

/** What decides at a binding: its key, or the headers that it asks for; a fanout exchange looks at neither. */
export function bindingLabel(binding: Binding, { type }: Pick<Exchange, 'type'>): string {
  if (type === 'fanout') return '';
  if (type !== 'headers') return binding.routingKey;
  const { 'x-match': match, ...headers } = binding.arguments;
  return `${typeof match === 'string' ? match : 'all'}: ${headerLines(headers).replaceAll('\n', ', ')}`;
}

/** Every queue is bound to the default exchange by its name; drawn are those that something is sent to by name. */
function defaultExchangeLines({ broker, clients }: AmqpState): ShownLine[] {
  const keys = new Set<string>();
  for (const { options } of clients) {
    if ('routingKeys' in options && options.exchange === '') for (const key of options.routingKeys) keys.add(key);
    if ('publishesTo' in options && options.publishesTo?.exchange === '') keys.add(options.publishesTo.routingKey);
  }
  for (const { limits } of broker.queues) {
    if (limits.deadLetterExchange === '' && limits.deadLetterRoutingKey !== null) keys.add(limits.deadLetterRoutingKey);
  }
  return broker.queues
    .filter(({ name }) => keys.has(name))
    .map(({ name }) => ({
      id: `d:${name}`,
      from: exchangeNodeId(''),
      to: queueNodeId(name),
      kind: 'binding',
      label: name,
    }));
}

function linesOfClient(client: Client, broker: BrokerState): ShownLine[] {
  if (client.kind === 'publisher') {
    const { id, options } = client;
    const publish: ShownLine = {
      id: `p:${id}`,
      from: id,
      to: exchangeNodeId(options.exchange),
      kind: 'publish',
      label: publishLabel(options.routingKeys),
    };
    if (!options.awaitsReply) return [publish];
    return [publish, { id: `r:${id}`, from: exchangeNodeId(''), to: id, kind: 'reply', label: '' }];
  }
  const consumes = consumedQueues(client, broker).map(
    (queue): ShownLine => ({
      id: `c:${client.id}`,
      from: queueNodeId(queue),
      to: client.id,
      kind: 'consume',
      label: '',
    }),
  );
  const { publishesTo, replies } = client.options;
  if (replies) {
    consumes.push({ id: `a:${client.id}`, from: client.id, to: exchangeNodeId(''), kind: 'reply', label: '' });
  }
  if (publishesTo === null) return consumes;
  const { exchange, routingKey } = publishesTo;
  return [
    ...consumes,
    { id: `p:${client.id}`, from: client.id, to: exchangeNodeId(exchange), kind: 'publish', label: routingKey },
  ];
}

/** The first key, and how many others there are. */
function publishLabel(routingKeys: readonly string[]): string {
  const [first = '', ...others] = new Set(routingKeys);
  return others.length === 0 ? first : `${first} +${others.length}`;
}

function consumedQueues(client: ConsumerClient, broker: BrokerState): string[] {
  const { queue } = client.options;
  return broker.queues.some(({ name }) => name === queue) ? [queue] : [];
}
