import { chargeWork } from '../core/work';
import {
  isRunning,
  lastLogIndex,
  logEntry,
  logTerm,
  type Observations,
  type RaftState,
  type RunningServer,
  type Server,
  snapshotIndex,
} from './state';

/** Terms whose leader is remembered. Older ones are forgotten so that a long run stays small. */
const TERMS_REMEMBERED = 64;

export function noObservations(): Observations {
  return {
    leaders: [],
    votes: {},
    terms: {},
    commitIndexes: {},
    committed: [],
    broken: {
      electionSafety: null,
      leaderAppendOnly: null,
      logMatching: null,
      leaderCompleteness: null,
      stateMachineSafety: null,
      oneVotePerTerm: null,
      termsNeverDecrease: null,
      commitIndexNeverFalls: null,
    },
  };
}

/** Looks at one server; to be called after each step for the server that it happened at: no other one can have changed. */
export function observe(state: RaftState, server: Server): void {
  const { observations } = state;
  observeTerm(observations, server);
  observeVote(observations, server);
  if (!isRunning(server)) return;
  if (server.volatile.role === 'leader') observeLeader(state, server);
  observeCommit(state, server);
}

/** The one thing an observer must be told: this server's disk is empty now, so its term may fall. */
export function observeLostDisk(state: RaftState, server: Server): void {
  delete state.observations.terms[server.id];
}

/** The process has started again: what it knew in memory, its commit index too, starts over. */
export function observeStart(state: RaftState, server: Server): void {
  delete state.observations.commitIndexes[server.id];
}

/**
 * The last entry of this log is new. Log Matching, step by step: it holds for all pairs of logs without this entry, so it is
 * enough to compare the entry and the one before it with every log that has an entry of the same term in its place.
 */
export function observeAppended(state: RaftState, server: Server): void {
  const index = lastLogIndex(server);
  const entry = logEntry(server, index);
  if (entry === null) return;
  for (const other of state.servers) {
    if (other === server) continue;
    const others = logEntry(other, index);
    if (others === null || others.term !== entry.term) continue;
    const differs = others.value !== entry.value || !isSameBefore(server, other, index);
    if (!differs) continue;
    state.observations.broken.logMatching ??= { first: server.id, second: other.id, term: entry.term, index };
  }
}

/** True unless both logs show which term the entry before `index` has, and not the same one. */
function isSameBefore(server: Server, other: Server, index: number): boolean {
  const term = logTerm(server, index - 1);
  const othersTerm = logTerm(other, index - 1);
  return term === 0 || othersTerm === 0 || term === othersTerm;
}

/** The log lost its entries from `index` on. */
export function observeTruncated({ observations }: RaftState, server: RunningServer, index: number): void {
  if (server.volatile.role !== 'leader') return;
  const term = server.persistent.currentTerm;
  observations.broken.leaderAppendOnly ??= { leader: server.id, term, index };
}

/** A state machine is about to go on to `index`: the first to do so decides what belongs there. A null value is not known. */
export function observeApplied(
  { observations }: RaftState,
  server: Server,
  index: number,
  { term, value }: { readonly term: number; readonly value: string | null },
): void {
  const known = observations.committed[index - 1];
  if (known === undefined || (known.term === term && (value === null || known.value === value))) return;
  observations.broken.stateMachineSafety ??= {
    server: server.id,
    term,
    value: value ?? '…',
    index,
    committed: known.value,
    committedTerm: known.term,
  };
}

function observeTerm({ terms, broken }: Observations, server: Server): void {
  const { currentTerm } = server.persistent;
  const known = terms[server.id];
  if (known === currentTerm) return;
  if (known !== undefined && currentTerm < known) {
    broken.termsNeverDecrease ??= { server: server.id, from: known, to: currentTerm };
  }
  terms[server.id] = currentTerm;
}

function observeVote({ votes, broken }: Observations, server: Server): void {
  const { currentTerm, votedFor } = server.persistent;
  if (votedFor === null) return;
  const known = votes[server.id];
  if (known === undefined || known.term < currentTerm) {
    votes[server.id] = { term: currentTerm, votedFor };
  } else if (known.term === currentTerm && known.votedFor !== votedFor) {
    broken.oneVotePerTerm ??= {
      server: server.id,
      first: known.votedFor,
      second: votedFor,
      term: currentTerm,
    };
  }
}

function observeLeader(state: RaftState, server: RunningServer): void {
  const { leaders, broken } = state.observations;
  const term = server.persistent.currentTerm;
  for (let index = leaders.length - 1; index >= 0; index -= 1) {
    const known = leaders[index];
    if (known?.term !== term) continue;
    if (known.leader !== server.id) {
      broken.electionSafety ??= { first: known.leader, second: server.id, term };
    }
    return;
  }
  leaders.push({ term, leader: server.id });
  if (leaders.length > TERMS_REMEMBERED) leaders.shift();
  chargeWork(state.observations.committed.length);
  for (let index = 1; index <= state.observations.committed.length; index += 1)
    observeCompleteness(state, server, index);
}

/** Whether a leader has what was committed at `index` in an earlier term than its own. */
function observeCompleteness({ observations }: RaftState, leader: Server, index: number): void {
  const entry = observations.committed[index - 1];
  const term = leader.persistent.currentTerm;
  if (entry === undefined || entry.inTerm >= term || index < snapshotIndex(leader)) return;
  if (logTerm(leader, index) === entry.term) return;
  observations.broken.leaderCompleteness ??= {
    leader: leader.id,
    term,
    value: entry.value,
    index,
    committedTerm: entry.inTerm,
  };
}

function observeCommit(state: RaftState, server: RunningServer): void {
  const { commitIndexes, committed, broken } = state.observations;
  const { commitIndex } = server.volatile;
  const known = commitIndexes[server.id] ?? 0;
  if (known === commitIndex) return;
  if (commitIndex < known) {
    broken.commitIndexNeverFalls ??= { server: server.id, from: known, to: commitIndex };
  }
  commitIndexes[server.id] = commitIndex;
  while (committed.length < commitIndex) {
    const entry = logEntry(server, committed.length + 1);
    if (entry === null) return;
    committed.push({ term: entry.term, value: entry.value, inTerm: server.persistent.currentTerm });
    for (const other of state.servers) {
      if (isRunning(other) && other.volatile.role === 'leader') observeCompleteness(state, other, committed.length);
    }
  }
}
