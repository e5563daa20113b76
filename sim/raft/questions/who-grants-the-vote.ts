import { firstGood, pick, questionRandom, shuffled } from '../../core/draw';
import { type BelievedAnswer, type Difficulty, type QuestionGenerator, refutesBeliefs } from '../../core/question';
import type { Random } from '../../core/random';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, type RaftState, type Server } from '../state';
import { carriedOn, drawStory, recordStory, runStory, type Story } from './history';
import { isAtLeastAsUpToDate, logEnd, logsText, serverOptions } from './logs';

const SALT = 22;

/**
 * A server's election timeout elapses: which of the others grant it their vote? 1: three servers; 2: five; 3: five with a longer
 * history, in which terms get in the way as well as logs. Not asked since revision 2: where whoever overlooks the logs, compares
 * lengths alone or, at 3, overlooks the terms is right about most.
 */
export const whoGrantsTheVote: QuestionGenerator<RaftConfig, RaftCommand, 'who-grants-the-vote'> = {
  id: 'who-grants-the-vote',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { story, state, candidate, granted } = firstGood(() =>
      revision === 1 ? drawAny(difficulty, random) : drawTelling(difficulty, random),
    );
    const others = othersThan(candidate, state);
    const options = serverOptions(others, (server) => ({
      feedback: feedbackFor(server, candidate, granted.includes(server.id)),
      misconception: granted.includes(server.id) ? null : beliefIn(server, candidate),
    }));
    const proof = recordStory(asking(story, candidate.id));
    const values = {
      candidate: candidate.id,
      term: candidate.persistent.currentTerm + 1,
      logs: logsText(state),
      terms: state.servers.map(({ id, persistent }) => `${id} ${persistent.currentTerm}`).join(', '),
    };
    return {
      stem: { key: 'questions.who-grants-the-vote.stem', values },
      picture: recordStory(story),
      form: { type: 'multiple', options, right: granted },
      believed: believedOf(others, candidate, difficulty),
      proof: { recording: proof, step: proof.end.step, tick: proof.end.tick },
    };
  },
};

/** As stored attempts have it. */
function drawAny(difficulty: Difficulty, random: Random) {
  const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 6 : 3, random);
  const state = runStory(story);
  const candidate = pick(state.servers, random);
  const granted = grantsOf(story, candidate.id);
  const others = state.servers.length - 1;
  return granted.length === 0 || granted.length === others ? null : { story, state, candidate, granted };
}

function drawTelling(difficulty: Difficulty, random: Random) {
  const drawn = drawStory(difficulty === 1 ? 3 : 5, difficulty === 1 ? 3 : 5, random);
  const story = difficulty === 3 ? standingInVain(drawn, random) : drawn;
  const state = runStory(story);
  // What terms and logs promise is cheap to see; what comes of it is run.
  const candidate = shuffled(state.servers, random).find((each) => {
    const others = othersThan(each, state);
    const promised = others.filter((voter) => isFree(voter, each) && isBehind(voter, each));
    return isTelling(others, each, difficulty, idsOf(promised));
  });
  if (candidate === undefined) return null;
  const granted = grantsOf(story, candidate.id);
  const others = othersThan(candidate, state);
  if (granted.length === 0 || granted.length === others.length) return null;
  return isTelling(others, candidate, difficulty, granted) ? { story, state, candidate, granted } : null;
}

/** Some servers stand while nobody reaches them: their terms are higher than what the others know of. */
function standingInVain(story: Story, random: Random): Story {
  const ids = runStory(story).servers.map(({ id }) => id);
  let carried = story;
  for (const server of shuffled(ids, random).slice(0, 1 + random.below(2))) {
    const alone: RaftCommand[] = [
      { type: 'partition', groups: [[server]] },
      { type: 'timeout', server },
    ];
    carried = carriedOn(carried, alone, 20);
    carried = carriedOn(
      carried,
      [
        { type: 'crash', server },
        { type: 'restart', server, disk: true },
      ],
      5,
    );
  }
  return carriedOn(carried, [{ type: 'heal' }], 5);
}

function asking(story: Story, id: ServerId): Story {
  return carriedOn(story, [{ type: 'timeout', server: id }], 30);
}

/** Who has voted for the candidate in its term once everybody has answered. */
function grantsOf(story: Story, candidate: ServerId): readonly ServerId[] {
  const before: RaftState = runStory(story);
  const term = (findServer(before, candidate)?.persistent.currentTerm ?? 0) + 1;
  const after = runStory(asking(story, candidate));
  return after.servers
    .filter(({ id, persistent }) => id !== candidate && persistent.currentTerm === term)
    .filter(({ persistent }) => persistent.votedFor === candidate)
    .map(({ id }) => id);
}

function idsOf(servers: readonly Server[]): readonly ServerId[] {
  return servers.map(({ id }) => id);
}

function othersThan(candidate: Server, { servers }: RaftState): readonly Server[] {
  return servers.filter((server) => server !== candidate);
}

/** Whether the candidate's term is new to the voter. */
function isFree(voter: Server, candidate: Server): boolean {
  return voter.persistent.currentTerm < candidate.persistent.currentTerm + 1;
}

/** Whether the candidate's log is at least as up to date as the voter's. */
function isBehind(voter: Server, candidate: Server): boolean {
  return isAtLeastAsUpToDate(logEnd(candidate), logEnd(voter));
}

function believedOf(others: readonly Server[], candidate: Server, difficulty: Difficulty): readonly BelievedAnswer[] {
  const free = others.filter((each) => isFree(each, candidate));
  const byLength = free.filter((each) => logEnd(candidate).index >= logEnd(each).index);
  const behind = others.filter((each) => isBehind(each, candidate));
  return [
    { misconception: 'raft-anyone-can-lead', answer: idsOf(free) },
    { misconception: 'raft-longest-log-wins', answer: idsOf(byLength) },
    ...(difficulty === 3 ? [{ misconception: 'raft-votes-can-move', answer: idsOf(behind) }] : []),
  ];
}

function isTelling(
  others: readonly Server[],
  candidate: Server,
  difficulty: Difficulty,
  granted: readonly ServerId[],
): boolean {
  const options = serverOptions(others, () => ({ feedback: { verbatim: '' }, misconception: null }));
  const believed = believedOf(others, candidate, difficulty);
  return refutesBeliefs({ form: { type: 'multiple', options, right: granted }, believed });
}

function feedbackFor(server: Server, candidate: Server, isGranted: boolean) {
  const { term, index } = logEnd(server);
  const own = logEnd(candidate);
  const current = server.persistent.currentTerm;
  const values = { server: server.id, candidate: candidate.id, term, index, current };
  const decided = own.term === term ? 'length' : 'term';
  const compared = { ...values, decided, ownTerm: own.term, ownIndex: own.index };
  if (isGranted) return { key: 'questions.who-grants-the-vote.grants', values: compared };
  if (isBehind(server, candidate)) return { key: 'questions.who-grants-the-vote.byTerm', values };
  return { key: 'questions.who-grants-the-vote.byLog', values: compared };
}

/** Who counts on this vote: the candidate's log may be the longer one, or the voter be thought free to vote again. */
function beliefIn(server: Server, candidate: Server): string {
  if (isBehind(server, candidate)) return 'raft-votes-can-move';
  return logEnd(candidate).index >= logEnd(server).index ? 'raft-longest-log-wins' : 'raft-anyone-can-lead';
}
