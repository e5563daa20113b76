import type { QuestionGenerator } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, type RaftState, type Server } from '../state';
import { carriedOn, drawStory, drawUntil, pick, questionRandom, recordStory, runStory, type Story } from './history';
import { isAtLeastAsUpToDate, logEnd, logsText, serverOptions } from './logs';

const SALT = 22;

/**
 * A server's election timeout elapses: which of the others grant it their vote? 1: three servers; 2: five; 3: five with a longer
 * history, in which terms get in the way as well as logs.
 */
export const whoGrantsTheVote: QuestionGenerator<RaftConfig, RaftCommand, 'who-grants-the-vote'> = {
  id: 'who-grants-the-vote',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { story, state, candidate, granted } = drawUntil(() => {
      const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 6 : 3, random);
      const state = runStory(story);
      const candidate = pick(state.servers, random);
      const granted = grantsOf(story, candidate.id);
      const others = state.servers.length - 1;
      return granted.length === 0 || granted.length === others ? null : { story, state, candidate, granted };
    });
    const others = state.servers.filter((server) => server !== candidate);
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
      proof: { recording: proof, step: proof.end.step, tick: proof.end.tick },
    };
  },
};

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

function feedbackFor(server: Server, candidate: Server, isGranted: boolean) {
  const { term, index } = logEnd(server);
  const values = { server: server.id, candidate: candidate.id, term, index, current: server.persistent.currentTerm };
  if (isGranted) return { key: 'questions.who-grants-the-vote.grants', values };
  const reason = isAtLeastAsUpToDate(logEnd(candidate), logEnd(server)) ? 'byTerm' : 'byLog';
  return { key: `questions.who-grants-the-vote.${reason}`, values };
}

/** Who counts on this vote: the candidate's log may be the longer one, or the voter be thought free to vote again. */
function beliefIn(server: Server, candidate: Server): string {
  if (isAtLeastAsUpToDate(logEnd(candidate), logEnd(server))) return 'raft-votes-can-move';
  return logEnd(candidate).index >= logEnd(server).index ? 'raft-longest-log-wins' : 'raft-anyone-can-lead';
}
