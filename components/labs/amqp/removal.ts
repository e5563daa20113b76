import type { AmqpCommand } from '@/sim/amqp/command';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { type AmqpState, findClient } from '@/sim/amqp/state';
import { isPredeclared } from './canvas-items';
import { bindingOfEdge } from './edge-id';

/** What takes something off the canvas; null for what stays. */
export function removal(state: AmqpState, id: string): AmqpCommand | null {
  const binding = bindingOfEdge(
    state.broker.exchanges.flatMap(({ bindings }) => bindings),
    id,
  );
  if (binding !== undefined) {
    const { source, destinationType, destination, routingKey } = binding;
    return { type: 'unbind', source, destinationType, destination, routingKey, arguments: plain(binding.arguments) };
  }
  const { type, name } = nameOfNode(id);
  if (type === 'exchange') return isPredeclared(name) ? null : { type: 'deleteExchange', exchange: name };
  if (type === 'queue') return { type: 'deleteQueue', queue: name };
  return findClient(state, id) === null ? null : { type: 'removeClient', client: id };
}

type PlainTable = Extract<AmqpCommand, { type: 'unbind' }>['arguments'];

/** Arguments as commands take them; what a command cannot say is left out. */
export function plain(table: Readonly<Record<string, unknown>>): PlainTable {
  const isPlain = (value: unknown): value is string | number | boolean =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const entries: [string, PlainTable[string]][] = [];
  for (const [name, value] of Object.entries(table)) {
    if (isPlain(value)) entries.push([name, value]);
    else if (Array.isArray(value) && value.every(isPlain)) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}
