import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone } from '../core/milestone';
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

const { moment } = goalsOf<RaftState, RaftCommand, RaftEvent>();

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

/** Votes by candidate while nobody has won, and those of the one that has. */
interface Votes {
  readonly counted: Readonly<Record<string, number>>;
  readonly won: number | null;
}

/** The answer: how many votes the winner had when it won. */
const leaderElected = defineMilestone({
  id: 'a-leader-was-elected',
  goal: {
    initial: { counted: {}, won: null } as Votes,
    observe({ counted }: Votes, { trace }: Step, state: RaftState): Votes {
      const winner = trace.find(({ kind, data }) => kind === 'role' && data?.to === 'leader')?.actor;
      // A leader no longer keeps its votes: the last of them came in this step.
      if (winner !== undefined) return { counted, won: (counted[winner] ?? 0) + 1 };
      const running = state.servers.filter(isRunning);
      return {
        counted: Object.fromEntries(running.map((each) => [each.id, each.volatile.votesGranted.length])),
        won: null,
      };
    },
    isMet: ({ won }) => won !== null,
  },
  answer: ({ won }) => won ?? 0,
});

/** The answer: the term that has a leader. */
const termWon = defineMilestone({
  id: 'a-term-was-won',
  goal: {
    initial: null,
    observe(_: number | null, { trace }: Step, state: RaftState): number | null {
      const winner = trace.find(({ kind, data }) => kind === 'role' && data?.to === 'leader')?.actor;
      return state.servers.find(({ id }) => id === winner)?.persistent.currentTerm ?? null;
    },
    isMet: (term) => term !== null,
  },
  answer: (term) => term ?? 0,
});

/** The answer: how many entries the first server that gave way has lost. */
const entryRemoved = defineMilestone({
  id: 'an-entry-was-removed',
  goal: {
    initial: 0,
    observe(_: number, { trace }: Step, _state: RaftState): number {
      const values = trace.find(({ kind }) => kind === 'truncate')?.data?.values;
      return Array.isArray(values) ? values.length : 0;
    },
    isMet: (count) => count > 0,
  },
  answer: (count) => count,
});

/** A client asked a server that does not lead. The answer: the server that it named instead. */
const followerRedirected = defineMilestone({
  id: 'a-follower-redirected',
  goal: {
    initial: null,
    observe(_: string | null, { trace }: Step, _state: RaftState): string | null {
      const leader = trace.find(({ kind }) => kind === 'redirect')?.data?.leaderId;
      return typeof leader === 'string' ? leader : null;
    },
    isMet: (leader) => leader !== null,
  },
  answer: (leader) => leader ?? '',
  byHand({ servers }): RaftCommand | null {
    const follower = servers
      .filter(isRunning)
      .find(({ volatile }) => volatile.role === 'follower' && volatile.leaderId);
    return follower === undefined ? null : { type: 'clientRequest', server: follower.id, value: 'x=1' };
  },
});

/** The answer: how many servers are down. */
const minorityStands = defineMilestone({
  id: 'a-minority-stood',
  goal: {
    initial: null,
    observe: (_: number | null, record: Step, state: RaftState) =>
      minorityStood(record, state) ? state.servers.filter((server) => !isRunning(server)).length : null,
    isMet: (down) => down !== null,
  },
  answer: (down) => down ?? 0,
  byHand(state): RaftCommand | null {
    const [leader] = leadersOf(state);
    const isMinority = state.servers.filter(isRunning).length < majority(state);
    return leader === undefined || isMinority ? null : { type: 'crash', server: leader.id };
  },
});

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

/** The answer: the follower that refused most entries until all had the leader's log. */
const logIsEverywhere = defineMilestone({
  id: 'the-leaders-log-is-everywhere',
  goal: {
    initial: { refusals: {}, isMet: false } as { refusals: Readonly<Record<string, number>>; isMet: boolean },
    observe({ refusals }, { cause }: Step, state: RaftState) {
      const message = cause.type === 'event' && cause.event.type === 'deliver' ? cause.event.message : null;
      const isRefusal = message?.rpc.type === 'AppendEntriesReply' && !message.rpc.success;
      const counted = isRefusal ? { ...refusals, [message.from]: (refusals[message.from] ?? 0) + 1 } : refusals;
      return { refusals: counted, isMet: hasLeadersLogEverywhere(state) };
    },
    isMet: ({ isMet }) => isMet,
  },
  answer: ({ refusals }) =>
    Object.keys(refusals).reduce<string>((most, id) => ((refusals[id] ?? 0) > (refusals[most] ?? 0) ? id : most), ''),
});

/** A server that had nothing has the leader's log again. The answer: who led when it had. */
const lostLogRefilled = defineMilestone({
  id: 'a-lost-log-was-refilled',
  goal: {
    initial: { emptied: null, leader: null } as { emptied: string | null; leader: string | null },
    observe({ emptied }, _: Step, state: RaftState) {
      const empty = state.servers.find((server) => lastLogIndex(server) === 0)?.id ?? emptied;
      const server = state.servers.find(({ id }) => id === empty);
      const leader = leadersOf(state).find(({ id }) => id !== empty);
      const isFull = server !== undefined && leader !== undefined && lastLogIndex(leader) > 0;
      return { emptied: empty, leader: isFull && lastLogIndex(server) === lastLogIndex(leader) ? leader.id : null };
    },
    isMet: ({ leader }) => leader !== null,
  },
  answer: ({ leader }) => leader ?? '',
});

