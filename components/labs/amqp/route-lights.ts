import type { RouteExplanation } from '@/sim/amqp/broker/types';
import { exchangeNodeId, queueNodeId } from '@/sim/amqp/node-ids';
import { bindingEdgeId } from './edge-id';

/** The ids of the nodes and lines that a message would pass on its way. */
export function reachedBy(explanation: RouteExplanation): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const { exchange, via } of explanation.exchanges) {
    reached.add(exchangeNodeId(exchange));
    if (via === 'alternate') reached.add(alternateEdge(explanation, exchange));
  }
  for (const { binding, matched } of explanation.bindings) if (matched) reached.add(bindingEdgeId(binding));
  for (const queue of explanation.queues) {
    reached.add(queueNodeId(queue));
    if (explanation.exchange === '') reached.add(`d:${queue}`);
  }
  return reached;
}

/** The line that led to an alternate exchange: from the last exchange before it none of whose bindings matched. */
function alternateEdge({ exchanges, bindings }: RouteExplanation, alternate: string): string {
  const at = exchanges.findIndex(({ exchange }) => exchange === alternate);
  const before = exchanges
    .slice(0, at)
    .findLast(({ exchange }) => !bindings.some(({ binding, matched }) => matched && binding.source === exchange));
  return `ae:${before?.exchange ?? ''}`;
}
