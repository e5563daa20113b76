import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction, type PredictionOutcome } from '../core/prediction';
import type { RaftCommand } from './command';
import { ticksFromMs } from './config';
import type { RaftEvent, RaftState } from './state';
import type { RaftTrace } from './trace';

type Step = StepRecord<RaftCommand, RaftEvent, RaftTrace>;

const { firstSeen } = goalsOf<RaftState, RaftCommand, RaftEvent, RaftTrace>();

/** The server that this step made a leader. */
function newLeader({ trace }: Step): string | null {
  return trace.find((entry) => entry.kind === 'role' && entry.data.to === 'leader')?.actor ?? null;
}

function oneOf<Option extends string>(options: readonly Option[], value: string | null): Option | null {
  return options.find((option) => option === value) ?? null;
}

const candidates = ['s1', 's2', 's3', 's4'] as const;
const counts = ['3', '4', '5', '7'] as const;

/** How many votes the only candidate has, its own included, when it becomes leader. */
const votesToWin: PredictionOutcome<RaftState, RaftCommand, RaftEvent, VotesCounted, (typeof counts)[number]> = {
  initial: { votes: 1, hasWon: false },
  observe({ votes }, record: Step) {
    const { cause } = record;
    const rpc = cause.type === 'event' && cause.event.type === 'deliver' ? cause.event.message.rpc : null;
    const isVote = rpc?.type === 'RequestVoteReply' && rpc.voteGranted;
    return { votes: isVote ? votes + 1 : votes, hasWon: newLeader(record) !== null };
  },
  decide: ({ votes, hasWon }) => (hasWon ? oneOf(counts, String(votes)) : null),
};

interface VotesCounted {
  readonly votes: number;
  readonly hasWon: boolean;
}

const s5Wins = firstSeen<'wins' | 'loses'>((record) => (newLeader(record) === 's5' ? 'wins' : null));

const leaderGivesWay = firstSeen<'deposed' | 'stays'>(({ trace }) =>
  trace.some((entry) => entry.kind === 'role' && entry.data.from === 'leader') ? 'deposed' : null,
);

export type RaftPredictionId =
  | 'votes-to-win'
  | 'who-takes-over'
  | 'who-wins-the-split'
  | 'uncommitted-entry'
  | 'figure-8-s5-before'
  | 'figure-8-s5-after'
  | 'removed-server'
  | 'removed-server-pre-vote';

type RaftPrediction = Prediction<RaftState, RaftCommand, RaftEvent> & { readonly id: RaftPredictionId };

/** Moments of the scenarios at which what comes next can be told from what is seen, by those who know the rules. */
export const raftPredictions: readonly RaftPrediction[] = [
  definePrediction({
    id: 'votes-to-win',
    scenarioId: 'figure-7',
    tick: ticksFromMs(395),
    tickMax: ticksFromMs(420),
    options: counts,
    otherwise: '7',
    outcome: votesToWin,
  }),
  definePrediction({
    // The election timers can be seen: whose runs out first?
    id: 'who-takes-over',
    scenarioId: 'leader-crash',
    tick: ticksFromMs(620),
    tickMax: ticksFromMs(1_199),
    options: candidates,
    otherwise: 's1',
    outcome: firstSeen((record) => oneOf(candidates, newLeader(record))),
  }),
  definePrediction({
    id: 'who-wins-the-split',
    scenarioId: 'split-vote',
    tick: ticksFromMs(62),
    tickMax: ticksFromMs(500),
    options: ['s1', 's2', 'nobody'],
    otherwise: 'nobody',
    outcome: firstSeen((record) => {
      const isNextTerm = record.trace.some((entry) => entry.kind === 'term' && entry.data.to === 2);
      return isNextTerm ? 'nobody' : oneOf(['s1', 's2'], newLeader(record));
    }),
  }),
  definePrediction({
    id: 'uncommitted-entry',
    scenarioId: 'partitioned-leader',
    tick: ticksFromMs(290),
    tickMax: ticksFromMs(600),
    options: ['survives', 'overwritten'],
    otherwise: 'survives',
    outcome: firstSeen(({ trace }) =>
      trace.some(({ kind, actor }) => kind === 'truncate' && actor === 's1') ? 'overwritten' : null,
    ),
  }),
  definePrediction({
    // Figure 8 (d): s1's entry of term 4 has reached nobody.
    id: 'figure-8-s5-before',
    scenarioId: 'figure-8-with-rule',
    tick: ticksFromMs(375),
    tickMax: ticksFromMs(450),
    options: ['wins', 'loses'],
    otherwise: 'loses',
    outcome: s5Wins,
  }),
  definePrediction({
    // Figure 8 (e): it is on a majority.
    id: 'figure-8-s5-after',
    scenarioId: 'figure-8-e',
    tick: ticksFromMs(375),
    tickMax: ticksFromMs(450),
    options: ['wins', 'loses'],
    otherwise: 'loses',
    outcome: s5Wins,
  }),
  definePrediction({
    id: 'removed-server',
    scenarioId: 'disruptive-server',
    tick: ticksFromMs(250),
    tickMax: ticksFromMs(700),
    options: ['deposed', 'stays'],
    otherwise: 'stays',
    outcome: leaderGivesWay,
  }),
  definePrediction({
    id: 'removed-server-pre-vote',
    scenarioId: 'disruptive-server-pre-vote',
    tick: ticksFromMs(250),
    tickMax: ticksFromMs(700),
    options: ['deposed', 'stays'],
    otherwise: 'stays',
    outcome: leaderGivesWay,
  }),
];
