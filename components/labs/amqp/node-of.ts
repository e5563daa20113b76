import type { Exchange, Queue } from '@/sim/amqp/broker/types';
import { TICKS_PER_MILLISECOND } from '@/sim/amqp/config';
import { MANUAL_CLIENT, nameOfNode } from '@/sim/amqp/node-ids';
import type { Place } from '@/sim/amqp/options';
import { leaderOf } from '@/sim/amqp/quorum-state';
import { type AmqpState, type Client, type ConsumerClient, findClient, isNodeUp, isQueueUp } from '@/sim/amqp/state';
import type { Placeable } from './layout';
import {
  type AmqpNode,
  type BrokerNodeData,
  type ClientCondition,
  type ConsumerData,
  type ExchangeData,
  frameOf,
  type MemberData,
  type PublisherData,
  type QueueData,
} from './node-data';
import { CELLS_SHOWN, exchangeMarks, queueMarks } from './queue-look';
import { nearestToHead } from './ready-messages';

/** A thing as its node on the canvas. */
export function nodeOf(state: AmqpState, { id, type }: Placeable, position: Place): AmqpNode {
  const base = { id, position };
  switch (type) {
    case 'exchange': {
      const { name } = nameOfNode(id);
      const exchange = state.broker.exchanges.find((each) => each.name === name);
      if (exchange === undefined) throw new RangeError(`there is no exchange "${name}"`);
      return { ...base, type, ...frameOf(type), data: exchangeData(exchange) };
    }
    case 'queue': {
      const { name } = nameOfNode(id);
      const queue = state.broker.queues.find((each) => each.name === name);
      if (queue === undefined) throw new RangeError(`there is no queue "${name}"`);
      return { ...base, type, ...frameOf(type), data: queueData(state, queue) };
    }
    case 'publisher':
      return { ...base, type, ...frameOf(type), data: publisherData(state, id) };
    case 'consumer':
      return { ...base, type, ...frameOf(type), data: consumerData(state, id) };
    case 'broker':
      return { ...base, type, ...frameOf(type), data: brokerData(state, id) };
  }
}

function exchangeData(exchange: Exchange): ExchangeData {
  return { name: exchange.name, type: exchange.type, marks: exchangeMarks(exchange) };
}

function queueData(state: AmqpState, queue: Queue): QueueData {
  const cells = nearestToHead(queue, CELLS_SHOWN);
  const head = cells[0];
  const members = membersOf(state, queue);
  const group = state.quorumGroups.find(({ queueId }) => queueId === queue.id);
  const leader = group === undefined ? null : leaderOf(group);
  return {
    name: queue.name,
    type: queue.type,
    marks: queueMarks(queue),
    readyCount: queue.readyCount,
    unackedCount: queue.unackedCount,
    cells: cells.map(({ message, redelivered }) => ({ number: message.number, isRedelivered: redelivered })),
    headSinceTick: head === undefined ? null : head.enqueuedAtMs * TICKS_PER_MILLISECOND,
    isAvailable: isQueueUp(state, queue) && hasMajority(members),
    members,
    term: leader?.term ?? Math.max(0, ...(group?.members ?? []).map(({ term }) => term)),
    home: state.nodes.length === 1 || queue.type === 'quorum' ? null : (state.homes[queue.name] ?? null),
  };
}

/** True for a queue that is not replicated, too. */
function hasMajority(members: readonly MemberData[]): boolean {
  return members.length === 0 || 2 * members.filter(({ role }) => role !== 'down').length > members.length;
}

/** The replicas of a quorum queue; empty for a classic queue. */
export function membersOf(state: AmqpState, queue: Queue): readonly MemberData[] {
  const group = state.quorumGroups.find(({ queueId }) => queueId === queue.id);
  if (group === undefined || group.members.length < 2) return [];
  return group.members.map(({ node, role, firstIndex, log, commitIndex }) => ({
    node,
    role: isNodeUp(state, node) ? role : 'down',
    lastIndex: firstIndex + log.length - 1,
    commitIndex,
  }));
}

/** A client as one word says it. */
export function conditionOf({ status, isPaused, error }: Client): ClientCondition {
  if (status === 'crashed') return 'crashed';
  if (isPaused) return 'paused';
  return status === 'waiting' || error !== null ? 'channel-closed' : 'running';
}

function publisherData(state: AmqpState, id: string): PublisherData {
  const client = findClient(state, id);
  if (id === MANUAL_CLIENT || client?.kind !== 'publisher') {
    const published = state.manualClient.published;
    return {
      name: id,
      condition: 'running',
      isManual: true,
      isBlocked: false,
      perSecond: 0,
      published,
      unconfirmed: null,
      returned: 0,
      isRpc: false,
    };
  }
  const { options, sent, unconfirmed, returned, isBlocked } = client;
  return {
    name: id,
    condition: conditionOf(client),
    isManual: false,
    isBlocked,
    perSecond: Math.round((options.burst * 10_000) / options.intervalMs) / 10,
    published: sent,
    unconfirmed: options.confirms ? unconfirmed.length : null,
    returned,
    isRpc: options.awaitsReply,
  };
}

function consumerData(state: AmqpState, id: string): ConsumerData {
  const client = findClient(state, id);
  if (client?.kind !== 'consumer') throw new RangeError(`there is no consumer "${id}"`);
  const { options, held, done, failed } = client;
  const working = held.find(({ work }) => work === 'working');
  return {
    name: id,
    condition: conditionOf(client),
    held: held.length,
    prefetchCount: options.prefetchCount,
    isAutomatic: options.ack === 'auto',
    handled: done + failed,
    work:
      working?.startedTick == null || working.doneTick === null
        ? null
        : { startedTick: working.startedTick, dueTick: working.doneTick },
    isActive: isActiveConsumer(state, client),
    isRpc: options.replies,
  };
}

/** Of a queue with a single active consumer; null elsewhere. */
function isActiveConsumer({ broker }: AmqpState, { connection, options }: ConsumerClient): boolean | null {
  const queue = broker.queues.find(({ name }) => name === options.queue);
  if (queue === undefined || !queue.limits.singleActiveConsumer) return null;
  return queue.active !== null && queue.active.connection === connection;
}

function brokerData({ config, nodes, quorumGroups, homes }: AmqpState, id: string): BrokerNodeData {
  const members = quorumGroups.flatMap((group) => group.members.filter(({ node }) => node === id));
  const homed = Object.values(homes).filter((home) => home === id).length;
  return {
    name: id,
    isUp: nodes.some((node) => node.id === id && node.isUp),
    led: homed + members.filter(({ role }) => role === 'leader').length,
    followed: members.filter(({ role }) => role !== 'leader').length,
    isAlone: nodes.length === 1,
    version: config.rabbitmq,
  };
}
