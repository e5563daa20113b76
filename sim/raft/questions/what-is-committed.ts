import type { QuestionGenerator } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, lastLogIndex, type RaftState } from '../state';
import { carriedOn, drawStory, drawUntil, pick, questionRandom, recordStory, runStory, type Story } from './history';
import { logsText } from './logs';

const SALT = 23;

/**
 * A server stands, wins, and brings the others into line, but no client asks for anything: how far is the log committed then?
 * 1: three servers; 2: five; 3: with a longer history. Entries of earlier terms stand on every server and still are not
 * committed by that (§5.4.2).
 */
export const whatIsCommitted: QuestionGenerator<RaftConfig, RaftCommand, 'what-is-committed'> = {
  id: 'what-is-committed',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const isAsking = difficulty > 1 && random.chance(1, 2);
    const { story, state, leader, committed } = drawUntil(() => {
      const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 5 : 2, random);
      const state = runStory(story);
      const leader = pick(state.servers, random).id;
      const committed = committedBy(story, leader, isAsking);
      return committed === null ? null : { story, state, leader, committed };
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
      proof: { recording: proof, step: proof.end.step, tick: proof.end.tick },
    };
  },
};

/** The server stands until it leads; then, perhaps, a client asks it for one more entry. */
function leading(story: Story, leader: ServerId, isAsking: boolean): Story {
  let carried = story;
  for (let election = 0; election < 8 && !leads(runStory(carried), leader); election += 1) {
    carried = carriedOn(carried, [{ type: 'timeout', server: leader }], 40);
  }
  return carriedOn(carried, isAsking ? [{ type: 'clientRequest', server: leader, value: 'last' }] : [], 400);
}

function leads(state: RaftState, id: ServerId): boolean {
  return findServer(state, id)?.volatile?.role === 'leader';
}

/** The leader's commitIndex in the end; null when it does not come to lead, or has nothing to commit. */
function committedBy(story: Story, leader: ServerId, isAsking: boolean): number | null {
  const state = runStory(leading(story, leader, isAsking));
  const server = findServer(state, leader);
  if (server?.volatile?.role !== 'leader' || lastLogIndex(server) === 0) return null;
  return server.volatile.commitIndex;
}
