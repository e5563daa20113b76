import { type Challenge, type ChallengeGoal, defineChallenge } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import type { RaftCommand } from './command';
import { type RaftConfig, ticksFromMs } from './config';
import { isPartitioned } from './network';
import { at, calm } from './script';
import { isRunning, logTerm, majority, type RaftEvent, type RaftState, type RunningServer } from './state';

type Step = StepRecord<RaftCommand, RaftEvent>;
type Goal<Memory> = ChallengeGoal<RaftState, RaftCommand, RaftEvent, Memory>;

const { once } = goalsOf<RaftState, RaftCommand, RaftEvent>();

function hasTrace({ trace }: Step, kind: string): boolean {
  return trace.some((entry) => entry.kind === kind);
}

function breaks({ violations }: Step, rule: string): boolean {
  return violations.some(({ name }) => name === rule);
}

function leadersOf({ servers }: RaftState): RunningServer[] {
  return servers.filter(isRunning).filter(({ volatile }) => volatile.role === 'leader');
}

function isNewLeader({ trace }: Step): boolean {
  return trace.some(({ kind, data }) => kind === 'role' && data?.to === 'leader');
}

/** s1 leads term 1 and everybody knows it. */
const s1Leads = { seed: 1, commands: at(0, { type: 'timeout', server: 's1' }), endTick: ticksFromMs(50) } as const;

/** A leader commits something while it cannot reach one of the others. */
function commitsDespitePartition({ trace }: Step, state: RaftState): boolean {
  return trace.some(({ kind, actor }) => {
    const leader = state.servers.find(({ id }) => id === actor);
    if (kind !== 'commit' || leader?.volatile?.role !== 'leader') return false;
    return state.servers.some(({ id }) => id !== leader.id && isPartitioned(state, leader.id, id));
  });
}

/** How often each term's votes were given, and the terms in which everybody voted and nobody got a majority. */
interface SplitVotes {
  readonly votes: Readonly<Record<number, readonly string[]>>;
  readonly splitTerms: number;
}

const splitTwice: Goal<SplitVotes> = {
  initial: { votes: {}, splitTerms: 0 },
  observe(memory, { trace }, state) {
    let { votes, splitTerms } = memory;
    for (const { kind, peer, data } of trace) {
      if (kind !== 'vote' || data?.granted !== true || typeof data.term !== 'number' || peer === undefined) continue;
      const given = [...(votes[data.term] ?? []), peer];
      votes = { ...votes, [data.term]: given };
      if (given.length === state.servers.length && !hasMajority(given, majority(state))) splitTerms += 1;
    }
    return { votes, splitTerms };
  },
  isMet: ({ splitTerms }) => splitTerms >= 2,
  progress: ({ splitTerms }) => splitTerms,
};

function hasMajority(votes: readonly string[], count: number): boolean {
  return votes.some((candidate) => votes.filter((other) => other === candidate).length >= count);
}

/**
 * Figure 8 (c): a leader has an entry of an earlier term on a majority and must not count it as committed, since another
 * server has an entry of a later term in its place and could still win.
 */
function isFigure8c(state: RaftState): boolean {
  return leadersOf(state).some(({ id, persistent, volatile }) =>
    persistent.log.some(({ term }, position) => {
      const index = position + 1;
      if (term >= persistent.currentTerm || index <= volatile.commitIndex) return false;
      const terms = state.servers.map((server) => logTerm(server, index));
      const isOnMajority = terms.filter((other) => other === term).length >= majority(state);
      return isOnMajority && state.servers.some((server, at) => server.id !== id && (terms[at] ?? 0) > term);
    }),
  );
}

/** A leader knows that a configuration of five is committed, while a server is down. */
function growsDespiteCrash(state: RaftState): boolean {
  if (state.servers.every(isRunning)) return false;
  return leadersOf(state).some(({ configuration: { servers, next, index }, volatile }) => {
    return servers.length === 5 && next === null && index <= volatile.commitIndex;
  });
}

/** Another server takes over, and nobody's election timeout has elapsed. */
const handOver: Goal<{ readonly timedOut: boolean; readonly isMet: boolean }> = {
  initial: { timedOut: false, isMet: false },
  observe(memory, record) {
    const timedOut = memory.timedOut || hasTrace(record, 'timeout');
    return { timedOut, isMet: !timedOut && isNewLeader(record) };
  },
  isMet: ({ isMet }) => isMet,
};

export type RaftChallengeId =
  | 'elect-a-leader'
  | 'depose-a-leader'
  | 'two-leaders'
  | 'commit-without-one'
  | 'overwrite-an-entry'
  | 'split-the-vote-twice'
  | 'hand-over'
  | 'catch-up-by-snapshot'
  | 'grow-with-one-down'
  | 'lose-a-committed-entry'
  | 'figure-8-c'
  | 'two-leaders-in-one-term';

type RaftChallenge = Challenge<RaftConfig, RaftState, RaftCommand, RaftEvent> & { readonly id: RaftChallengeId };

