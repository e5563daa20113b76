import { emptyLane } from './broker/lane';
import { returnReady, takeAllReady } from './broker/ready';
import { touchTopology } from './broker/topology';
import type { Queue, QueuedMessage } from './broker/types';
import { callAsAdmin, followUp } from './broker-call';
import { onNodeGone } from './clients';
import type { NodeId } from './config';
import { onManualClientNodeGone } from './manual-client';
import { queueNodeId } from './node-ids';
import { auditConfirmed, noteStanding, observe } from './observations';
import { onNodeStarted, onNodeStopped } from './quorum-election';
import { type AmqpState, findClient } from './state';
import { type AmqpWorld, tell } from './trace-kinds';
import { clientOfConnection, farEnd, sendToClient } from './transit';

/**
 * A node of the cluster stops: connections to it are lost, its members of quorum queues are silent, and the classic queues
 * that live on it are not there until it is back. Whatever was not persistent in a durable queue is lost
 * (https://www.rabbitmq.com/docs/classic-queues, https://www.rabbitmq.com/docs/quorum-queues).
 */
export function stopNode(state: AmqpState, id: NodeId, world: AmqpWorld): void {
  const node = state.nodes.find((each) => each.id === id);
  if (node === undefined || !node.isUp) {
    tell(world, 'ignored', id, { reason: 'is-down' });
    return;
  }
  node.isUp = false;
  tell(world, 'node-stopped', id);
  for (const group of state.quorumGroups) onNodeStopped(state, group, id, world);
  onNodeGone(state, world);
  onManualClientNodeGone(state, world);
  for (const queue of [...state.broker.queues]) if (state.homes[queue.name] === id) takeDown(state, queue, world);
  for (const group of state.quorumGroups) forgetUnsent(state, group.queue);
  followUp(state, world);
  auditConfirmed(state);
}

/** What somebody asked of a quorum queue who is gone, and no member has written down, is forgotten. */
function forgetUnsent(state: AmqpState, queue: string): void {
  const group = state.quorumGroups.find((each) => each.queue === queue);
  if (group === undefined) return;
  const written = new Set(group.members.flatMap(({ log }) => log.map(({ operation }) => operation)));
  group.pending = group.pending.filter(({ id, operation }) => {
    if (operation.type !== 'enqueue' || operation.publisher === null || written.has(id)) return true;
    const { connection } = operation.publisher;
    return state.broker.connections.some(({ name }) => name === connection);
  });
}

function takeDown(state: AmqpState, queue: Queue, world: AmqpWorld): void {
  tell(world, 'queue-down', queueNodeId(queue.name));
  if (!queue.durable) {
    callAsAdmin(state, { method: 'queue.delete', channel: 1, queue: queue.name }, world);
    return;
  }
  cancelConsumers(state, queue, world);
  if (queue.type === 'stream') {
    succeed(state, queue, { ...queue, publishers: [] });
    return;
  }
  const ready = takeAllReady(queue);
  const unacked = unackedOf(state, queue);
  for (const item of unacked) item.redelivered = true;
  rename(state, queue, world, [...ready, ...unacked]);
  noteStanding(state, queue.name, world.tick);
}

function cancelConsumers(state: AmqpState, queue: Queue, world: AmqpWorld): void {
  for (const { connection, channel, tag } of queue.consumers) {
    const known = state.broker.connections.find(({ name }) => name === connection);
    const found = known?.channels.find(({ number }) => number === channel);
    if (found !== undefined) found.consumerTags = found.consumerTags.filter((each) => each.tag !== tag);
    const client = clientOfConnection(state, connection);
    if (client?.connection !== connection || findClient(state, client.id) === null) continue;
    sendToClient(
      state,
      client,
      farEnd(client),
      { method: 'basic.cancel', channel, consumerTag: tag, nowait: true },
      world.tick,
      world,
    );
  }
  queue.consumers = [];
  queue.active = null;
}

function unackedOf(state: AmqpState, queue: Queue): QueuedMessage[] {
  const found: QueuedMessage[] = [];
  for (const { channels } of state.broker.connections) {
    for (const channel of channels) {
      const own = channel.unacked.filter(({ queueId }) => queueId === queue.id);
      for (const { item } of own) found.push({ ...item });
      if (own.length === 0 || channel.channelVolume === 0) continue;
      channel.channelVolume = Math.max(0, channel.channelVolume - own.length);
    }
  }
  return found;
}

/**
 * A queue that comes back is another process: what clients still hold of it is nothing to it, since it has these messages
 * itself, those that were on disk.
 */
function rename(state: AmqpState, queue: Queue, world: AmqpWorld, items: readonly QueuedMessage[]): void {
  const successor = succeed(state, queue, {
    ...queue,
    lanes: queue.lanes.map(emptyLane),
    returned: emptyLane(),
    readyCount: 0,
    readyBytes: 0,
    unackedCount: 0,
  });
  for (const item of items) {
    if (item.message.properties.deliveryMode === 2) {
      returnReady(successor, item);
      continue;
    }
    const note = { type: 'dropped', number: item.message.number, queue: queue.name, reason: 'node-down' } as const;
    observe(state, note, world.tick);
    tell(world, 'dropped', queueNodeId(queue.name), { number: note.number, reason: note.reason });
  }
}

/** Puts the queue's successor, under another number, in its place. */
function succeed({ broker, observations }: AmqpState, queue: Queue, like: Queue): Queue {
  const successor: Queue = { ...like, id: broker.nextQueueId++ };
  broker.queues[broker.queues.indexOf(queue)] = successor;
  touchTopology(broker);
  const figures = observations.figures[queue.name];
  if (figures !== undefined) observations.figures[queue.name] = { ...figures, queueId: successor.id };
  return successor;
}

export function startNode(state: AmqpState, id: NodeId, world: AmqpWorld): void {
  const node = state.nodes.find((each) => each.id === id);
  if (node === undefined || node.isUp) {
    tell(world, 'ignored', id, { reason: 'is-up' });
    return;
  }
  node.isUp = true;
  tell(world, 'node-started', id);
  for (const queue of state.broker.queues) {
    if (state.homes[queue.name] === id) tell(world, 'queue-up', queueNodeId(queue.name));
  }
  for (const group of state.quorumGroups) onNodeStarted(state, group, id, world);
  followUp(state, world);
  auditConfirmed(state);
}
