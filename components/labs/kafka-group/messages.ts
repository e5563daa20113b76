import { type MessageParts, type QueuedMessage, wayOf } from '@/components/lab-shell/view/derive-messages';
import type { KafkaGroupTypes } from '@/sim/kafka-group/lab';
import { BROKER } from '@/sim/kafka-group/network';
import type { KafkaGroupEvent, Reply, Request } from '@/sim/kafka-group/state';
import { lastCovered, recordName } from './story';

/** How requests and replies look on their way: requests by what they are for, replies by what they bring. */
export const messageKinds = {
  join: { shape: 'triangle', status: 'pending' },
  assignment: { shape: 'hexagon-check', status: 'active' },
  heartbeat: { shape: 'square', status: 'ok' },
  leave: { shape: 'diamond-cross', status: 'neutral' },
  commit: { shape: 'diamond-check', status: 'success' },
  fetch: { shape: 'diamond-hollow', status: 'ok' },
  records: { shape: 'square-lines', status: 'active' },
  ok: { shape: 'check', status: 'success' },
  error: { shape: 'cross', status: 'failure' },
} as const satisfies MessageParts<KafkaGroupTypes>['kinds'];

type Kind = keyof typeof messageKinds;

const REQUESTS = {
  JoinGroup: 'join',
  SyncGroup: 'join',
  Heartbeat: 'heartbeat',
  LeaveGroup: 'leave',
  OffsetCommit: 'commit',
  OffsetFetch: 'fetch',
  Fetch: 'fetch',
} as const satisfies Record<Request['type'], Kind>;

function replyKind(reply: Reply): Kind {
  if ('error' in reply && reply.error !== null) return 'error';
  if (reply.type === 'JoinGroup' || reply.type === 'SyncGroup') return 'assignment';
  return reply.type === 'Fetch' && reply.records.length > 0 ? 'records' : 'ok';
}

/** A request or a reply, as it lies in the queue: one end is always the broker. */
export function messageOf(event: KafkaGroupEvent): QueuedMessage | null {
  if (event.type !== 'request' && event.type !== 'reply') return null;
  const { message: id, consumer, sentTick } = event;
  const all = { id, ...wayOf(consumer, BROKER, event.type === 'request'), sentTick };
  return event.type === 'request'
    ? {
        ...all,
        kind: REQUESTS[event.request.type],
        about: event.request.type === 'OffsetCommit' ? lastCovered(event.request.offsets) : [],
        body: event.request,
      }
    : {
        ...all,
        kind: replyKind(event.reply),
        about: event.reply.type === 'Fetch' ? event.reply.records.map(recordName) : [],
        body: event.reply,
      };
}
