import type { Tick } from '../core/simulation';
import { chargeWork } from '../core/work';
import type { ClientMethod, FieldTable, MessageProperties, ServerMethod } from './broker/frames';
import { findQueue } from './broker/topology';
import type { BrokerEnv, BrokerNote, Queue, QueueOperation } from './broker/types';
import { FRAMES_HARD_MAX, MESSAGES_HARD_MAX, msFromTicks } from './config';
import { drawHop, drawRoute } from './hops';
import { onManualClientFrame } from './manual-client-frames';
import { ADMIN, exchangeNodeId, MANUAL_CLIENT, queueNodeId } from './node-ids';
import { observe, placeKey } from './observations';
import { append, submit } from './quorum-replication';
import { lastIndexOf, leaderOf } from './quorum-state';
import { type AmqpState, type Client, isQueueUp } from './state';
import { type AmqpWorld, tell } from './trace-kinds';
import { clientOfConnection, farEnd, sendToClient } from './transit';

/** What it costs to take in what the broker reports, in elements. */
const NOTE_WORK = 20;

interface RoutedNow {
  readonly number: number;
  readonly queues: readonly string[];
  readonly isPersistent: boolean;
}

/**
 * What the lab gives the broker for one call: frames leave for their clients, what is reported becomes trace, figures and
 * hops, and what a quorum queue is asked goes to its leader's log first.
 */
export class LabEnv implements BrokerEnv {
  readonly nowMs: number;
  /** Queues that something happened to. */
  readonly touched = new Set<string>();
  /** The error that this call was answered with, for calls by the person and the administrator. */
  error: { readonly code: number; readonly text: string } | null = null;
  /** Connections of clients whose channel it closed. */
  readonly closed: { readonly client: string; readonly code: number; readonly text: string }[] = [];
  private readonly arrivals = new Map<string, Tick>();
  /** Messages that left a queue for good in this call. */
  private readonly removed = new Set<string>();
  private deferred: number[] = [];
  private routed: RoutedNow | null = null;

  constructor(
    private readonly state: AmqpState,
    private readonly world: AmqpWorld,
    private readonly method: ClientMethod | null,
  ) {
    this.nowMs = msFromTicks(world.tick);
  }

  send(connection: string, frame: ServerMethod): void {
    if (frame.method === 'channel.close' || frame.method === 'connection.close') {
      this.error = { code: frame.replyCode, text: frame.replyText };
    }
    const owner = connection.slice(0, connection.lastIndexOf('.'));
    if (owner === MANUAL_CLIENT) onManualClientFrame(this.state, frame, this.method, this.world);
    else if (owner === ADMIN) this.tellError(frame);
    else this.sendToClient(connection, frame);
  }

  private tellError(frame: ServerMethod): void {
    if (frame.method !== 'channel.close' && frame.method !== 'connection.close') return;
    const kind = frame.method === 'channel.close' ? 'channel-closed' : 'connection-closed';
    tell(this.world, kind, ADMIN, { code: frame.replyCode, text: frame.replyText });
  }

  private sendToClient(connection: string, frame: ServerMethod): void {
    const { state } = this;
    const client = clientOfConnection(state, connection);
    if (frame.method.endsWith('-ok') || client?.connection !== connection) return;
    if (frame.method === 'channel.close') {
      state.closedChannels.push(connection);
      this.closed.push({ client: client.id, code: frame.replyCode, text: frame.replyText });
    }
    if (frame.method === 'basic.ack' || frame.method === 'basic.nack') this.confirm(connection, frame);
    else {
      const from = frame.method === 'basic.return' ? exchangeNodeId(frame.exchange) : farEnd(client);
      sendToClient(state, client, from, frame, this.departure(client, frame), this.world);
    }
  }

  /** A delivery leaves when its message has reached the queue in the picture. */
  private departure(client: Client, frame: ServerMethod): Tick {
    if (frame.method !== 'basic.deliver' || client.kind === 'publisher') return this.world.tick;
    return this.arrivals.get(placeKey(frame.messageNumber, client.options.queue)) ?? this.world.tick;
  }

  private confirm(connection: string, frame: Extract<ServerMethod, { method: 'basic.ack' | 'basic.nack' }>): void {
    const { number = 0, queues = [], isPersistent = false } = this.routed ?? {};
    const { channel, deliveryTag } = frame;
    const taken = frame.method === 'basic.ack';
    const held = { connection, channel, deliveryTag, number, queues, isPersistent, waitsFor: this.deferred, taken };
    this.deferred = [];
    if (held.waitsFor.length > 0) this.state.heldConfirms.push(held);
    else this.sendConfirm(held);
  }

  /** Sends a confirm whose message has been taken, or refused, by every queue. */
  sendConfirm(held: AmqpState['heldConfirms'][number]): void {
    const { state, world } = this;
    const { connection, channel, deliveryTag, taken, queues, number, isPersistent } = held;
    const client = clientOfConnection(state, connection);
    if (client?.connection !== connection) return;
    const method = taken ? 'basic.ack' : 'basic.nack';
    sendToClient(state, client, farEnd(client), { method, channel, deliveryTag, multiple: false }, world.tick, world);
    if (!taken || !isPersistent) return;
    for (const queue of queues) {
      const key = placeKey(number, queue);
      if (findQueue(state.broker, queue)?.durable === true && !this.removed.has(key)) {
        state.observations.confirmed[key] = true;
      }
    }
  }

