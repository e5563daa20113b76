import type { SpaceTimeStep } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import type { RaftCommand } from '@/sim/raft/command';
import type { RaftEvent } from '@/sim/raft/state';
import { kindOf, messagesLost, type RaftMessageKind } from './message-flow';

/** What a step adds to the space-time diagram: roles that changed, and the message whose way ended. */
export function spaceTime(record: StepRecord<RaftCommand, RaftEvent>): SpaceTimeStep<RaftMessageKind> {
  return { states: record.trace.flatMap(stateChange), ended: endedMessages(record) };
}

function stateChange({ kind, actor, data }: TraceEntry): { nodeId: string; state: LabState | null }[] {
  switch (kind) {
    case 'crash':
      return [{ nodeId: actor, state: 'crashed' }];
    case 'restart':
      return [{ nodeId: actor, state: 'follower' }];
    case 'pause':
      return [{ nodeId: actor, state: 'paused' }];
    case 'resume':
      return [{ nodeId: actor, state: null }];
    case 'role': {
      const { to } = data ?? {};
      return to === 'follower' || to === 'candidate' || to === 'leader' ? [{ nodeId: actor, state: to }] : [];
    }
    default:
      return [];
  }
}

function endedMessages(record: StepRecord<RaftCommand, RaftEvent>): SpaceTimeStep<RaftMessageKind>['ended'] {
  const { cause } = record;
  if (cause.type !== 'event' || (cause.event.type !== 'deliver' && cause.event.type !== 'lose')) return [];
  const { from, to, sentTick, rpc } = cause.event.message;
  const [loss] = messagesLost(record);
  return [{ from, to, sentTick, at: loss?.at ?? 1, isLost: loss !== undefined, kind: kindOf(rpc) }];
}
