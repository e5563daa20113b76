import type { Reply } from '../systems/redis/types';
import { MESSAGE_IDS_MAX, type ReplyKind, type RequestKind } from './event';
import type { HeldEntry } from './state';

const REQUEST_KIND: Readonly<Record<string, RequestKind>> = {
  XADD: 'add',
  XREAD: 'read',
  XREADGROUP: 'read',
  XACK: 'ack',
  XCLAIM: 'claim',
  XAUTOCLAIM: 'claim',
  XPENDING: 'pending',
};

export function requestKind(argv: readonly string[]): RequestKind {
  return REQUEST_KIND[argv[0]?.toUpperCase() ?? ''] ?? 'other';
}

/** The ids that a client's request names: those of an XACK. */
export function requestIds(argv: readonly string[]): readonly string[] {
  return argv[0] === 'XACK' ? argv.slice(3, 3 + MESSAGE_IDS_MAX) : [];
}

/** What kind of reply this is to a request of that kind. */
export function replyKind(request: RequestKind, reply: Reply): ReplyKind {
  if (errorOf(reply) !== null) return 'error';
  if (request === 'add') return typeof reply === 'string' ? 'id' : 'empty';
  if (request === 'ack') return 'count';
  if (request === 'read') return readOf(reply).length === 0 ? 'empty' : 'entries';
  if (request === 'claim') return claimedOf(reply).entries.length === 0 ? 'empty' : 'entries';
  return 'other';
}

/** The ids of the entries in a reply to a request of that kind, at most `MESSAGE_IDS_MAX`. */
export function replyIds(request: RequestKind, reply: Reply): readonly string[] {
  if (request === 'add') return typeof reply === 'string' ? [reply] : [];
  const entries = request === 'read' ? readOf(reply) : request === 'claim' ? claimedOf(reply).entries : [];
  return entries.slice(0, MESSAGE_IDS_MAX).map(({ id }) => id);
}

/** The text of an error reply; null for any other. */
export function errorOf(reply: Reply): string | null {
  return typeof reply === 'object' && reply !== null && 'err' in reply ? reply.err : null;
}

/** The entries in a reply of XREAD or XREADGROUP for one stream; none in a null reply. */
export function readOf(reply: Reply): HeldEntry[] {
  const [, entries = null] = elements(elements(reply)[0] ?? null);
  return elements(entries).flatMap(entryOf);
}

/** The parts of a reply of XAUTOCLAIM: where to go on, and what was claimed. */
export function claimedOf(reply: Reply): { readonly cursor: string; readonly entries: HeldEntry[] } {
  const [cursor = null, entries = null] = elements(reply);
  return { cursor: typeof cursor === 'string' ? cursor : '0-0', entries: elements(entries).flatMap(entryOf) };
}

/** How often an entry was delivered, in a reply of XPENDING for that one entry; null when it is not pending. */
export function deliveriesOf(reply: Reply): number | null {
  const deliveries = elements(elements(reply)[0] ?? null)[3];
  return typeof deliveries === 'number' ? deliveries : null;
}

function entryOf(reply: Reply): HeldEntry[] {
  const [id, fields = null] = elements(reply);
  if (typeof id !== 'string') return [];
  const texts = fields === null ? null : elements(fields).filter((text) => typeof text === 'string');
  return [{ id, fields: texts, isSettled: false }];
}

function elements(reply: Reply): readonly Reply[] {
  return isArray(reply) ? reply : [];
}

function isArray(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}
