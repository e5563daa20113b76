import { firstGood, questionRandom } from '../../core/draw';
import { type BelievedAnswer, type QuestionGenerator, refutesBeliefs } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import type { RaftState, Server } from '../state';
import { carriedOn, drawStory, recordStory, runStory, type Story } from './history';
import { logEnd, logsText, moreUpToDate, serverOptions } from './logs';

const SALT = 21;

/** Enough elections for the term of whoever stands to pass everybody's. */
const ELECTIONS_MAX = 8;
const ELECTION_MS = 40;

/**
 * Which servers can become leader now, standing alone with all the others reachable? 1: three servers; 2: five; 3: five with a
 * longer history. Nothing is worked out: each of them stands until it leads or it is plain that it never will. Not asked since
 * revision 2: where whoever goes by length, or takes everybody for a winner, is right about most.
 */
export const whoCanWin: QuestionGenerator<RaftConfig, RaftCommand, 'who-can-win'> = {
  id: 'who-can-win',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { story, state, winners } = firstGood(() => {
      const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 6 : 3, random);
      const state = runStory(story);
      // What the logs promise is cheap to see; what comes of it is run.
      if (revision > 1 && !isTelling(state, promisedWinners(state))) return null;
      const winners = state.servers.filter(({ id }) => winsAt(story, id) !== null).map(({ id }) => id);
      if (winners.length === state.servers.length || (revision > 1 && !isTelling(state, winners))) return null;
      return { story, state, winners };
    });
    const first = winners[0] ?? state.servers[0]?.id ?? 's1';
    const proof = standing(story, first);
    const options = serverOptions(state.servers, (server) => ({
      feedback: feedbackFor(server, state, winners),
      misconception: winners.includes(server.id) ? null : beliefIn(server, state),
    }));
    const step = winsAt(story, first) ?? recordStory(proof).end.step;
    return {
      stem: { key: 'questions.who-can-win.stem', values: { logs: logsText(state) } },
      picture: recordStory(story),
      form: { type: 'multiple', options, right: winners },
      believed: believedIn(state),
      proof: { recording: recordStory(proof), step, tick: recordStory(proof).end.tick },
    };
  },
};

function standing(story: Story, id: ServerId): Story {
  let carried = story;
  for (let election = 0; election < ELECTIONS_MAX; election += 1) {
    carried = carriedOn(carried, [{ type: 'timeout', server: id }], ELECTION_MS);
  }
  return carried;
}

/** The step at which the server leads; null when it never does. */
function winsAt(story: Story, id: ServerId): number | null {
  let at: number | null = null;
  const before = recordStory(story).end.step;
  runStory(standing(story, id), (state, step) => {
    const server = state.servers.find((each) => each.id === id);
    if (at === null && step > before && server?.volatile?.role === 'leader') at = step;
  });
  return at;
}

function isTelling(state: RaftState, winners: readonly ServerId[]): boolean {
  const options = serverOptions(state.servers, () => ({ feedback: { verbatim: '' }, misconception: null }));
  return refutesBeliefs({ form: { type: 'multiple', options, right: winners }, believed: believedIn(state) });
}

function promisedWinners(state: RaftState): readonly ServerId[] {
  const quorum = Math.floor(state.servers.length / 2) + 1;
  return state.servers
    .filter((server) => state.servers.length - moreUpToDate(server, state).length >= quorum)
    .map(({ id }) => id);
}

function believedIn(state: RaftState): readonly BelievedAnswer[] {
  return [
    { misconception: 'raft-longest-log-wins', answer: longestLogs(state) },
    { misconception: 'raft-anyone-can-lead', answer: state.servers.map(({ id }) => id) },
  ];
}

function longestLogs(state: RaftState): readonly ServerId[] {
  const longest = Math.max(...state.servers.map((each) => logEnd(each).index));
  return state.servers.filter((each) => logEnd(each).index === longest).map(({ id }) => id);
}

function feedbackFor(server: Server, state: RaftState, winners: readonly ServerId[]) {
  const { term, index } = logEnd(server);
  const values = { server: server.id, term, index, majority: Math.floor(state.servers.length / 2) + 1 };
  if (winners.includes(server.id)) return { key: 'questions.who-can-win.can', values };
  const refusing = moreUpToDate(server, state);
  const byTerm = refusing.filter((each) => logEnd(each).term > term).length;
  const decided = byTerm === refusing.length ? 'term' : byTerm === 0 ? 'length' : 'both';
  const others = refusing.map(({ id }) => id).join(', ');
  return { key: 'questions.who-can-win.cannot', values: { ...values, decided, others } };
}

/** Who takes this one for a winner: its log may be as long as any, or it may know of an entry that others lack. */
function beliefIn(server: Server, state: RaftState): string {
  return longestLogs(state).includes(server.id) ? 'raft-longest-log-wins' : 'raft-anyone-can-lead';
}
