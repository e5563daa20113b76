import type { Tick } from '../core/simulation';
import { findConnection, isSubscriber } from '../systems/redis/connections';
import type { Reply, ServerState } from '../systems/redis/types';
import type { ClaimerOptions, ClientOptions, ConsumerOptions, ProducerOptions, ReaderOptions } from './command';
import { CONSOLE_NODE, type RedisStreamsConfig } from './config';
import type { ReplyMessage, RequestKind } from './event';
import type { Observations } from './observations';

/** An entry as a client holds it: its id, and fields and values in turn; null fields: deleted from the stream meanwhile. */
export interface HeldEntry {
  readonly id: string;
  readonly fields: readonly string[] | null;
  /** The client has acknowledged it, or never has to. */
  readonly isSettled: boolean;
}

/** A client's one timer: when it began, when it is due, and the queued event. */
export interface ClientTimer {
  readonly eventId: number;
  readonly startedTick: Tick;
  readonly dueTick: Tick;
}

/**
 * What a client is doing. A producer is `producing` as long as it runs. A consumer or a claimer is `reading` while its
 * XREADGROUP or XAUTOCLAIM is out, `working` on the first entry of its batch, `acknowledging` while its XACK for that entry is out
 * (`acknowledgingAll`: for the whole batch, before any work), and `inspecting` or `burying` while a claimer asks for an entry's deliveries or adds it to the dead-letter stream. A reader only
 * reads. `creating`: a consumer makes its group anew. `waiting`: until its timer is due, for the next claim or after an error. `idle` is never seen between two steps.
 */
export type Activity =
  | 'producing'
  | 'reading'
  | 'working'
  | 'acknowledging'
  | 'acknowledgingAll'
  | 'inspecting'
  | 'burying'
  | 'creating'
  | 'waiting'
  | 'idle';

/** In memory: gone when the process stops. */
export interface Memory {
  activity: Activity;
  /** What it has and has not finished yet; the first one is being worked. */
  batch: HeldEntry[];
  /** A consumer: the id from which its own history is read; null: it reads what is new. A claimer: XAUTOCLAIM's cursor. */
  cursor: string | null;
  timer: ClientTimer | null;
  /** A producer that sends again: its commands without a reply, oldest first. */
  unanswered: (readonly string[])[];
  /** A consumer that also claims: when it next does, from where, and whether its read that is out is an XAUTOCLAIM. */
  claimDueTick: Tick;
  claimCursor: string;
  isClaiming: boolean;
}

/** Messages of a client that the network is about to lose. */
export interface Loss {
  readonly what: 'request' | 'reply';
  readonly of: RequestKind;
  readonly times: number;
}

/** What a client's owner would count, over all its lives. */
export interface ClientCounters {
  /** Requests sent, errors got. */
  requests: number;
  errors: number;
  /** A producer: entries sent. A reader: entries got. */
  entries: number;
  /** Consumers and claimers: entries worked to the end, entries failed at, entries put aside as dead letters. */
  worked: number;
  failed: number;
  buried: number;
  /** Entries worked to the end although somebody had done so before. */
  duplicates: number;
  /** Entries that a crash took from its memory and that the group believes done, or never knew to be its. */
  lost: number;
  /** Commands sent again because they were not answered. */
  resent: number;
}

interface ClientBase {
  readonly id: string;
  /** The number of its latest connection: each start of the process makes a new one. */
  connection: number;
  /** How often its process has started. */
  lives: number;
  /** What the network will lose of it. */
  losing: readonly Loss[];
  /** Nothing that is sent on its connection arrives any more, and it does not know yet. */
  isBroken: boolean;
  /** Null while the process is stopped. */
  memory: Memory | null;
  /** What came for a paused process, first come first; null while it is not paused. */
  inbox: ReplyMessage[] | null;
  /** While paused: what its timer had left to run; null without one. */
  timerLeftTicks: Tick | null;
  /** The work takes so many thousandths of its usual time. */
  slowPerMille: number;
  readonly counters: ClientCounters;
  /** The last id that it has seen: what a browser would send as Last-Event-ID. Outlives the process. Null: none yet. */
  lastId: string | null;
  /** What an error reply said last, in this life; null: none. */
  lastError: string | null;
}

export type ProducerClient = ClientBase & { options: ProducerOptions };
export type ConsumerClient = ClientBase & { options: ConsumerOptions };
export type ReaderClient = ClientBase & { options: ReaderOptions };
export type ClaimerClient = ClientBase & { options: ClaimerOptions };

/** A process that speaks to the server; `options.role` says what it is. */
export type Client = ClientBase & { options: ClientOptions };

