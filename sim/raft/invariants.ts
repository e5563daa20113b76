import type { Invariant } from '../core/simulation';
import type { ObservedRule, RaftState } from './state';

const PAPER = 'Ongaro & Ousterhout, USENIX ATC 2014';

function rule(name: string, where: string, observed: ObservedRule): Invariant<RaftState> {
  return { id: observed, name, source: `${PAPER}, ${where}`, check: (state) => state.observations.broken[observed] };
}

/** What Raft promises. The first five are the paper's Figure 3, in its order. */
export const raftInvariants: readonly Invariant<RaftState>[] = [
  rule('Election Safety', 'Figure 3', 'electionSafety'),
  rule('Leader Append-Only', 'Figure 3', 'leaderAppendOnly'),
  rule('Log Matching', 'Figure 3', 'logMatching'),
  rule('Leader Completeness', 'Figure 3', 'leaderCompleteness'),
  rule('State Machine Safety', 'Figure 3', 'stateMachineSafety'),
  rule('One vote per term', '§5.2', 'oneVotePerTerm'),
  rule('Terms never decrease', '§5.1', 'termsNeverDecrease'),
  rule('Commit index never falls', 'Figure 2', 'commitIndexNeverFalls'),
];