  note(note: BrokerNote): void {
    const { state, world } = this;
    chargeWork(NOTE_WORK);
    observe(state, note, world.tick);
    if ('queue' in note) this.touched.add(note.queue);
    if (note.type === 'acked' || note.type === 'dropped' || note.type === 'dead-lettered') {
      this.removed.add(placeKey(note.number, note.queue));
    }
    if (note.type === 'routed') this.onRouted(note);
    else if (note.type === 'dead-lettered') this.onDeadLettered(note);
    else if (note.type === 'delivered') this.onDelivered(note);
    else tellNote(note, world);
  }

  private onRouted(note: Extract<BrokerNote, { type: 'routed' }>): void {
    const { number, exchange, routingKey, queues, returned } = note;
    const properties: MessageProperties = this.method?.method === 'basic.publish' ? (this.method.properties ?? {}) : {};
    const body = this.method?.method === 'basic.publish' ? this.method.body : '';
    this.deferred = [];
    this.routed = { number, queues, isPersistent: properties.deliveryMode === 2 };
    tell(this.world, 'routed', exchangeNodeId(exchange), { number, routingKey, queues, returned, body });
    this.draw({ number, exchange, routingKey, headers: properties.headers ?? {} }, queues, this.world.tick);
  }

  private onDeadLettered(note: Extract<BrokerNote, { type: 'dead-lettered' }>): void {
    const { number, queue, exchange, routingKey, queues, reason } = note;
    const [from, to] = [queueNodeId(queue), exchangeNodeId(exchange)];
    tell(this.world, 'dead-lettered', from, { number, reason, routingKey, queues }, { peer: to });
    const { tick } = this.world;
    const start = this.arrivals.get(placeKey(number, queue)) ?? tick;
    const at = drawHop(this.state, { number, from, to, kind: 'dead-letter' }, start, tick);
    this.draw({ number, exchange, routingKey, headers: {} }, queues, at);
  }

  private draw(
    message: { number: number; exchange: string; routingKey: string; headers: FieldTable },
    queues: readonly string[],
    fromTick: Tick,
  ): void {
    const reached = drawRoute(this.state, message, queues, fromTick, this.world.tick);
    for (const [queue, tick] of reached) this.arrivals.set(placeKey(message.number, queue), tick);
  }

  private onDelivered(note: Extract<BrokerNote, { type: 'delivered' }>): void {
    const { number, queue, connection, deliveryTag, redelivered, settled } = note;
    if (settled) this.removed.add(placeKey(number, queue));
    const peer = connection.slice(0, connection.lastIndexOf('.'));
    tell(this.world, 'delivered', queueNodeId(queue), { number, deliveryTag, redelivered }, { peer });
    if (peer !== MANUAL_CLIENT) return;
    drawHop(
      this.state,
      { number, from: queueNodeId(queue), to: MANUAL_CLIENT, kind: 'get' },
      this.world.tick,
      this.world.tick,
    );
  }

  private whyNotTaken(queue: Queue): 'node-down' | 'lab-limit' | null {
    const { state } = this;
    if (!isQueueUp(state, queue)) return 'node-down';
    const isFull = state.observations.inQueues >= MESSAGES_HARD_MAX || state.framesInFlight >= FRAMES_HARD_MAX;
    return isFull ? 'lab-limit' : null;
  }

  /** What goes to a queue whose process is down is refused (rabbit_channel:handle_publishing_queue_down). */
  defer(queue: Queue, operation: QueueOperation): boolean | null {
    const { state, world } = this;
    if (operation.type === 'enqueue') {
      const reason = this.whyNotTaken(queue);
      if (reason !== null) {
        tell(world, 'refused', queueNodeId(queue.name), { number: operation.message.number, reason });
        return false;
      }
    }
    if (queue.type !== 'quorum') return null;
    const group = state.quorumGroups.find(({ queueId }) => queueId === queue.id);
    if (group === undefined) return null;
    const leader = leaderOf(group);
    if (group.members.length === 1 && leader !== null) {
      const id = state.nextOperation++;
      append(group, leader, { id, operation }, world);
      leader.commitIndex = lastIndexOf(leader);
      group.appliedIndex = leader.commitIndex;
      return null;
    }
    const id = submit(state, group, operation, world);
    if (operation.type === 'enqueue' && operation.publisher !== null) this.deferred.push(id);
    return true;
  }
}

type Told = Exclude<BrokerNote, { type: 'routed' | 'dead-lettered' | 'delivered' }>;

function tellNote(note: Told, world: AmqpWorld): void {
  switch (note.type) {
    case 'exchange-gone':
      tell(world, note.type, exchangeNodeId(note.exchange), { cause: note.cause });
      break;
    case 'queue-gone':
      tell(world, note.type, queueNodeId(note.queue), { cause: note.cause });
      break;
    case 'refused':
    case 'dropped':
      tell(world, note.type, queueNodeId(note.queue), {
        number: note.number,
        ...(note.reason === undefined ? {} : { reason: note.reason }),
      });
      break;
    default:
      tell(world, note.type, queueNodeId(note.queue), { number: note.number });
  }
}
