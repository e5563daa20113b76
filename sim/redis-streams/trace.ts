import type { TraceEntry, World } from '../core/simulation';
import type { RedisStreamsEvent } from './event';

/**
 * Everything that a step may trace. `actor` is a node: a client's id, `console`, or `redis`. What travels is a `send` and a
 * `receive` (or a `drop`) with the same `message`; both name the `kind` of the message and the `ids` of its entries.
 *
 * Messages:
 * - `send` client → redis, data `{kind, argv, ids}`; redis → client, data `{kind, ids, error?}`: leaves now.
 * - `receive`: the same, at its end. `drop` data `{kind, ids, reason}`: reached nobody; the process is gone.
 *
 * At the server (actor `redis`; `peer` is the client that caused it where there is one):
 * - `add` `{key, id}`; `delete` `{key, ids, count}` (XDEL); `trim` `{key, count, firstId, unread,
 *   unreadCounts}`: the entries before `firstId` are gone; `unread`: the groups that had not been given all of them, and how many.
 * - `deliver` `{key, group, consumer, ids, again}` (and `noack`) to a group's consumer: pending from now
 *   on, unless `noack`. `again`: from its own history.
 * - `ack` `{key, group, ids}`; `claim` `{key, group, ids, from, to}`: `from` holds each one's owner before.
 *   `forget` `{key, group, ids}`: claimed, but no longer in the stream, and therefore no longer pending.
 * - `block` `{keys, dueMs}` / `unblock` `{isError}` / `timeout`: the peer's command waits, goes on, or gives up.
 *
 * Clients (actor: the client):
 * - `work` `{id, ticks}` begins, `worked` `{id}` ends well, `duplicate` `{id, times}` was worked by somebody before,
 *   `workFailed` `{id, reason: 'failed' | 'poison'}` ends badly.
 * - `got` `{ids}`: a reader has new entries. `bury` `{id, key, deliveries}`: a claimer puts an entry aside.
 * - `crash` `{unfinished, lost}`: ids in its memory, and those of them that nobody will ever be given again.
 * - `restart`, `pause`, `resume` `{waiting}`, `slow` `{perMille}`, `addClient` `{role}`, `editClient`, `removeClient`, `burst` `{count}`.
 *
 * The console (actor `console`): `console` `{number, argv, reply}` or, when blocked, `{number, argv, blocked: true}`;
 * `consoleReply` `{number, reply}` later; `interrupt` `{number}`. A long reply is null here: it is in the console's lines.
 * - `ignored` `{command, reason: 'running' | 'crashed' | 'paused' | 'not-paused' | 'not-blocked'}`.
 */
export const TRACE_KINDS = [
  'send',
  'receive',
  'drop',
  'add',
  'delete',
  'trim',
  'deliver',
  'ack',
  'claim',
  'forget',
  'block',
  'unblock',
  'timeout',
  'work',
  'worked',
  'duplicate',
  'workFailed',
  'got',
  'bury',
  'crash',
  'restart',
  'pause',
  'resume',
  'slow',
  'addClient',
  'editClient',
  'removeClient',
  'burst',
  'console',
  'consoleReply',
  'interrupt',
  'ignored',
] as const;

export type TraceKind = (typeof TRACE_KINDS)[number];

/** Writes a trace entry of a known kind. */
export function trace(world: World<RedisStreamsEvent>, entry: TraceEntry & { readonly kind: TraceKind }): void {
  world.trace(entry);
}
