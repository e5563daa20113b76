import type { RuleValues, Tick } from '../core/simulation';
import type { ClientMethod, MessageProperties, ServerMethod } from './broker/frames';
import type { BrokerState, Queue } from './broker/types';
import type { AmqpConfig, NodeId } from './config';
import type { ConsumerOptions, Place, PublisherOptions } from './options';
import type { QuorumGroup, QuorumMessage } from './quorum-state';

/** A frame on its way between a client and the broker. */
export interface Transit {
  /** Unique in a run: the `message` of its `send` and `receive` in the trace. */
  readonly id: number;
  readonly connection: string;
  /** Ids on the canvas: the client at one end, the exchange or queue that it is about at the other. */
  readonly from: string;
  readonly to: string;
  /** May lie ahead: what the broker sends leaves when the message has reached its queue in the picture. */
  readonly sentTick: Tick;
  readonly dueTick: Tick;
  /** The broker-wide number of the message in it, where it is known: from the broker on. */
  readonly number: number | null;
  readonly frame:
    | { readonly to: 'broker'; readonly method: ClientMethod }
    | { readonly to: 'client'; readonly method: ServerMethod };
}

/** A message that is drawn on its way inside the broker, where it takes no time: from exchange to exchange or queue, or from a queue. */
export interface Hop {
  readonly id: number;
  /** The broker-wide number of the message. */
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly sentTick: Tick;
  readonly dueTick: Tick;
  readonly kind: 'route' | 'dead-letter' | 'get';
}

/** `waiting`: will connect again by itself, at `client.retry`'s moment. `crashed`: the process is not there. */
export type ClientStatus = 'open' | 'waiting' | 'crashed';

interface ClientBase {
  readonly id: string;
  status: ClientStatus;
  isPaused: boolean;
  /** The name of its connection, another each time; null without one. */
  connection: string | null;
  /** The node of the cluster that it is connected to. */
  node: NodeId | null;
  /** How often it has connected. */
  connections: number;
  /** The queued event that starts or reopens it; null for none. */
  retryEventId: number | null;
  /** The broker has closed its channel: it opens it again before anything else. */
  isChannelClosed: boolean;
  /** The last error that the broker sent it; null since it is open again. */
  error: { readonly code: number; readonly text: string } | null;
  /** When the last frame in each direction arrives: a connection keeps the order. */
  lastUpTick: Tick;
  lastDownTick: Tick;
}

/** What a publisher has sent and waits for. */
export interface Unconfirmed {
  readonly sequence: number;
  readonly routingKey: string;
  readonly body: string;
  /** The publish number on its channel that the confirm will name; null while it has to be sent again. */
  tag: number | null;
  /** Refused by the broker: it stays out until its next try. */
  refused: boolean;
}

export interface Call {
  readonly correlationId: string;
  readonly sentTick: Tick;
}

export interface PublisherClient extends ClientBase {
  readonly kind: 'publisher';
  options: PublisherOptions;
  /** Messages made so far: the last one's sequence. */
  made: number;
  /** Publish frames sent, repetitions included. */
  sent: number;
  confirmed: number;
  refused: number;
  returned: number;
  replied: number;
  /** The broker, the lab's limits or the network hold it back. */
  isBlocked: boolean;
  /** The broker has told it that it is blocked. */
  isToldBlocked: boolean;
  /** Of the channel, in confirm mode. */
  nextTag: number;
  unconfirmed: Unconfirmed[];
  /** Requests without an answer yet, oldest first; the oldest are forgotten. */
  calls: Call[];
  /** The queued event of the next burst, and when it is due. */
  timer: { readonly eventId: number; readonly dueTick: Tick } | null;
}

/** A message that a consumer has and has not settled. */
export interface HeldMessage {
  readonly deliveryTag: number;
  /** Broker-wide number. */
  readonly number: number;
  readonly routingKey: string;
  readonly body: string;
  readonly redelivered: boolean;
  readonly properties: MessageProperties;
  readonly receivedTick: Tick;
  /** `done`: worked on and never to be acknowledged, or finished while the process stands still. */
  work: 'waiting' | 'working' | 'done';
  startedTick: Tick | null;
  doneTick: Tick | null;
  /** Drawn when the work starts. */
  fails: boolean;
  /** Settled already, or needs no settling: it only waits for its work. */
  isSettled: boolean;
  eventId: number | null;
}

export interface ConsumerClient extends ClientBase {
  readonly kind: 'consumer';
  options: ConsumerOptions;
  /** In the order of arrival. Those not settled count against the prefetch. */
  held: HeldMessage[];
  received: number;
  /** Work finished well, and not. */
  done: number;
  failed: number;
  /** Messages worked on that were in the process's hands when it died, and had been acknowledged before: gone for good. */
  lost: number;
}

export type Client = PublisherClient | ConsumerClient;