/** From the easiest on. In each, nothing happens unasked (`calm`), so that the learner's commands decide. */
export const raftChallenges: readonly RaftChallenge[] = [
  defineChallenge({
    id: 'elect-a-leader',
    level: 1,
    start: { config: calm({ servers: 3 }), seed: 1, commands: [], endTick: 0 },
    tickMax: ticksFromMs(10_000),
    parCommands: 1,
    hintCount: 2,
    goal: once(isNewLeader),
  }),
  defineChallenge({
    id: 'depose-a-leader',
    level: 1,
    start: { config: calm({}), ...s1Leads },
    tickMax: ticksFromMs(10_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type !== 'crash',
    goal: once(({ trace }) => trace.some(({ kind, data }) => kind === 'role' && data?.from === 'leader')),
  }),
  defineChallenge({
    id: 'two-leaders',
    level: 2,
    start: { config: calm({}), ...s1Leads },
    tickMax: ticksFromMs(10_000),
    parCommands: 2,
    hintCount: 3,
    goal: once((_, state) => {
      const terms = leadersOf(state).map(({ persistent }) => persistent.currentTerm);
      return new Set(terms).size >= 2;
    }),
  }),
  defineChallenge({
    id: 'commit-without-one',
    level: 1,
    start: { config: calm({ servers: 3 }), ...s1Leads },
    tickMax: ticksFromMs(10_000),
    parCommands: 2,
    hintCount: 2,
    goal: once(commitsDespitePartition),
  }),
  defineChallenge({
    id: 'overwrite-an-entry',
    level: 2,
    start: { config: calm({}), ...s1Leads },
    tickMax: ticksFromMs(20_000),
    parCommands: 5,
    hintCount: 3,
    goal: once((record) => hasTrace(record, 'truncate')),
  }),
  defineChallenge({
    id: 'split-the-vote-twice',
    level: 3,
    start: { config: calm({ servers: 4 }), seed: 1, commands: [], endTick: 0 },
    tickMax: ticksFromMs(20_000),
    parCommands: 5,
    hintCount: 3,
    goal: splitTwice,
  }),
  defineChallenge({
    id: 'hand-over',
    level: 1,
    start: { config: calm({}), ...s1Leads },
    tickMax: ticksFromMs(10_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type !== 'timeout',
    goal: handOver,
  }),
  defineChallenge({
    id: 'catch-up-by-snapshot',
    level: 2,
    start: {
      config: calm({ servers: 3 }),
      seed: 1,
      commands: [...at(0, { type: 'timeout', server: 's1' }), ...at(30, { type: 'clientRequest', value: 'x=1' })],
      endTick: ticksFromMs(150),
    },
    tickMax: ticksFromMs(20_000),
    parCommands: 4,
    hintCount: 3,
    goal: once((record) => hasTrace(record, 'installSnapshot')),
  }),
  defineChallenge({
    id: 'grow-with-one-down',
    level: 2,
    start: { config: calm({ initialServers: 3 }), ...s1Leads },
    tickMax: ticksFromMs(20_000),
    parCommands: 2,
    hintCount: 2,
    goal: once((_, state) => growsDespiteCrash(state)),
  }),
  defineChallenge({
    id: 'lose-a-committed-entry',
    level: 3,
    start: { config: calm({ servers: 3, rules: { electionRestriction: false } }), ...s1Leads },
    tickMax: ticksFromMs(20_000),
    parCommands: 4,
    hintCount: 3,
    allows: (command) => command.type !== 'restart' || command.disk,
    goal: once((record) => breaks(record, 'Leader Completeness')),
  }),
  defineChallenge({
    id: 'figure-8-c',
    level: 3,
    // Figure 8 (a): s1 leads term 2, and its entry of that term is on s2 too.
    start: {
      config: calm({}),
      seed: 1,
      commands: [
        ...at(0, { type: 'timeout', server: 's2' }),
        ...at(30, { type: 'clientRequest', server: 's2', value: 'a' }),
        ...at(100, { type: 'timeout', server: 's1' }),
        ...at(140, { type: 'partition', groups: [['s1', 's2']] }),
        ...at(140, { type: 'clientRequest', server: 's1', value: 'b' }),
      ],
      endTick: ticksFromMs(160),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 9,
    hintCount: 4,
    allows: (command) => command.type !== 'restart' || command.disk,
    goal: once((_, state) => isFigure8c(state)),
  }),
  defineChallenge({
    // Needs two majorities of one configuration with no server in common, or a server that votes twice: there is neither.
    id: 'two-leaders-in-one-term',
    level: 3,
    start: { config: calm({}), ...s1Leads },
    tickMax: ticksFromMs(60_000),
    parCommands: 1,
    hintCount: 2,
    impossible: true,
    // An empty disk forgets the vote, against which Raft promises nothing.
    allows: (command) => command.type !== 'restart' || command.disk,
    goal: once((record) => breaks(record, 'Election Safety')),
  }),
];
