import type { Json, TraceOf, World } from '../core/simulation';
import type { Kept } from '../systems/redis/restart';
import type { ClientRole, RedisStreamsCommand } from './command';
import type { RedisStreamsEvent, ReplyKind, RequestKind } from './event';

type Request = { readonly kind: RequestKind; readonly argv: readonly string[]; readonly ids: readonly string[] };
type Reply = { readonly kind: ReplyKind; readonly ids: readonly string[] };
type InGroup = { readonly key: string; readonly group: string; readonly ids: readonly string[] };
type Entry = { readonly id: string };

export type ReplicaIgnored = 'replica' | 'no-replica' | 'behind' | 'not-behind';
export type IgnoredReason = 'running' | 'crashed' | 'paused' | 'not-paused' | 'not-blocked' | ReplicaIgnored;

/** Why a message reached nobody: the process or its connection is gone, or the network lost it. */
export type DropReason = 'crashed' | 'removed' | 'closed' | 'request-lost' | 'reply-lost';

/** How many entries, and pending ones, are gone. */
type Gone = { readonly entries: number; readonly pending: number };

/**
 * Everything that a step may trace. `actor` is a node: a client's id, `console`, or `redis`. What travels is a `send` and a
 * `receive` (or a `drop`) with the same `message`.
 */
export type RedisStreamsTrace = TraceOf<{
  send: Request | Reply;
  receive: Request | Reply;
  drop: { readonly kind: RequestKind | ReplyKind; readonly ids: readonly string[]; readonly reason: DropReason };

  // At the server; `peer` is the client that caused it where there is one.
  add: { readonly key: string; readonly id: string };
  /** XDEL. */
  delete: { readonly key: string; readonly ids: readonly string[]; readonly count: number };
  /** The entries before `firstId` are gone; `unread`: the groups that had not been given all of them, and how many. */
  trim: {
    readonly key: string;
    readonly count: number;
    readonly firstId: string | null;
    readonly unread: readonly string[];
    readonly unreadCounts: readonly number[];
  };
  /** To a group's consumer: pending from now on, unless `noack`. `again`: from its own history. */
  deliver: InGroup & { readonly consumer: string; readonly again: boolean; readonly noack: boolean };
  ack: InGroup;
  /** `from` holds each one's owner before. */
  claim: InGroup & { readonly from: readonly (string | null)[]; readonly to: string };
  /** Claimed, but no longer in the stream, and therefore no longer pending. */
  forget: InGroup;
  /** The peer's command waits, goes on, or gives up. */
  block: { readonly keys: readonly string[]; readonly dueMs: number | null };
  unblock: { readonly isError: boolean };
  timeout: Readonly<Record<string, never>>;
  restartServer: Gone & { readonly how: 'stop' | 'kill'; readonly kept: Kept };
  failover: Gone;
  replica: { readonly does: 'start' | 'pause' | 'resume' | 'stop' };

  // At a client.
  work: Entry & { readonly ticks: number };
  worked: Entry;
  /** Worked by somebody before. */
  duplicate: Entry & { readonly times: number };
  workFailed: Entry & { readonly reason: 'failed' | 'poison' };
  /** A reader has new entries. */
  got: { readonly ids: readonly string[] };
  /** A claimer puts an entry aside. */
  bury: Entry & { readonly key: string; readonly deliveries: number };
  /** Ids in its memory, and those of them that nobody will ever be given again. */
  crash: { readonly unfinished: readonly string[]; readonly lost: readonly string[] };
  restart: null;
  pause: null;
  resume: { readonly waiting: number };
  slow: { readonly perMille: number };
  addClient: { readonly role: ClientRole };
  editClient: { readonly role: ClientRole };
  removeClient: null;
  burst: { readonly count: number };
  /** The network will lose so many of its messages. */
  lose: { readonly what: 'request' | 'reply'; readonly of: RequestKind; readonly times: number };
  /** It makes a new connection, and sends again what was not answered on the old one. */
  reconnect: null;
  sendAgain: { readonly count: number };
  /** A consumer makes its group anew. */
  createGroup: { readonly key: string; readonly group: string; readonly id: string };

  // At the console. A long reply is null here: it is in the console's lines.
  console: {
    readonly number: number;
    readonly argv: readonly string[];
    readonly reply?: Json;
    readonly blocked?: true;
  };
  consoleReply: { readonly number: number; readonly reply: Json };
  consoleMessage: { readonly terminal: number; readonly message: Json };
  interrupt: { readonly number: number };
  ignored: { readonly command: RedisStreamsCommand['type']; readonly reason: IgnoredReason };
}>;

export type TraceKind = RedisStreamsTrace['kind'];

export type RedisStreamsWorld = World<RedisStreamsEvent, RedisStreamsTrace>;

/** Writes a trace entry of a known kind. */
export function trace(world: RedisStreamsWorld, entry: RedisStreamsTrace): void {
  world.trace(entry);
}
