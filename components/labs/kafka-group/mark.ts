import type { LabMark, SpaceTimeStep } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { KafkaGroupCommand } from '@/sim/kafka-group/command';
import type { KafkaGroupEvent } from '@/sim/kafka-group/state';
import { endsOf, isMessage, type KafkaMessageKind, kindOf, messagesLost } from './message-flow';
import { isWorkedAgain } from './trace-words';

type Step = StepRecord<KafkaGroupCommand, KafkaGroupEvent>;

/** Kinds that are worth a mark, the heaviest first. */
const MARKS: readonly (readonly [kind: string, state: LabState, weight: number])[] = [
  ['crash', 'crashed', 8],
  ['pollTimeout', 'voteDenied', 7],
  ['removed', 'dropped', 6],
  ['fenced', 'voteDenied', 6],
  ['pause', 'paused', 5],
  ['closed', 'dropped', 5],
  ['generation', 'candidate', 4],
  ['assigned', 'leader', 4],
  ['start', 'follower', 3],
  ['resume', 'follower', 3],
  ['preparing', 'candidate', 2],
  ['committed', 'voteGranted', 1],
];

const WORKED_AGAIN = 7;

/** A step worth a mark on the scrub bar: who comes and goes, rebalances, and what is worked again. */
export function mark({ trace }: Step): LabMark | null {
  if (trace.some(isWorkedAgain)) return { state: 'voteDenied', weight: WORKED_AGAIN };
  for (const [kind, state, weight] of MARKS) {
    if (trace.some((entry) => entry.kind === kind)) return { state, weight };
  }
  return null;
}

const CHANGES: Readonly<Partial<Record<string, LabState | null>>> = {
  crash: 'crashed',
  closed: 'crashed',
  start: 'follower',
  pause: 'paused',
  resume: null,
};

/**
 * What a step adds to the space-time diagram: processes that changed, and the message whose way ended. One that comes to a
 * paused process has not ended its way: it is read after the pause.
 */
export function spaceTime(record: Step): SpaceTimeStep<KafkaMessageKind> {
  const states = record.trace.flatMap(({ kind, actor }) => {
    const state = CHANGES[kind];
    return state === undefined ? [] : [{ nodeId: actor, state }];
  });
  const { cause, trace } = record;
  if (cause.type !== 'event' || !isMessage(cause.event) || trace.length === 0) return { states, ended: [] };
  const { sentTick } = cause.event;
  const isLost = messagesLost(record).length > 0;
  return { states, ended: [{ ...endsOf(cause.event), sentTick, at: 1, isLost, kind: kindOf(cause.event) }] };
}
