import type { DrawnConnection } from '@/components/lab-shell/stage/nodes/nodes-view';
import type { DestinationType } from '@/sim/amqp/broker/types';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { type AmqpState, findClient } from '@/sim/amqp/state';

export interface Destination {
  readonly type: DestinationType;
  readonly name: string;
}

/** What is being made or changed; null names something new. */
export type DefinitionTarget =
  | { readonly type: 'exchange' | 'policy'; readonly name: string | null }
  | { readonly type: 'queue'; readonly name: string | null; readonly deadLetterExchange?: string }
  | { readonly type: 'binding'; readonly source?: string; readonly destination?: Destination };

/** The same, clients too. */
export type EditTarget =
  | DefinitionTarget
  | { readonly type: 'publisher'; readonly name: string | null; readonly partner?: string }
  | { readonly type: 'consumer'; readonly name: string | null; readonly partner?: string };

/** What the form of a node's changes is; null for what cannot be changed. */
export function targetOf(state: AmqpState, id: string): EditTarget | null {
  const { type, name } = nameOfNode(id);
  if (type === 'queue') return { type, name };
  if (type === 'exchange') return name === '' || name.startsWith('amq.') ? null : { type, name };
  const client = findClient(state, id);
  return client === null ? null : { type: client.kind, name: id };
}

/** What a line that was drawn from one node to another asks for; null where it means nothing. */
export function targetOfConnection({ from, to }: DrawnConnection, state: AmqpState): EditTarget | null {
  const [source, target] = [nameOfNode(from), nameOfNode(to)];
  const [fromClient, toClient] = [findClient(state, from), findClient(state, to)];
  if (source.type === 'exchange' && target.type !== 'other') {
    if (source.name === '' || target.name === '') return null;
    return { type: 'binding', source: source.name, destination: { type: target.type, name: target.name } };
  }
  if (fromClient?.kind === 'publisher' && target.type === 'exchange') {
    return { type: 'publisher', name: from, partner: target.name };
  }
  if (source.type === 'queue' && toClient?.kind === 'consumer') {
    return { type: 'consumer', name: to, partner: source.name };
  }
  if (source.type === 'queue' && target.type === 'exchange') {
    return { type: 'queue', name: source.name, deadLetterExchange: target.name };
  }
  return null;
}
