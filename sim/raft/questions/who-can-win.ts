import type { QuestionGenerator } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import type { RaftState, Server } from '../state';
import { carriedOn, drawStory, drawUntil, questionRandom, recordStory, runStory, type Story } from './history';
import { logEnd, logsText, serverOptions } from './logs';

const SALT = 21;

/** Enough elections for the term of whoever stands to pass everybody's. */
const ELECTIONS_MAX = 8;
const ELECTION_MS = 40;

/**
 * Which servers can become leader now, standing alone with all the others reachable? 1: three servers; 2: five; 3: five with a
 * longer history. Nothing is worked out: each of them stands until it leads or it is plain that it never will.
 */
export const whoCanWin: QuestionGenerator<RaftConfig, RaftCommand, 'who-can-win'> = {
  id: 'who-can-win',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { story, state, winners } = drawUntil(() => {
      const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 6 : 3, random);
      const state = runStory(story);
      const winners = state.servers.filter(({ id }) => winsAt(story, id) !== null).map(({ id }) => id);
      return winners.length === state.servers.length ? null : { story, state, winners };
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

function feedbackFor(server: Server, state: RaftState, winners: readonly ServerId[]) {
  const { term, index } = logEnd(server);
  const key = winners.includes(server.id) ? 'questions.who-can-win.can' : 'questions.who-can-win.cannot';
  return { key, values: { server: server.id, term, index, majority: Math.floor(state.servers.length / 2) + 1 } };
}

/** Who takes this one for a winner: its log may be as long as any, or it may know of an entry that others lack. */
function beliefIn(server: Server, state: RaftState): string {
  const longest = Math.max(...state.servers.map((each) => logEnd(each).index));
  return logEnd(server).index === longest ? 'raft-longest-log-wins' : 'raft-anyone-can-lead';
}