/** What the person holds, by delivery tag of the person's own channel. */
export interface ManualClientState {
  connections: number;
  connection: string | null;
  node: NodeId | null;
  held: {
    readonly deliveryTag: number;
    readonly number: number;
    readonly queue: string;
    readonly routingKey: string;
    readonly body: string;
    readonly redelivered: boolean;
    readonly properties: MessageProperties;
  }[];
  /** Messages published by hand. */
  published: number;
}

export interface BrokerNode {
  readonly id: NodeId;
  isUp: boolean;
}

/** One second of a queue: what came and went in it, and where it stood at its end. */
export interface QueueSecond {
  readonly second: number;
  in: number;
  /** Deliveries, repeated ones included. */
  delivered: number;
  /** Gone as done: acknowledged, or delivered without need of it. */
  out: number;
  ready: number;
  unacked: number;
}

/** What an observer counts at a queue; no queue reads it. */
export interface QueueFigures {
  readonly queueId: number;
  enqueued: number;
  /** Acknowledged, or delivered without need of it. */
  acked: number;
  /** Dropped or dead-lettered, by reason. */
  gone: Record<string, number>;
  goneCount: number;
  redelivered: number;
  /** The seconds in which something happened, the last of them the newest; at most SECONDS_KEPT. */
  seconds: QueueSecond[];
}

/** What observers outside the protocol remember, for the rules. */
export interface Observations {
  /** By queue name. */
  figures: Record<string, QueueFigures>;
  /** By `number@queue`: the place of each message that has not been delivered from there yet, in the order it came. */
  arrivals: Record<string, number>;
  nextArrival: number;
  /** Messages in all queues, delivered ones included. */
  inQueues: number;
  /** By queue name: the place of the last message that was delivered for the first time. */
  lastFirstDelivered: Record<string, number>;
  /** By `number@queue`: confirmed, persistent, in a durable queue and not done with. */
  confirmed: Record<string, true>;
  /** By queue name: who was served last by a queue with a single active consumer. */
  served: Record<string, string>;
  /** What was seen to break a rule: the rule's name and what happened, oldest first, at most 20. */
  broken: { readonly rule: string; readonly values: RuleValues }[];
}

/** A confirm that waits until a majority of each queue's members has the message. */
export interface HeldConfirm {
  readonly connection: string;
  readonly channel: number;
  readonly deliveryTag: number;
  readonly number: number;
  readonly isPersistent: boolean;
  /** The queues that the message went to. */
  readonly queues: readonly string[];
  /** Operations still to be applied. */
  waitsFor: number[];
  taken: boolean;
}

export interface AmqpState {
  readonly config: AmqpConfig;
  readonly broker: BrokerState;
  clients: Client[];
  readonly manualClient: ManualClientState;
  readonly nodes: BrokerNode[];
  /** The node that a classic queue lives on, by queue name. */
  homes: Record<string, NodeId>;
  /** Quorum queues' members and their logs, in the order of declaration. */
  quorumGroups: QuorumGroup[];
  nextOperation: number;
  heldConfirms: HeldConfirm[];
  /** Connections whose channel the broker has closed and whose client does not know it yet: what comes from there is ignored. */
  closedChannels: string[];
  /** What clients have sent that the broker does not read because of an alarm, oldest first. */
  heldCalls: { readonly connection: string; readonly method: ClientMethod }[];
  /** By id on the canvas. */
  places: Record<string, Place>;
  /** What is drawn on its way inside the broker; those that have arrived are taken out now and then. */
  hops: Hop[];
  nextMessageId: number;
  /** Frames on their way. */
  framesInFlight: number;
  /** The broker's next own doing: a message or a queue that expires. */
  brokerTimer: { readonly eventId: number; readonly dueMs: number } | null;
  readonly observations: Observations;
}

/** What the world does to the lab. A `connection` or `epoch` that is not the present one makes an event void. */
export type AmqpEvent =
  | { readonly type: 'arrive'; readonly transit: Transit }
  | { readonly type: 'publish'; readonly client: string }
  | { readonly type: 'workDone'; readonly client: string; readonly connection: string; readonly deliveryTag: number }
  /** The client starts, or connects again. */
  | { readonly type: 'connect'; readonly client: string }
  /** The broker notices that the client at the other end is gone. */
  | { readonly type: 'connectionLost'; readonly connection: string }
  /** Something in the broker expires. */
  | { readonly type: 'brokerTimer' }
  | { readonly type: 'quorumMessage'; readonly message: QuorumMessage }
  | { readonly type: 'electionTimeout'; readonly queue: string; readonly queueId: number; readonly node: NodeId };

export function findClient(state: AmqpState, id: string): Client | null {
  for (const client of state.clients) if (client.id === id) return client;
  return null;
}

export function isNodeUp(state: AmqpState, node: NodeId): boolean {
  return state.nodes.some(({ id, isUp }) => id === node && isUp);
}

/** Whether a classic queue's node is up. Quorum queues live on all nodes. */
export function isQueueUp(state: AmqpState, queue: Queue): boolean {
  const home = state.homes[queue.name];
  return queue.type === 'quorum' || home === undefined || isNodeUp(state, home);
}
