import type { Json, TraceEntry, TraceOf, World } from '../core/simulation';
import type { BrokerNote } from './broker/types';
import type { NodeId } from './config';
import type { QuorumEntry, QuorumMember } from './quorum-state';
import type { AmqpEvent } from './state';

type Note<Type extends BrokerNote['type']> = Extract<BrokerNote, { type: Type }>;
type Numbered = { readonly number: number };
type Delivery = Numbered & { readonly deliveryTag: number };
type Closing = { readonly code: number; readonly text: string };
type Because = { readonly reason: string };
type Binding = { readonly routingKey: string };
type Named = { readonly name: string };
type Member = { readonly queue: string; readonly term: number };
type Confirm = { readonly deliveryTag: number; readonly sequence: number; readonly body: string };
/** Its AMQP method, or the type of the Raft message, and what it holds. */
type Frame = { readonly frame: string; readonly [field: string]: Json };

/**
 * What the trace tells. `actor` and `peer` are ids on the canvas (`x:` exchange, `q:` queue, a client, `hand`, a node `n1` …) or
 * `admin`, who declares and deletes. `number` is the broker-wide number of a message, from its publishing on.
 */
export type AmqpTrace = TraceOf<{
  // Frames between clients and broker, and messages between the members of a quorum queue; `message` is the frame's id.
  send: Frame;
  receive: Frame;
  /** It reached nobody: `connection-closed`, `channel-closed`, `crashed` or `node-down`. */
  drop: Frame & Because;

  // In the broker: at an exchange, at a queue, or at a queue with the client or the exchange as `peer`.
  routed: Pick<Note<'routed'>, 'number' | 'routingKey' | 'queues' | 'returned'> & { readonly body: string };
  enqueued: Numbered;
  /** `node-down`, `lab-limit` (the lab holds no more), `unwritten` (a dead letter to a stream of 3.10), or none: it is full. */
  refused: Numbered & Partial<Because>;
  acked: Numbered;
  /** At a stream: acknowledged, and still there. */
  kept: Numbered;
  requeued: Numbered;
  delivered: Delivery & { readonly redelivered: boolean };
  dropped: Numbered & Because;
  'dead-lettered': Pick<Note<'dead-lettered'>, 'number' | 'reason' | 'routingKey' | 'queues'>;
  'queue-gone': Pick<Note<'queue-gone'>, 'cause'>;
  'exchange-gone': Pick<Note<'exchange-gone'>, 'cause'>;

  // Topology, by a person: at the exchange, queue or client; a binding at its source, with its destination as `peer`.
  declared: null;
  edited: null;
  deleted: null;
  purged: null;
  moved: { readonly x: number; readonly y: number };
  'policy-set': Named;
  'policy-cleared': Named;
  'alarm-raised': Named;
  'alarm-cleared': Named;
  bound: Binding;
  unbound: Binding;
  'channel-closed': Closing;
  'connection-closed': Closing;

  // Clients.
  connected: { readonly connection: string | null; readonly node: NodeId | null };
  crashed: null;
  paused: null;
  resumed: null;
  'connection-lost': { readonly connection: string };
  removed: null;
  /** A publisher is held back. */
  blocked: null;
  unblocked: null;
  confirmed: Confirm;
  nacked: Confirm;
  returned: Numbered & { readonly routingKey: string; readonly body: string };
  replied: Numbered & { readonly correlationId: string; readonly waitedTicks: number | null };
  'work-started': Delivery;
  'work-done': Delivery;
  'work-failed': Delivery;
  /** Messages that were acknowledged before the work, and the work was never done. */
  lost: Numbered & Because;
  /** The consumer's queue is gone. */
  cancelled: null;
  // By manualClient.
  got: Delivery & { readonly redelivered: boolean; readonly body: string };
  'got-empty': null;
  published: { readonly routingKey: string; readonly body: string };
  unavailable: Because;

  // Nodes and quorum queues; a classic queue's node for `queue-down` and `queue-up`.
  'node-stopped': null;
  'node-started': null;
  'queue-down': null;
  'queue-up': null;
  append: Member & {
    readonly index: number;
    readonly operation: QuorumEntry['kind'];
    readonly number: number | null;
  };
  commit: Member & { readonly index: number };
  role: Member & { readonly from: QuorumMember['role']; readonly to: QuorumMember['role'] };
  vote: Member & { readonly granted: boolean };
  'election-timeout': Member;

  /** A command without effect. */
  ignored: Because;
}>;

export type AmqpTraceKind = AmqpTrace['kind'];
export type AmqpWorld = World<AmqpEvent, AmqpTrace>;

type More = Pick<TraceEntry, 'message' | 'peer'>;
type DataOf<Kind extends AmqpTraceKind> = Extract<AmqpTrace, { readonly kind: Kind }>['data'];

/** Writes an entry of one of the kinds above. */
export function tell<Kind extends AmqpTraceKind>(
  world: AmqpWorld,
  kind: Kind,
  actor: string,
  ...[data, more]: undefined extends DataOf<Kind> ? [data?: undefined, more?: More] : [data: DataOf<Kind>, more?: More]
): void {
  world.trace({ kind, actor, ...more, ...(data === undefined ? {} : { data }) } as AmqpTrace);
}