/** One command of the console with what became of it. */
export interface ConsoleLine {
  /** From 1. */
  readonly number: number;
  readonly tick: Tick;
  /** Empty: a message of a channel, which came by itself. */
  readonly argv: readonly string[];
  /** Where it was typed; null: on a connection of its own. */
  readonly terminal: number | null;
  /** True until the reply is there. */
  readonly isBlocked: boolean;
  /** Null also while it is blocked. */
  readonly reply: Reply;
  /** When the reply came; later than `tick` for one that was blocked. Null while it is blocked. */
  readonly repliedTick: Tick | null;
  /** It was given up while it was blocked: there is no reply. */
  readonly wasInterrupted: boolean;
  /** Elements of the reply that were not kept. */
  readonly elementsLeftOut: number;
}

export interface ConsoleState {
  /** The latest ones, oldest first. */
  readonly lines: ConsoleLine[];
  nextNumber: number;
}

/** One sample of a group: how it stood at the end of its quarter of a second. */
export interface GroupSample {
  readonly tick: Tick;
  /** Entries not yet delivered to the group; null: the server cannot tell. */
  readonly lag: number | null;
  readonly pending: number;
}

/** What happened within one quarter of a second, counted. */
export interface RateSample {
  readonly tick: Tick;
  added: number;
  delivered: number;
  acked: number;
  claimed: number;
}

/** Series for pictures; no client and no server reads them. Samples without change are left out. */
export interface Series {
  /** By `seriesKey(key, group)`. */
  readonly groups: Record<string, GroupSample[]>;
  readonly rates: RateSample[];
  /** By `seriesKey(key, group)`: entries that were trimmed away before the group was given them. */
  readonly unreadTrimmed: Record<string, number>;
}

export interface RedisStreamsState {
  readonly config: RedisStreamsConfig;
  server: ServerState;
  /** Connections with lower numbers ended with the server that they were made to. */
  firstOpenConnection: number;
  /** Null: there is none. `behind`: what it has while it does not follow; null: it is in step. */
  replica: { readonly behind: ServerState | null } | null;
  /** In the order in which they were added. */
  readonly clients: Client[];
  readonly console: ConsoleState;
  nextMessageId: number;
  /** Connections are numbered over all clients: none is taken for an older one of the same name. */
  nextConnection: number;
  /** When the last message on a connection arrives, by direction and client: none overtakes another. */
  readonly lastDueTicks: Record<string, Tick>;
  /** The commands that have no reply yet, by `connectionKey`: the first is blocked, those after it wait for it. */
  readonly blocked: Record<string, readonly (readonly string[])[]>;
  /** The event that ends the first BLOCK to run out, and when, in the server's milliseconds; null: none has a limit. */
  blockTimer: { readonly eventId: number; readonly dueMs: number } | null;
  readonly series: Series;
  /** What outside observers remember of the run, for the rules and for duplicates. */
  readonly observations: Observations;
}

/** How the server knows a connection: a client's, or, for a console command without a terminal, that of its number. */
export function connectionKey(node: string, connection: number): string {
  return `${node}#${connection}`;
}

/** How the server knows a terminal's connection. */
export function terminalKey(terminal: number): string {
  return `${CONSOLE_NODE}#terminal-${terminal}`;
}

/** What a terminal is in the middle of, as its prompt says. */
export function terminalMode(state: RedisStreamsState, terminal: number): 'usual' | 'transaction' | 'subscribed' {
  const connection = findConnection(state.server, terminalKey(terminal));
  if (connection === null) return 'usual';
  return connection.queued !== null ? 'transaction' : isSubscriber(connection) ? 'subscribed' : 'usual';
}

/** Null when there is no such client. */
export function findClient(state: RedisStreamsState, id: string): Client | null {
  for (const client of state.clients) if (client.id === id) return client;
  return null;
}

export function isRunning(client: Client): client is Client & { memory: Memory } {
  return client.memory !== null;
}

export function isPaused(client: Client): boolean {
  return client.inbox !== null;
}

/** The name under which a consumer or a claimer is known to its group. */
export function consumerName({ id, lives, options }: ConsumerClient | ClaimerClient): string {
  const name = options.consumer ?? id;
  return options.role === 'consumer' && options.restartsAs === 'new-name' ? `${name}-${lives}` : name;
}

export function isProducer(client: Client): client is ProducerClient {
  return client.options.role === 'producer';
}

export function isConsumer(client: Client): client is ConsumerClient {
  return client.options.role === 'consumer';
}

export function isReader(client: Client): client is ReaderClient {
  return client.options.role === 'reader';
}

export function isClaimer(client: Client): client is ClaimerClient {
  return client.options.role === 'claimer';
}
