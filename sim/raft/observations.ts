import type { ServerId } from './config';
import { isRunning, type RaftState, type Server } from './state';

/** Terms whose leader is remembered. Older ones are forgotten so that a long run stays small. */
const TERMS_REMEMBERED = 64;

/** What somebody who watches all servers remembers. Rules about more than one moment are checked against it. */
export interface Observations {
  /** The latest terms that had a leader, oldest first. */
  readonly leaders: { readonly term: number; readonly leader: ServerId }[];
  /** Each server's vote in the latest term it was seen voting in, whatever became of its disk. */
  readonly votes: Partial<Record<ServerId, { readonly term: number; readonly votedFor: ServerId }>>;
  /** Each server's term when last looked at; a server that lost its disk starts over. */
  readonly terms: Partial<Record<ServerId, number>>;
  /** By rule, how it was first broken. What is broken stays broken: the run cannot be mended. */
  readonly broken: { electionSafety: string | null; oneVotePerTerm: string | null; termsNeverDecrease: string | null };
}

export function noObservations(): Observations {
  return {
    leaders: [],
    votes: {},
    terms: {},
    broken: { electionSafety: null, oneVotePerTerm: null, termsNeverDecrease: null },
  };
}

/** Looks at one server; to be called after each step for the server that it happened at: no other one can have changed. */
export function observe({ observations }: RaftState, server: Server): void {
  observeTerm(observations, server);
  observeVote(observations, server);
  if (isRunning(server) && server.volatile.role === 'leader') observeLeader(observations, server);
}

/** The one thing an observer must be told: this server's disk is empty now, so its term may fall. */
export function observeLostDisk(state: RaftState, server: Server): void {
  delete state.observations.terms[server.id];
}

function observeTerm({ terms, broken }: Observations, server: Server): void {
  const { currentTerm } = server.persistent;
  const known = terms[server.id];
  if (known === currentTerm) return;
  if (known !== undefined && currentTerm < known) {
    broken.termsNeverDecrease ??= `${server.id} went from term ${known} back to term ${currentTerm}`;
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
    broken.oneVotePerTerm ??= `${server.id} voted for ${known.votedFor} and for ${votedFor} in term ${currentTerm}`;
  }
}

function observeLeader({ leaders, broken }: Observations, server: Server): void {
  const term = server.persistent.currentTerm;
  for (let index = leaders.length - 1; index >= 0; index -= 1) {
    const known = leaders[index];
    if (known?.term !== term) continue;
    if (known.leader !== server.id) {
      broken.electionSafety ??= `${known.leader} and ${server.id} both led in term ${term}`;
    }
    return;
  }
  leaders.push({ term, leader: server.id });
  if (leaders.length > TERMS_REMEMBERED) leaders.shift();
}
