import type { InspectorRow, InspectorSection, NodeInWords, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { FieldTable } from '@/sim/amqp/broker/frames';
import type { Exchange, Queue } from '@/sim/amqp/broker/types';
import { TICKS_PER_MILLISECOND } from '@/sim/amqp/config';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { type AmqpEvent, type AmqpState, type Client, findClient } from '@/sim/amqp/state';
import type { Snapshot } from '@/sim/core/engine';
import { bindingOfEdge } from './edge-id';
import type { Placeable } from './layout';
import type { ClientCondition } from './node-data';
import { conditionOf, membersOf, nodeOf } from './node-of';
import { nearestToHead } from './ready-messages';
import { shownItems } from './shown-items';
import { nodeName, seconds } from './words';

const NONE = '∅';

/** Messages of a queue that the inspector lists. */
const MESSAGES_LISTED = 30;

/** A node or a binding under the names that AMQP and RabbitMQ use. */
export function inspect(
  { state, tick }: Snapshot<AmqpState, AmqpEvent>,
  id: string,
  t: Translate,
): readonly InspectorSection[] {
  const binding = bindingOfEdge(
    state.broker.exchanges.flatMap(({ bindings }) => bindings),
    id,
  );
  if (binding !== undefined) {
    const { source, destinationType, destination, routingKey } = binding;
    const rows = [
      row('source', source),
      row('destination', `${destinationType} ${destination}`),
      row('routing_key', routingKey),
      row('arguments', tableText(binding.arguments)),
    ];
    return [{ title: t('amqp.inspector.binding'), rows }];
  }
  const { type, name } = nameOfNode(id);
  if (type === 'exchange') {
    const exchange = state.broker.exchanges.find((each) => each.name === name);
    return exchange === undefined ? [] : exchangeSections(exchange, t);
  }
  if (type === 'queue') {
    const queue = state.broker.queues.find((each) => each.name === name);
    return queue === undefined ? [] : queueSections(state, queue, tick, t);
  }
  const client = findClient(state, id);
  if (client !== null) return clientSections(client, tick, t);
  const node = state.nodes.find((each) => each.id === id);
  return node === undefined ? [] : nodeSections(state, node.id, t);
}

function row(name: string, value: string | number | boolean | null): InspectorRow {
  return { name, value: value === null || value === '' ? NONE : String(value) };
}

/** A table as RabbitMQ's management page writes it. */
export function tableText(table: FieldTable): string {
  return Object.entries(table)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function exchangeSections(exchange: Exchange, t: Translate): readonly InspectorSection[] {
  const { type, durable, autoDelete, internal, bindings } = exchange;
  const rows = [
    row('type', type),
    row('durable', durable),
    row('auto_delete', autoDelete),
    row('internal', internal),
    row('arguments', tableText(exchange.arguments)),
  ];
  const bound = bindings.map(({ destinationType, destination, routingKey, arguments: given }) =>
    row(
      `→ ${destinationType} ${destination}`,
      [routingKey, tableText(given)].filter((text) => text !== '').join(' · '),
    ),
  );
  return [
    { title: t('amqp.inspector.exchange'), rows },
    ...(bound.length === 0 ? [] : [{ title: t('amqp.inspector.bindings'), rows: bound }]),
  ];
}

function queueSections(state: AmqpState, queue: Queue, tick: number, t: Translate): readonly InspectorSection[] {
  const { type, durable, autoDelete, exclusiveOwner, readyCount, readyBytes, unackedCount, consumers, active } = queue;
  const nowMs = tick / TICKS_PER_MILLISECOND;
  const figures = state.observations.figures[queue.name];
  const declared = [
    row('x-queue-type', type),
    row('durable', durable),
    row('auto_delete', autoDelete),
    row('exclusive', exclusiveOwner !== null),
    row('arguments', tableText(queue.arguments)),
    ...(state.nodes.length > 1 && type === 'classic' ? [row('node', state.homes[queue.name] ?? null)] : []),
  ];
  const now = [
    row('messages_ready', readyCount),
    row('messages_unacknowledged', unackedCount),
    row('message_bytes_ready', readyBytes),
    row('consumers', consumers.map(({ connection }) => connection).join(', ')),
    ...(active === null ? [] : [row('single_active_consumer', active.connection)]),
  ];
  const counted =
    figures === undefined
      ? []
      : [
          row('publish', figures.enqueued),
          row('ack', figures.acked),
          row('redeliver', figures.redelivered),
          ...Object.entries(figures.gone).map(([reason, count]) => row(reason, count)),
        ];
  const ready = nearestToHead(queue, MESSAGES_LISTED).map(
    ({ message, redelivered, enqueuedAtMs, deliveryCount }, at) => {
      const flags = [...(redelivered ? ['redelivered'] : []), ...(deliveryCount > 0 ? [`×${deliveryCount}`] : [])];
      const age = t('amqp.inspector.age', { seconds: seconds(Math.max(0, nowMs - enqueuedAtMs)) });
      const key = message.routingKeys[0] ?? '';
      return row(
        `[${at + 1}] #${message.number}`,
        [key, message.body, ...flags, age].filter((part) => part !== '').join(' · '),
      );
    },
  );
  return [
    { title: t('amqp.inspector.now'), rows: now },
    ...(ready.length === 0 ? [] : [{ title: t('amqp.inspector.ready'), rows: ready }]),
    ...memberSections(state, queue, t),
    { title: t('amqp.inspector.declared'), rows: declared },
    ...(counted.length === 0 ? [] : [{ title: t('amqp.inspector.counted'), rows: counted }]),
  ];
}

function memberSections(state: AmqpState, queue: Queue, t: Translate): readonly InspectorSection[] {
  const members = membersOf(state, queue);
  if (members.length === 0) return [];
  const group = state.quorumGroups.find(({ queueId }) => queueId === queue.id);
  const rows = members.map(({ node, role, lastIndex, commitIndex }) => {
    const term = group?.members.find((member) => member.node === node)?.term ?? 0;
    return row(node, t('amqp.inspector.member', { role, term, last: lastIndex, commit: commitIndex }));
  });
  const pending = row('pending', group?.pending.length ?? 0);
  return [{ title: t('amqp.inspector.members'), rows: [...rows, pending] }];
}

function clientSections(client: Client, tick: number, t: Translate): readonly InspectorSection[] {
  const { status, connection, node, error } = client;
  const common = [
    row('status', status),
    row('connection', connection),
    row('node', node),
    ...(error === null ? [] : [row('error', `${error.code} ${error.text}`)]),
  ];
  const options = Object.entries(client.options).map(([name, value]) =>
    row(name, value === null || typeof value !== 'object' ? value : JSON.stringify(value)),
  );
  const declared = { title: t('amqp.inspector.options'), rows: options };
  if (client.kind === 'publisher') {
    const { sent, confirmed, refused, returned, replied, unconfirmed } = client;
    const counts = { sent, confirmed, refused, returned, replied, unconfirmed: unconfirmed.length };
    const rows = Object.entries(counts).map(([name, count]) => row(name, count));
    return [{ title: t('amqp.inspector.now'), rows: [...common, ...rows] }, declared];
  }
  const { received, done, failed, lost, held } = client;
  const counts = Object.entries({ received, done, failed, lost }).map(([name, count]) => row(name, count));
  const holds = held.map(({ deliveryTag, routingKey, body, redelivered, work, receivedTick }) => {
    const age = t('amqp.inspector.age', { seconds: seconds((tick - receivedTick) / TICKS_PER_MILLISECOND) });
    const parts = [routingKey, body, ...(redelivered ? ['redelivered'] : []), work, age];
    return row(`delivery_tag ${deliveryTag}`, parts.filter((part) => part !== '').join(' · '));
  });
  return [
    { title: t('amqp.inspector.now'), rows: [...common, ...counts] },
    ...(holds.length === 0 ? [] : [{ title: t('amqp.inspector.holds'), rows: holds }]),
    declared,
  ];
}

function nodeSections(state: AmqpState, node: string, t: Translate): readonly InspectorSection[] {
  const queues = state.broker.queues.flatMap((queue) => {
    const member = membersOf(state, queue).find((each) => each.node === node);
    if (member !== undefined) return [row(queue.name, member.role)];
    return state.homes[queue.name] === node ? [row(queue.name, queue.type)] : [];
  });
  const isUp = state.nodes.some(({ id, isUp: up }) => id === node && up);
  return [{ title: t('amqp.inspector.node'), rows: [row('running', isUp), ...queues] }];
}

/** The fields of a frame, as AMQP names them, or of a Raft message. */
export function inspectMessage(
  { state, queue }: Snapshot<AmqpState, AmqpEvent>,
  messageId: number,
): readonly InspectorRow[] {
  for (const { event } of queue) {
    if (event.type === 'arrive' && event.transit.id === messageId) return fieldRows(event.transit.frame.method);
    if (event.type === 'quorumMessage' && event.message.id === messageId) {
      return [row('queue', event.message.queue), ...fieldRows(event.message.rpc)];
    }
  }
  const hop = state.hops.find(({ id }) => id === messageId);
  return hop === undefined ? [] : [row('message', `#${hop.number}`), row('hop', hop.kind)];
}

function fieldRows(fields: object): readonly InspectorRow[] {
  return Object.entries(fields).map(([name, value]: [string, unknown]) => ({
    name: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

const conditionStates: Readonly<Record<ClientCondition, LabState>> = {
  running: 'follower',
  paused: 'paused',
  crashed: 'crashed',
  'channel-closed': 'violation',
};

/** Everything on the canvas with what it is and how it stands. */
export function nodesInWords(state: AmqpState, t: Translate): readonly NodeInWords[] {
  return shownItems(state).map((item) => ({ id: item.id, name: nodeName(item.id, t), ...saidOf(state, item, t) }));
}

function saidOf(state: AmqpState, item: Placeable, t: Translate): Pick<NodeInWords, 'state' | 'role' | 'facts'> {
  const node = nodeOf(state, item, { x: 0, y: 0 });
  switch (node.type) {
    case 'exchange':
      return { state: 'follower', role: 'exchange', facts: [node.data.type, ...node.data.marks].join(' · ') };
    case 'queue': {
      const { isAvailable, readyCount, unackedCount } = node.data;
      const facts = t('amqp.facts.queue', { ready: readyCount, unacked: unackedCount });
      return {
        state: isAvailable ? 'follower' : 'crashed',
        role: t('amqp.facts.queueRole'),
        facts: isAvailable ? facts : `${t('amqp.node.unavailable')} · ${facts}`,
      };
    }
    case 'publisher': {
      const { condition, published } = node.data;
      const words = condition === 'running' ? [] : [t(`amqp.node.condition.${condition}`)];
      const facts = [...words, t('amqp.node.published', { count: published })].join(' · ');
      return { state: conditionStates[condition], role: 'publisher', facts };
    }
    case 'consumer': {
      const { condition, held } = node.data;
      const words = condition === 'running' ? [] : [t(`amqp.node.condition.${condition}`)];
      const facts = [...words, t('amqp.facts.holds', { held })].join(' · ');
      return { state: conditionStates[condition], role: 'consumer', facts };
    }
    default: {
      const { isUp, led, followed, isAlone } = node.data;
      const words = isAlone
        ? t('amqp.node.brokerAlone', { count: led + followed })
        : t('amqp.node.brokerFacts', { led, followed });
      const facts = isUp ? words : t('amqp.node.brokerDown');
      return { state: isUp ? 'follower' : 'crashed', role: t('amqp.facts.nodeRole'), facts };
    }
  }
}

/** The condition of a client by its id; null for what is none. */
export function conditionById(state: AmqpState, id: string): ClientCondition | null {
  const client = findClient(state, id);
  return client === null ? null : conditionOf(client);
}
