import type { StepRecord } from '../core/engine';
import { defineHappening, type Happening } from '../core/happening';
import type { RaftCommand } from './command';
import type { RaftEvent, RaftState } from './state';

type Step = StepRecord<RaftCommand, RaftEvent>;

/** Something that a single moment shows. */
function once<Id extends string>(id: Id, holds: (record: Step, state: RaftState) => boolean) {
  return defineHappening({
    id,
    goal: {
      initial: false,
      observe: (_: boolean, record: Step, state: RaftState) => holds(record, state),
      isMet: (hasCome) => hasCome,
    },
  });
}

/** What a lesson's text beside a Raft run may wait for. */
export const raftHappenings = [
  once('a-leader-was-elected', ({ trace }) => trace.some(({ kind, data }) => kind === 'role' && data?.to === 'leader')),
] as const satisfies readonly Happening<RaftState, RaftCommand, RaftEvent>[];
