import type { Invariant } from '../core/simulation';
import type { RaftState } from './state';

const PAPER = 'Ongaro & Ousterhout, USENIX ATC 2014';

/** The rules that leader election has to keep. */
export const raftInvariants: readonly Invariant<RaftState>[] = [
  {
    name: 'Election Safety',
    source: `${PAPER}, Figure 3`,
    check: (state) => state.observations.broken.electionSafety,
  },
  {
    name: 'One vote per term',
    source: `${PAPER}, §5.2`,
    check: (state) => state.observations.broken.oneVotePerTerm,
  },
  {
    name: 'Terms never decrease',
    source: `${PAPER}, §5.1`,
    check: (state) => state.observations.broken.termsNeverDecrease,
  },
];
