import { exchangeNodeId, MANUAL_CLIENT, queueNodeId } from '@/sim/amqp/node-ids';
import type { AmqpState } from '@/sim/amqp/state';
import type { Placeable } from './layout';

/** Everything that stands on the canvas, in the order in which a list names it. */
export function canvasItems(state: AmqpState): readonly Placeable[] {
  const { broker, clients, nodes, manualClient } = state;
  const used = usedExchanges(state);
  const clientsOf = (kind: 'publisher' | 'consumer') =>
    clients.filter((client) => client.kind === kind).map(({ id }): Placeable => ({ id, type: kind }));
  return [
    ...clientsOf('publisher'),
    ...(manualClient.connection === null ? [] : [{ id: MANUAL_CLIENT, type: 'publisher' as const }]),
    ...broker.exchanges
      .filter(({ name, bindings }) => !isPredeclared(name) || bindings.length > 0 || used.has(name))
      .map(({ name }): Placeable => ({ id: exchangeNodeId(name), type: 'exchange' })),
    ...broker.queues.map(({ name }): Placeable => ({ id: queueNodeId(name), type: 'queue' })),
    ...clientsOf('consumer'),
    ...nodes.map(({ id }): Placeable => ({ id, type: 'broker' })),
  ];
}

/** Every broker has these; they stand on the canvas only when something uses them. */
export function isPredeclared(exchange: string): boolean {
  return exchange === '' || exchange.startsWith('amq.');
}

/** The exchanges that somebody publishes to, or that refused and unroutable messages go to. */
function usedExchanges({ broker, clients }: AmqpState): ReadonlySet<string> {
  const used = new Set<string>();
  for (const client of clients) {
    if (client.kind === 'publisher') used.add(client.options.exchange);
    else if (client.options.publishesTo !== null) used.add(client.options.publishesTo.exchange);
    if (client.kind === 'consumer' && client.options.replies) used.add('');
  }
  for (const { limits } of broker.queues) if (limits.deadLetterExchange !== null) used.add(limits.deadLetterExchange);
  for (const exchange of broker.exchanges) {
    const alternate = exchange.arguments['alternate-exchange'];
    if (typeof alternate === 'string') used.add(alternate);
  }
  return used;
}