/** A leader commits an entry of an earlier term by one of its own (§5.4.2). The answer: its commit index then. */
const oldEntryCommitted = defineMilestone({
  id: 'an-old-entry-was-committed',
  goal: {
    initial: null,
    observe(_: number | null, { trace }: Step, state: RaftState): number | null {
      return (
        leadersOf(state).find(({ id, persistent }) =>
          trace.some(
            ({ kind, actor, data }) =>
              kind === 'apply' && actor === id && Number(data?.term) > 0 && Number(data?.term) < persistent.currentTerm,
          ),
        )?.volatile.commitIndex ?? null
      );
    },
    isMet: (index) => index !== null,
  },
  answer: (index) => index ?? 0,
});

/** The answer: how often the state machine has applied a command that counts itself. */
const appliedTwice = defineMilestone({
  id: 'a-command-was-applied-twice',
  goal: {
    initial: 0,
    observe(_: number, { trace }: Step, state: RaftState): number {
      const counts = trace
        .filter(({ kind }) => kind === 'apply')
        .map(({ actor, data }) => {
          const server = state.servers.find(({ id }) => id === actor);
          const value = server?.volatile?.machine.find(([key]) => key === data?.value)?.[1];
          return Number(value ?? 0);
        });
      return Math.max(0, ...counts);
    },
    isMet: (count) => count >= 2,
  },
  answer: (count) => count,
});

/** A joint configuration is committed. The answer: how many servers the leader knew to have it, itself included. */
const jointCommitted = defineMilestone({
  id: 'a-joint-entry-was-committed',
  goal: {
    initial: null,
    observe(_: number | null, { trace }: Step, state: RaftState): number | null {
      for (const { id, volatile } of leadersOf(state)) {
        const applied = trace.find(
          ({ kind, actor, data }) => kind === 'apply' && actor === id && data?.value === 'C_old,new',
        );
        if (applied === undefined) continue;
        const index = Number(applied.data?.index);
        const matches: readonly number[] = Object.values(volatile.leader?.matchIndex ?? {});
        return 1 + matches.filter((match) => match >= index).length;
      }
      return null;
    },
    isMet: (count) => count !== null,
  },
  answer: (count) => count ?? 0,
});

/** A rule is broken. The answer: how many disks hold the committed entry that the new leader lacks. */
const ruleBroken = defineMilestone({
  id: 'a-rule-was-broken',
  goal: {
    initial: null,
    observe(_: number | null, { violations }: Step, state: RaftState): number | null {
      if (violations.length === 0) return null;
      const { committed, broken } = state.observations;
      const index = Number(broken.leaderCompleteness?.index ?? 0);
      const term = committed[index - 1]?.term;
      return state.servers.filter((server) => index > 0 && logTerm(server, index) === term).length;
    },
    isMet: (count) => count !== null,
  },
  answer: (count) => count ?? 0,
});

/** The answer: the last index that the snapshot covers. */
const snapshotInstalled = defineMilestone({
  id: 'a-snapshot-was-installed',
  goal: {
    initial: null,
    observe(_: number | null, { trace }: Step, _state: RaftState): number | null {
      const index = trace.find(({ kind }) => kind === 'installSnapshot')?.data?.lastIncludedIndex;
      return typeof index === 'number' ? index : null;
    },
    isMet: (index) => index !== null,
  },
  answer: (index) => index ?? 0,
});

/** A majority came back, and one of it leads. The answer: how many commands of clients its log holds. */
const allCameBack = defineMilestone({
  id: 'all-came-back',
  goal: {
    initial: { restarts: 0, commands: null } as { restarts: number; commands: number | null },
    observe({ restarts }, { trace }: Step, state: RaftState) {
      const winner = trace.find(({ kind, data }) => kind === 'role' && data?.to === 'leader')?.actor;
      const log = state.servers.find(({ id }) => id === winner)?.persistent.log;
      const hasMajority = restarts >= majority(state);
      return {
        restarts: restarts + trace.filter(({ kind }) => kind === 'restart').length,
        commands: hasMajority && log !== undefined ? log.filter(({ value }) => value !== '').length : null,
      };
    },
    isMet: ({ commands }) => commands !== null,
  },
  answer: ({ commands }) => commands ?? 0,
  byHand({ servers }): RaftCommand | null {
    const down = servers.find((server) => !isRunning(server));
    return down === undefined ? null : { type: 'restart', server: down.id, disk: true };
  },
});

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
export const raftMilestones = [
  leaderElected,
  termWon,
  minorityStands,
  moment('a-candidate-stood-again', stoodAgain),
  moment('a-leader-was-deposed', ({ trace }) =>
    trace.some(({ kind, data }) => kind === 'role' && data?.from === 'leader'),
  ),
  moment('two-leaders-at-once', (_, state) => leadersOf(state).length >= 2),
  entryRemoved,
  followerRedirected,
  logIsEverywhere,
  lostLogRefilled,
  oldEntryCommitted,
  appliedTwice,
  jointCommitted,
  snapshotInstalled,
  allCameBack,
  moment('a-log-was-behind', (record) => isRefused(record, 'vote', 'log-behind')),
  ruleBroken,
  moment('an-old-entry-is-on-a-majority', (_, state) => hasOldEntryOnMajority(state)),
  moment('the-new-members-are-committed', (_, state) => hasChangedMembers(state)),
  moment('a-pre-vote-was-refused', (record) => isRefused(record, 'preVote', 'leader-alive')),
] as const satisfies readonly Milestone<RaftState, RaftCommand, RaftEvent>[];
