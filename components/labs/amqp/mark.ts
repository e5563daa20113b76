import type { LabMark, LostMessage, SpaceTimeStep } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { AmqpCommand } from '@/sim/amqp/command';
import type { AmqpEvent } from '@/sim/amqp/state';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import { type AmqpMessageKind, kindOfRpc, kindOfTransit } from './message-flow';

type Step = StepRecord<AmqpCommand, AmqpEvent>;

/** What is worth a mark on the scrub bar, the heaviest first. */
const marks: readonly (readonly [kind: string, state: LabState, weight: number])[] = [
  ['connection-closed', 'violation', 7],
  ['channel-closed', 'violation', 7],
  ['crashed', 'crashed', 6],
  ['node-stopped', 'crashed', 6],
  ['lost', 'dropped', 6],
  ['connection-lost', 'crashed', 5],
  ['node-started', 'follower', 4],
  ['dead-lettered', 'dropped', 4],
  ['returned', 'voteDenied', 4],
  ['refused', 'voteDenied', 3],
  ['dropped', 'dropped', 3],
  ['paused', 'paused', 3],
  ['work-failed', 'voteDenied', 2],
];

/** Errors, crashes, what gets lost, comes back or is refused, and new leaders are worth a mark. */
export function mark({ trace }: Step): LabMark | null {
  if (trace.some(({ kind, data }) => kind === 'role' && data?.to === 'leader')) return { state: 'leader', weight: 5 };
  for (const [kind, state, weight] of marks) {
    if (trace.some((entry) => entry.kind === kind)) return { state, weight };
  }
  return null;
}

/** A frame that arrived where nobody takes it any more. */
export function messagesLost({ cause, trace }: Step): readonly LostMessage<AmqpMessageKind>[] {
  if (cause.type !== 'event' || !trace.some(({ kind }) => kind === 'drop')) return [];
  const { event } = cause;
  if (event.type === 'arrive') {
    const { id, from, to } = event.transit;
    return [{ id, from, to, at: 1, kind: kindOfTransit(event.transit) }];
  }
  if (event.type !== 'quorumMessage') return [];
  const { id, from, to, rpc } = event.message;
  return [{ id, from, to, at: 1, kind: kindOfRpc(rpc) }];
}

/** What a step adds to the space-time diagram: clients and nodes that change, and the frame whose way ended. */
export function spaceTime(record: Step): SpaceTimeStep<AmqpMessageKind> {
  return { states: record.trace.flatMap(stateChange), ended: ended(record) };
}

function stateChange({ kind, actor }: TraceEntry): { nodeId: string; state: LabState | null }[] {
  switch (kind) {
    case 'crashed':
    case 'node-stopped':
    case 'queue-down':
      return [{ nodeId: actor, state: 'crashed' }];
    case 'connected':
    case 'node-started':
    case 'queue-up':
      return [{ nodeId: actor, state: 'follower' }];
    case 'paused':
      return [{ nodeId: actor, state: 'paused' }];
    case 'resumed':
      return [{ nodeId: actor, state: null }];
    default:
      return [];
  }
}

function ended(record: Step): SpaceTimeStep<AmqpMessageKind>['ended'] {
  const { cause } = record;
  const isLost = messagesLost(record).length > 0;
  if (cause.type !== 'event') return [];
  if (cause.event.type === 'arrive') {
    const { transit } = cause.event;
    const { from, to, sentTick } = transit;
    return [{ from, to, sentTick, at: 1, isLost, kind: kindOfTransit(transit) }];
  }
  if (cause.event.type !== 'quorumMessage') return [];
  const { from, to, sentTick, rpc } = cause.event.message;
  return [{ from, to, sentTick, at: 1, isLost, kind: kindOfRpc(rpc) }];
}
