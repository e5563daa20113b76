import type { StepRecord } from '../core/engine';
import { defineHappening, type Happening } from '../core/happening';
import type { RaftCommand } from './command';
import {
  isRunning,
  lastLogIndex,
  logTerm,
  majority,
  type RaftEvent,
  type RaftState,
  type RunningServer,
  snapshotIndex,
} from './state';

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

function leadersOf({ servers }: RaftState): RunningServer[] {
  return servers.filter(isRunning).filter(({ volatile }) => volatile.role === 'leader');
}

/** A timeout of a server that already was a candidate: it did not become one in the same step. */
function stoodAgain({ trace }: Step): boolean {
  return trace.some(
    ({ kind, actor }) => kind === 'timeout' && !trace.some((other) => other.kind === 'role' && other.actor === actor),
  );
}

/** A server stands although too few run for anybody to win. */
function minorityStood({ trace }: Step, state: RaftState): boolean {
  const running = state.servers.filter(isRunning).length;
  return running < majority(state) && trace.some(({ kind }) => kind === 'timeout');
}

/** Every running server has all that some leader's log still holds; what else it has does not matter. */
function hasLeadersLogEverywhere(state: RaftState): boolean {
  const running = state.servers.filter(isRunning);
  return leadersOf(state).some((leader) => {
    const { log } = leader.persistent;
    const first = snapshotIndex(leader) + 1;
    const isIn = (server: RunningServer) => log.every(({ term }, place) => hasEntry(server, first + place, term));
    return log.length > 0 && running.every(isIn);
  });
}

function hasEntry(server: RunningServer, index: number, term: number): boolean {
  return index <= snapshotIndex(server) || logTerm(server, index) === term;
}

/** The last entry of a leader's log is of an earlier term, is on a majority, and is not committed by that (§5.4.2). */
function hasOldEntryOnMajority(state: RaftState): boolean {
  return leadersOf(state).some((leader) => {
    const index = lastLogIndex(leader);
    const term = logTerm(leader, index);
    if (index <= leader.volatile.commitIndex || term === leader.persistent.currentTerm) return false;
    return state.servers.filter((server) => logTerm(server, index) === term).length >= majority(state);
  });
}

/** A leader knows that a changed configuration, not a joint one, is committed. */
function hasChangedMembers(state: RaftState): boolean {
  return leadersOf(state).some(({ configuration: { index, next }, volatile }) => {
    return index > 0 && next === null && index <= volatile.commitIndex;
  });
}

function isRefused({ trace }: Step, kind: 'vote' | 'preVote', reason: string): boolean {
  return trace.some((entry) => entry.kind === kind && entry.data?.granted === false && entry.data.reason === reason);
}

/** What a lesson's text beside a Raft run may wait for. */
export const raftHappenings = [
  once('a-leader-was-elected', ({ trace }) => trace.some(({ kind, data }) => kind === 'role' && data?.to === 'leader')),
  once('a-minority-stood', minorityStood),
  once('a-candidate-stood-again', stoodAgain),
  once('two-leaders-at-once', (_, state) => leadersOf(state).length >= 2),
  once('an-entry-was-removed', ({ trace }) => trace.some(({ kind }) => kind === 'truncate')),
  once('the-leaders-log-is-everywhere', (_, state) => hasLeadersLogEverywhere(state)),
  once('a-log-was-behind', (record) => isRefused(record, 'vote', 'log-behind')),
  once('a-rule-was-broken', ({ violations }) => violations.length > 0),
  once('an-old-entry-is-on-a-majority', (_, state) => hasOldEntryOnMajority(state)),
  once('the-new-members-are-committed', (_, state) => hasChangedMembers(state)),
  once('a-pre-vote-was-refused', (record) => isRefused(record, 'preVote', 'leader-alive')),
] as const satisfies readonly Happening<RaftState, RaftCommand, RaftEvent>[];
