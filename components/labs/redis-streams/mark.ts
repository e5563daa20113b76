import type { LabMark, SpaceTimeStep } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import { endsOf, kindOf, messagesLost, type StreamMessageKind } from './message-flow';

type Step = StepRecord<RedisStreamsCommand, RedisStreamsEvent>;

/** Kinds that are worth a mark, the heaviest first. */
const MARKS: readonly (readonly [kind: string, state: LabState, weight: number])[] = [
  ['crash', 'crashed', 8],
  ['duplicate', 'voteDenied', 7],
  ['claim', 'candidate', 6],
  ['bury', 'candidate', 6],
  ['workFailed', 'voteDenied', 5],
  ['pause', 'paused', 5],
  ['restart', 'follower', 4],
  ['resume', 'follower', 4],
  ['delete', 'dropped', 3],
  ['console', 'follower', 3],
  ['burst', 'request', 2],
  ['deliver', 'reply', 1],
  ['got', 'reply', 1],
];

const LOST_UNREAD = 7;

/** A step worth a mark on the scrub bar: entries changing hands, and what goes wrong. */
export function mark({ trace }: Step): LabMark | null {
  if (trace.some(losesUnread)) return { state: 'violation', weight: LOST_UNREAD };
  for (const [kind, state, weight] of MARKS) {
    if (trace.some((entry) => entry.kind === kind)) return { state, weight };
  }
  return null;
}

function losesUnread({ kind, data }: TraceEntry): boolean {
  return kind === 'trim' && Array.isArray(data?.unread) && data.unread.length > 0;
}

const CHANGES: Readonly<Partial<Record<string, LabState | null>>> = {
  crash: 'crashed',
  restart: 'follower',
  pause: 'paused',
  resume: null,
};

/** What a step adds to the space-time diagram: processes that changed, and the message whose way ended. */
export function spaceTime(record: Step): SpaceTimeStep<StreamMessageKind> {
  const states = record.trace.flatMap(({ kind, actor }) => {
    const state = CHANGES[kind];
    return state === undefined ? [] : [{ nodeId: actor, state }];
  });
  const { cause } = record;
  if (cause.type !== 'event' || cause.event.type !== 'deliver') return { states, ended: [] };
  const { message } = cause.event;
  const isLost = messagesLost(record).length > 0;
  const { sentTick } = message;
  return { states, ended: [{ ...endsOf(message), sentTick, at: 1, isLost, kind: kindOf(message) }] };
}
