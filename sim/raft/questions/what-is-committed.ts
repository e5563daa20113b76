import { firstGood, pick, questionRandom, shuffled } from '../../core/draw';
import type { BelievedAnswer, Difficulty, GeneratedQuestion, QuestionGenerator } from '../../core/question';
import { refutesBeliefs } from '../../core/question';
import type { Random } from '../../core/random';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, lastLogIndex, type RaftState } from '../state';
import { carriedOn, drawStory, recordStory, runStory, type Story } from './history';
import { logsText } from './logs';

const SALT = 23;

/** A request is on every server that is reached, and known to be, well within this. */
const SETTLING_MS = 400;

type Question = GeneratedQuestion<RaftConfig, RaftCommand>;

/**
 * A server wins and brings the others into line; clients ask for something, and then it may be cut off from a majority and be asked
 * again: how far does it take its log for committed? 1: three servers; 2: five; 3: with a longer history. Entries of earlier
 * terms stand on every server and are not committed by that (§5.4.2); the last ones may stand on too few. Revision 1 did not say
 * what the leader knew before, and where it was asked something the length of its log was always right.
 */
export const whatIsCommitted: QuestionGenerator<RaftConfig, RaftCommand, 'what-is-committed'> = {
  id: 'what-is-committed',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    return revision === 1 ? firstRevision(difficulty, random) : firstGood(() => draw(difficulty, random));
  },
};

interface Requests {
  readonly leader: ServerId;
  /** That reach everybody. */
  readonly shared: number;
  /** That reach these only, after the leader is cut off from the others. */
  readonly alone: number;
  readonly reached: readonly ServerId[];
}

function draw(difficulty: Difficulty, random: Random): Question | null {
  const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 5 : 2, random);
  const state = runStory(story);
  const requests = drawRequests(state, random);
  const { leader, shared, alone, reached } = requests;
  const server = findServer(state, leader);
  if (server === null || server.volatile === null) return null;
  const [length, known] = [lastLogIndex(server), server.volatile.commitIndex];
  // What is on every server has to be more than what is known to be committed.
  if (length === 0 || length === known) return null;
  const whole = told(story, requests);
  const end = findServer(runStory(whole), leader);
  if (end?.volatile?.role !== 'leader') return null;
  const committed = end.volatile.commitIndex;
  const values = { leader, known, shared, alone, reached: reached.join(', '), others: reached.length };
  const ownTerm: BelievedAnswer[] = [
    { misconception: 'raft-leader-log-is-committed', answer: length + shared + alone },
    ...(shared === 0 ? [{ misconception: 'raft-stored-is-committed', answer: length }] : []),
  ];
  const proof = recordStory(whole);
  const why = shared === 0 ? 'earlier' : 'own';
  const question: Question = {
    stem: { key: 'questions.what-is-committed.cut.stem', values: { ...values, logs: logsText(state) } },
    picture: recordStory(story),
    form: {
      type: 'numeric',
      right: committed,
      feedback: { key: `questions.what-is-committed.cut.${why}`, values: { ...values, committed, length } },
    },
    believed: ownTerm,
    proof: { recording: proof, step: proof.end.step, tick: proof.end.tick },
  };
  return refutesBeliefs(question) ? question : null;
}

/** Half of the time nothing of the leader's own term gets to a majority. */
function drawRequests({ servers }: RaftState, random: Random): Requests {
  const leader = pick(servers, random).id;
  const ids = servers.map(({ id }) => id).filter((id) => id !== leader);
  const reached = shuffled(ids, random).slice(0, random.below(Math.floor(servers.length / 2)));
  const shared = random.chance(1, 2) ? 0 : 1 + random.below(2);
  const alone = shared > 0 ? 1 + random.below(2) : random.below(3);
  return { leader, shared, alone, reached: [...reached].sort() };
}

function told(story: Story, { leader, shared, alone, reached }: Requests): Story {
  const requests = (count: number, from: number): RaftCommand[] =>
    Array.from({ length: count }, (_, at) => ({ type: 'clientRequest', server: leader, value: `w${from + at}` }));
  const together = carriedOn(standing(story, leader), requests(shared, 1), SETTLING_MS);
  if (alone === 0) return together;
  const cut = carriedOn(together, [{ type: 'partition', groups: [[leader, ...reached]] }], 1);
  return carriedOn(cut, requests(alone, shared + 1), SETTLING_MS);
}

/** The server stands until it leads. */
function standing(story: Story, leader: ServerId): Story {
  let carried = story;
  for (let election = 0; election < 8 && !leads(runStory(carried), leader); election += 1) {
    carried = carriedOn(carried, [{ type: 'timeout', server: leader }], 40);
  }
  return carried;
}

function leads(state: RaftState, id: ServerId): boolean {
  return findServer(state, id)?.volatile?.role === 'leader';
}

/** As stored attempts have it: a server wins and brings the others into line, and then perhaps a client asks it for one entry. */
function firstRevision(difficulty: Difficulty, random: Random): Question {
  const isAsking = difficulty > 1 && random.chance(1, 2);
  const { story, state, leader, committed, length } = firstGood(() => {
    const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 5 : 2, random);
    const state = runStory(story);
    const leader = pick(state.servers, random).id;
    const end = findServer(runStory(leading(story, leader, isAsking)), leader);
    if (end?.volatile?.role !== 'leader' || lastLogIndex(end) === 0) return null;
    return { story, state, leader, committed: end.volatile.commitIndex, length: lastLogIndex(end) };
  });
  const proof = recordStory(leading(story, leader, isAsking));
  const values = { leader, logs: logsText(state), isAsking: isAsking ? 'yes' : 'no' };
  return {
    stem: { key: 'questions.what-is-committed.stem', values },
    picture: recordStory(story),
    form: {
      type: 'numeric',
      right: committed,
      feedback: { key: 'questions.what-is-committed.why', values: { leader, committed, isAsking: values.isAsking } },
    },
    believed: [{ misconception: 'raft-leader-log-is-committed', answer: length }],
    proof: { recording: proof, step: proof.end.step, tick: proof.end.tick },
  };
}

function leading(story: Story, leader: ServerId, isAsking: boolean): Story {
  return carriedOn(
    standing(story, leader),
    isAsking ? [{ type: 'clientRequest', server: leader, value: 'last' }] : [],
    SETTLING_MS,
  );
}
