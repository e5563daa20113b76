import type { Fields, ViewParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { FieldTable } from '@/sim/amqp/broker/frames';
import type { Exchange, Queue } from '@/sim/amqp/broker/types';
import { TICKS_PER_MILLISECOND } from '@/sim/amqp/config';
import type { AmqpTypes } from '@/sim/amqp/lab';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { type AmqpState, type Client, findClient } from '@/sim/amqp/state';
import { bindingOfEdge } from './edge-id';
import { membersOf } from './node-of';
import { nearestToHead } from './ready-messages';
import { streamTables } from './stream-facts';
import { seconds } from './words';

type Tables = Readonly<Record<string, Fields>>;

/** Messages of a queue that the inspector lists. */
const MESSAGES_LISTED = 30;

/** A node or a binding under the names that AMQP and RabbitMQ use. */
export const parts: NonNullable<ViewParts<AmqpTypes>['parts']> = (state, id, say, tick) => {
  const binding = bindingOfEdge(
    state.broker.exchanges.flatMap(({ bindings }) => bindings),
    id,
  );
  if (binding !== undefined) {
    const { source, destinationType, destination, routingKey } = binding;
    const bound = { source, destination: `${destinationType} ${destination}`, routing_key: routingKey };
    return { binding: { ...bound, arguments: tableText(binding.arguments) } };
  }
  const { type, name } = nameOfNode(id);
  if (type === 'exchange') {
    const exchange = state.broker.exchanges.find((each) => each.name === name);
    return exchange === undefined ? {} : exchangeTables(exchange);
  }
  if (type === 'queue') {
    const queue = state.broker.queues.find((each) => each.name === name);
    return queue === undefined ? {} : queueTables(state, queue, tick, say);
  }
  const client = findClient(state, id);
  if (client !== null) return clientTables(client, tick, say);
  return state.nodes.some((each) => each.id === id) ? { node: nodeFields(state, id) } : {};
};

/** A table as RabbitMQ's management page writes it. */
export function tableText(table: FieldTable): string {
  return Object.entries(table)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function dotted(...facts: readonly string[]): string {
  return facts.filter((fact) => fact !== '').join(' · ');
}

/** Tables with nothing in them are left out. */
function filled(tables: Tables): Tables {
  return Object.fromEntries(Object.entries(tables).filter(([, fields]) => Object.keys(fields).length > 0));
}

function exchangeTables(exchange: Exchange): Tables {
  const { type, durable, autoDelete, internal, bindings } = exchange;
  return filled({
    exchange: { type, durable, auto_delete: autoDelete, internal, arguments: tableText(exchange.arguments) },
    bindings: bindings.map(({ destinationType, destination, routingKey, arguments: given }): [string, string] => [
      `→ ${destinationType} ${destination}`,
      dotted(routingKey, tableText(given)),
    ]),
  });
}

function queueTables(state: AmqpState, queue: Queue, tick: number, say: Words): Tables {
  const { type, durable, autoDelete, exclusiveOwner, readyCount, readyBytes, unackedCount, consumers, active } = queue;
  const nowMs = tick / TICKS_PER_MILLISECOND;
  const figures = state.observations.figures[queue.name];
  const ready = nearestToHead(queue, MESSAGES_LISTED).map(
    ({ message, redelivered, enqueuedAtMs, deliveryCount }, at): [string, string] => {
      const flags = dotted(redelivered ? 'redelivered' : '', deliveryCount > 0 ? `×${deliveryCount}` : '');
      const age = say('inspector.age', { seconds: seconds(Math.max(0, nowMs - enqueuedAtMs)) });
      return [`[${at + 1}] #${message.number}`, dotted(message.routingKeys[0] ?? '', message.body, flags, age)];
    },
  );
  return filled({
    now: {
      messages_ready: readyCount,
      messages_unacknowledged: unackedCount,
      message_bytes_ready: readyBytes,
      consumers: consumers.map(({ connection }) => connection).join(', '),
      ...(active === null ? {} : { single_active_consumer: active.connection }),
    },
    ready,
    members: memberFields(state, queue, say),
    ...streamTables(queue, say),
    declared: {
      'x-queue-type': type,
      durable,
      auto_delete: autoDelete,
      exclusive: exclusiveOwner !== null,
      arguments: tableText(queue.arguments),
      ...(state.nodes.length > 1 && type !== 'quorum' ? { node: state.homes[queue.name] ?? null } : {}),
    },
    counted:
      figures === undefined
        ? {}
        : { publish: figures.enqueued, ack: figures.acked, redeliver: figures.redelivered, ...figures.gone },
  });
}

function memberFields(state: AmqpState, queue: Queue, say: Words): Fields {
  const members = membersOf(state, queue);
  if (members.length === 0) return {};
  const group = state.quorumGroups.find(({ queueId }) => queueId === queue.id);
  const rows = members.map(({ node, role, lastIndex, commitIndex }): [string, string] => {
    const term = group?.members.find((member) => member.node === node)?.term ?? 0;
    return [node, say('inspector.member', { role, term, last: lastIndex, commit: commitIndex })];
  });
  return [...rows, ['pending', group?.pending.length ?? 0]];
}

function clientTables(client: Client, tick: number, say: Words): Tables {
  const { status, connection, node, error, options } = client;
  const now = { status, connection, node, ...(error === null ? {} : { error: `${error.code} ${error.text}` }) };
  if (client.kind === 'publisher') {
    const { sent, confirmed, refused, returned, replied, unconfirmed } = client;
    const counts = { sent, confirmed, refused, returned, replied, unconfirmed: unconfirmed.length };
    return { now: { ...now, ...counts }, options };
  }
  const { received, done, failed, lost } = client;
  const holds = client.held.map(({ deliveryTag, routingKey, body, redelivered, work, receivedTick }) => {
    const age = say('inspector.age', { seconds: seconds((tick - receivedTick) / TICKS_PER_MILLISECOND) });
    const fact = dotted(routingKey, body, redelivered ? 'redelivered' : '', work, age);
    return [`delivery_tag ${deliveryTag}`, fact] as const;
  });
  return filled({ now: { ...now, received, done, failed, lost }, holds, options });
}

function nodeFields(state: AmqpState, node: string): Fields {
  const queues = state.broker.queues.flatMap((queue): [string, string][] => {
    const member = membersOf(state, queue).find((each) => each.node === node);
    if (member !== undefined) return [[queue.name, member.role]];
    return state.homes[queue.name] === node ? [[queue.name, queue.type]] : [];
  });
  return [['running', state.nodes.some(({ id, isUp }) => id === node && isUp)], ...queues];
}
