import type { LostMessage, MessageInFlight, MessageKind } from '@/components/lab-shell/lab-view';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import type { KafkaGroupCommand } from '@/sim/kafka-group/command';
import { BROKER } from '@/sim/kafka-group/network';
import type { KafkaGroupEvent, KafkaGroupState, Reply, Request } from '@/sim/kafka-group/state';

/** How requests and replies look on their way: requests by what they are for, replies by what they bring. */
export type KafkaMessageKind =
  | 'join'
  | 'assignment'
  | 'heartbeat'
  | 'leave'
  | 'commit'
  | 'fetch'
  | 'records'
  | 'ok'
  | 'error';

export const messageKinds: Readonly<Record<KafkaMessageKind, MessageKind>> = {
  join: { shape: 'triangle', state: 'candidate', label: (t) => t('kafka-group.messages.join') },
  assignment: { shape: 'hexagon-check', state: 'reply', label: (t) => t('kafka-group.messages.assignment') },
  heartbeat: { shape: 'square', state: 'request', label: (t) => t('kafka-group.messages.heartbeat') },
  leave: { shape: 'diamond-cross', state: 'dropped', label: (t) => t('kafka-group.messages.leave') },
  commit: { shape: 'diamond-check', state: 'voteGranted', label: (t) => t('kafka-group.messages.commit') },
  fetch: { shape: 'diamond-hollow', state: 'request', label: (t) => t('kafka-group.messages.fetch') },
  records: { shape: 'square-lines', state: 'reply', label: (t) => t('kafka-group.messages.records') },
  ok: { shape: 'check', state: 'voteGranted', label: (t) => t('kafka-group.messages.ok') },
  error: { shape: 'cross', state: 'voteDenied', label: (t) => t('kafka-group.messages.error') },
};

const REQUESTS = {
  JoinGroup: 'join',
  SyncGroup: 'join',
  Heartbeat: 'heartbeat',
  LeaveGroup: 'leave',
  OffsetCommit: 'commit',
  OffsetFetch: 'fetch',
  Fetch: 'fetch',
} as const satisfies Record<Request['type'], KafkaMessageKind>;

/** A request or a reply, as it lies in the queue. */
export type KafkaMessage = Extract<KafkaGroupEvent, { type: 'request' | 'reply' }>;

export function isMessage(event: KafkaGroupEvent): event is KafkaMessage {
  return event.type === 'request' || event.type === 'reply';
}

export function kindOf(message: KafkaMessage): KafkaMessageKind {
  return message.type === 'request' ? REQUESTS[message.request.type] : replyKind(message.reply);
}

function replyKind(reply: Reply): KafkaMessageKind {
  if ('error' in reply && reply.error !== null) return 'error';
  switch (reply.type) {
    case 'JoinGroup':
    case 'SyncGroup':
      return 'assignment';
    case 'Fetch':
      return reply.records.length === 0 ? 'ok' : 'records';
    case 'Heartbeat':
    case 'OffsetCommit':
    case 'OffsetFetch':
      return 'ok';
  }
}

/** Sender and receiver: one end is always the broker. */
export function endsOf({ type, consumer }: KafkaMessage): { readonly from: string; readonly to: string } {
  return type === 'request' ? { from: consumer, to: BROKER } : { from: BROKER, to: consumer };
}

export function messagesInFlight({
  queue,
}: Snapshot<KafkaGroupState, KafkaGroupEvent>): readonly MessageInFlight<KafkaMessageKind>[] {
  return queue.flatMap(({ dueTick, event }): MessageInFlight<KafkaMessageKind>[] => {
    if (!isMessage(event)) return [];
    const { message, sentTick } = event;
    return [{ id: message, ...endsOf(event), sentTick, dueTick, reach: 1, kind: kindOf(event) }];
  });
}

/** What reached nobody: the process that waited for it is gone. */
export function messagesLost({
  cause,
  trace,
}: StepRecord<KafkaGroupCommand, KafkaGroupEvent>): readonly LostMessage<KafkaMessageKind>[] {
  if (cause.type !== 'event' || !isMessage(cause.event)) return [];
  if (!trace.some(({ kind }) => kind === 'drop')) return [];
  return [{ id: cause.event.message, ...endsOf(cause.event), at: 1, kind: kindOf(cause.event) }];
}

/** Records come only where something was produced; all else belongs to any group. */
export function kindsThatOccur({ consumers, recordCount, config }: KafkaGroupState): readonly KafkaMessageKind[] {
  if (consumers.length === 0) return [];
  const hasRecords = recordCount > 0 || config.recordsPerSecond > 0;
  return Object.keys(messageKinds)
    .filter(isKind)
    .filter((kind) => kind !== 'records' || hasRecords);
}

function isKind(kind: string): kind is KafkaMessageKind {
  return Object.hasOwn(messageKinds, kind);
}
