import {
  aboutLabel,
  LOST_AT,
  type MessageParts,
  type QueuedMessage,
  wayOf,
} from '@/components/lab-shell/view/derive-messages';
import { SERVER_NODE } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent, ReplyKind, RequestKind } from '@/sim/redis-streams/event';
import type { RedisStreamsTypes } from '@/sim/redis-streams/lab';
import type { RedisStreamsState } from '@/sim/redis-streams/state';
import { shortId } from './stream-strip';

/** How messages look on their way: requests by what they ask for, replies by what they carry. */
export const messageKinds = {
  add: { shape: 'triangle', status: 'ok' },
  read: { shape: 'diamond-hollow', status: 'ok' },
  ack: { shape: 'diamond-check', status: 'success' },
  claim: { shape: 'hexagon', status: 'pending' },
  pending: { shape: 'diamond', status: 'pending' },
  request: { shape: 'square', status: 'ok' },
  close: { shape: 'diamond-cross', status: 'neutral' },
  id: { shape: 'ring', status: 'active' },
  entries: { shape: 'square-lines', status: 'active' },
  empty: { shape: 'ring-cross', status: 'active' },
  count: { shape: 'check', status: 'success' },
  error: { shape: 'cross', status: 'failure' },
  reply: { shape: 'hexagon-check', status: 'active' },
} as const satisfies MessageParts<RedisStreamsTypes>['kinds'];

type Kind = keyof typeof messageKinds;

export function requestName(kind: RequestKind): Kind {
  return kind === 'other' ? 'request' : kind;
}

function replyName(kind: ReplyKind): Kind {
  return kind === 'other' ? 'reply' : kind;
}

/**
 * A request or a reply, as it lies in the queue: one end is always the server. A closing connection is no message of the
 * protocol and has no number of its own: its connection's, below zero.
 */
export function messageOf(event: RedisStreamsEvent): QueuedMessage | null {
  if (event.type === 'close') {
    const { client, connection, sentTick } = event;
    const way = wayOf(client, SERVER_NODE, true);
    return { id: -1 - connection, ...way, sentTick, kind: 'close', body: { connection } };
  }
  if (event.type !== 'deliver' && event.type !== 'lose') return null;
  const { message } = event;
  const { id, client, connection, sentTick, ids: about } = message;
  const reach = event.type === 'lose' ? LOST_AT : 1;
  const way = wayOf(client, SERVER_NODE, message.direction === 'request');
  const all = { id, ...way, sentTick, reach, about, label: aboutLabel(about.map(shortId)) };
  return message.direction === 'request'
    ? { ...all, kind: requestName(message.kind), body: { argv: message.argv, connection } }
    : { ...all, kind: replyName(message.kind), body: { asked: message.asked, reply: message.reply, connection } };
}

/** The kinds that the clients of this run send and get. */
export function kindsThatOccur({ clients }: RedisStreamsState): readonly Kind[] {
  const roles = new Set(clients.map(({ options }) => options.role));
  const hasWorkers = roles.has('consumer') || roles.has('claimer');
  const kinds: Kind[] = [];
  if (roles.has('producer')) kinds.push('add', 'id');
  if (roles.has('consumer') || roles.has('reader')) kinds.push('read', 'entries', 'empty');
  if (hasWorkers) kinds.push('ack', 'count');
  if (roles.has('claimer')) kinds.push('claim', 'pending', 'reply');
  return roles.size === 0 ? kinds : [...kinds, 'error', 'close'];
}
