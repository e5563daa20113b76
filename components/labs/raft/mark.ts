import type { LabMark } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { RaftCommand } from '@/sim/raft/command';
import type { RaftEvent } from '@/sim/raft/state';
import { find } from './trace-words';

type Step = StepRecord<RaftCommand, RaftEvent>;

const WEIGHTS: Readonly<Partial<Record<LabState, number>>> = {
  crashed: 6,
  dropped: 6,
  leader: 5,
  paused: 4,
  candidate: 3,
  follower: 2,
};

/** Elections, changes of role, commits, crashes, restarts, pauses and changes of the network are worth a mark. */
export function mark(step: Step): LabMark | null {
  const state = markState(step);
  return state === null ? null : { state, weight: WEIGHTS[state] ?? 1 };
}

function markState(step: Step): LabState | null {
  const { trace } = step;
  const has = (kind: string) => find(trace, kind) !== undefined;
  if (has('crash')) return 'crashed';
  if (has('partition')) return 'dropped';
  if (has('pause')) return 'paused';
  if (has('restart') || has('resume') || has('heal')) return 'follower';
  const role = find(trace, 'role')?.data?.to;
  if (role === 'leader') return 'leader';
  if (has('timeout') || role === 'candidate') return 'candidate';
  if (role === 'follower') return 'follower';
  return has('commit') && !isFollowing(step) ? 'voteGranted' : null;
}

/** True where a follower hears from its leader what has been committed: that is no news. */
function isFollowing({ cause }: Step): boolean {
  if (cause.type !== 'event' || cause.event.type !== 'deliver') return false;
  const { type } = cause.event.message.rpc;
  return type === 'AppendEntries' || type === 'InstallSnapshot';
}
