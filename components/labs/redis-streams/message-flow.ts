import type { LostMessage, MessageInFlight, MessageKind } from '@/components/lab-shell/lab-view';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import { SERVER_NODE } from '@/sim/redis-streams/config';
import type { Message, RedisStreamsEvent, ReplyKind, RequestKind } from '@/sim/redis-streams/event';
import type { RedisStreamsState } from '@/sim/redis-streams/state';

/** How messages look on their way: requests by what they ask for, replies by what they carry. */
export type StreamMessageKind =
  | 'add'
  | 'read'
  | 'ack'
  | 'claim'
  | 'pending'
  | 'request'
  | 'close'
  | 'id'
  | 'entries'
  | 'empty'
  | 'count'
  | 'error'
  | 'reply';

export const messageKinds: Readonly<Record<StreamMessageKind, MessageKind>> = {
  add: { shape: 'triangle', state: 'request', label: (t) => t('redis-streams.messages.add') },
  read: { shape: 'diamond-hollow', state: 'request', label: (t) => t('redis-streams.messages.read') },
  ack: { shape: 'diamond-check', state: 'voteGranted', label: (t) => t('redis-streams.messages.ack') },
  claim: { shape: 'hexagon', state: 'candidate', label: (t) => t('redis-streams.messages.claim') },
  pending: { shape: 'diamond', state: 'candidate', label: (t) => t('redis-streams.messages.pending') },
  request: { shape: 'square', state: 'request', label: (t) => t('redis-streams.messages.request') },
  close: { shape: 'diamond-cross', state: 'dropped', label: (t) => t('redis-streams.messages.close') },
  id: { shape: 'ring', state: 'reply', label: (t) => t('redis-streams.messages.id') },
  entries: { shape: 'square-lines', state: 'reply', label: (t) => t('redis-streams.messages.entries') },
  empty: { shape: 'ring-cross', state: 'reply', label: (t) => t('redis-streams.messages.empty') },
  count: { shape: 'check', state: 'voteGranted', label: (t) => t('redis-streams.messages.count') },
  error: { shape: 'cross', state: 'voteDenied', label: (t) => t('redis-streams.messages.error') },
  reply: { shape: 'hexagon-check', state: 'reply', label: (t) => t('redis-streams.messages.reply') },
};

const REQUESTS: Readonly<Record<RequestKind, StreamMessageKind>> = {
  add: 'add',
  read: 'read',
  ack: 'ack',
  claim: 'claim',
  pending: 'pending',
  other: 'request',
};

const REPLIES: Readonly<Record<ReplyKind, StreamMessageKind>> = {
  id: 'id',
  entries: 'entries',
  empty: 'empty',
  count: 'count',
  error: 'error',
  other: 'reply',
};

export function kindOf(message: Message): StreamMessageKind {
  return message.direction === 'request' ? REQUESTS[message.kind] : REPLIES[message.kind];
}

/** Sender and receiver: one end is always the server. */
export function endsOf({ direction, client }: Message): { readonly from: string; readonly to: string } {
  return direction === 'request' ? { from: client, to: SERVER_NODE } : { from: SERVER_NODE, to: client };
}

/** A closing connection is no message of the protocol and has no number of its own: its connection's, below zero. */
function closeId(connection: number): number {
  return -1 - connection;
}

export function messagesInFlight({
  queue,
}: Snapshot<RedisStreamsState, RedisStreamsEvent>): readonly MessageInFlight<StreamMessageKind>[] {
  return queue.flatMap(({ dueTick, event }): MessageInFlight<StreamMessageKind>[] => {
    if (event.type === 'close') {
      const { client, connection, sentTick } = event;
      return [{ id: closeId(connection), from: client, to: SERVER_NODE, sentTick, dueTick, reach: 1, kind: 'close' }];
    }
    if (event.type !== 'deliver') return [];
    const { message } = event;
    return [
      { id: message.id, ...endsOf(message), sentTick: message.sentTick, dueTick, reach: 1, kind: kindOf(message) },
    ];
  });
}

/** What reached nobody: the process that waited for it is gone. */
export function messagesLost({
  cause,
  trace,
}: StepRecord<RedisStreamsCommand, RedisStreamsEvent>): readonly LostMessage<StreamMessageKind>[] {
  if (cause.type !== 'event' || cause.event.type !== 'deliver') return [];
  if (!trace.some(({ kind }) => kind === 'drop')) return [];
  const { message } = cause.event;
  return [{ id: message.id, ...endsOf(message), at: 1, kind: kindOf(message) }];
}

/** The kinds that the clients of this run send and get. */
export function kindsThatOccur({ clients }: RedisStreamsState): readonly StreamMessageKind[] {
  const roles = new Set(clients.map(({ options }) => options.role));
  const hasWorkers = roles.has('consumer') || roles.has('claimer');
  const kinds: StreamMessageKind[] = [];
  if (roles.has('producer')) kinds.push('add', 'id');
  if (roles.has('consumer') || roles.has('reader')) kinds.push('read', 'entries', 'empty');
  if (hasWorkers) kinds.push('ack', 'count');
  if (roles.has('claimer')) kinds.push('claim', 'pending', 'reply');
  return roles.size === 0 ? kinds : [...kinds, 'error', 'close'];
}
