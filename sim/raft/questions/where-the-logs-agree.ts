import { firstGood, questionRandom } from '../../core/draw';
import { type BelievedAnswer, type QuestionGenerator, refutesBeliefs } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, lastLogIndex, type RaftState } from '../state';
import {
  carriedOn,
  drawLeaderAndFollower,
  recordStory,
  runStory,
  type Story,
  stepsAfter,
  untilItLeads,
} from './history';
import { commonLength, logsText } from './logs';

const SALT = 24;

/** Long enough for a leader to find, one index at a time, where the longest of these logs agrees with its own. */
const FINDING_MS = 600;

/**
 * A server has won; how many of its AppendEntries does one follower refuse before the logs are found to agree (§5.3)? 1: three
 * servers; 2: five; 3: five with a longer history. The refusals are counted in the run. Not asked since revision 2:
 * where the follower lacks no more than the end of the leader's log, or has nothing in common with it.
 */
export const whereTheLogsAgree: QuestionGenerator<RaftConfig, RaftCommand, 'where-the-logs-agree'> = {
  id: 'where-the-logs-agree',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { story, state, leader, follower, found } = firstGood(() => {
      const drawn = drawLeaderAndFollower(difficulty, random);
      const believed = believedOf(drawn.state, drawn.leader, drawn.follower);
      if (revision > 1 && !isTelling(promisedRefusals(drawn.state, drawn.leader, drawn.follower), believed))
        return null;
      const found = findAgreement(drawn.story, drawn.leader, drawn.follower);
      if (found === null || found.refusals === 0) return null;
      return revision > 1 && !isTelling(found.refusals, believed) ? null : { ...drawn, found };
    });
    const values = { leader, follower, logs: logsText(state) };
    const { refusals, agree, last, carried } = found;
    const proof = recordStory(carried);
    return {
      stem: { key: 'questions.where-the-logs-agree.stem', values },
      picture: recordStory(story),
      form: {
        type: 'numeric',
        right: refusals,
        feedback: {
          key: 'questions.where-the-logs-agree.why',
          values: { leader, follower, refusals, agree, last, next: last + 1 },
        },
      },
      believed: believedOf(state, leader, follower),
      proof: { recording: proof, step: found.step, tick: proof.end.tick },
    };
  },
};

function isTelling(right: number, believed: readonly BelievedAnswer[]): boolean {
  return refutesBeliefs({ form: { type: 'numeric', right, feedback: { verbatim: '' } }, believed });
}

function promisedRefusals(state: RaftState, leader: ServerId, follower: ServerId): number {
  const [from, to] = [findServer(state, leader), findServer(state, follower)];
  return from === null || to === null ? 0 : lastLogIndex(from) - commonLength(from, to);
}

function believedOf(state: RaftState, leader: ServerId, follower: ServerId): readonly BelievedAnswer[] {
  const [from, to] = [findServer(state, leader), findServer(state, follower)];
  if (from === null || to === null) return [];
  const last = lastLogIndex(from);
  return [
    { misconception: 'raft-shorter-log-lacks-the-end', answer: Math.max(0, last - lastLogIndex(to)) },
    { misconception: 'raft-follower-starts-over', answer: last },
  ];
}

interface Agreement {
  readonly refusals: number;
  /** The index up to which the logs were found to be the same. */
  readonly agree: number;
  /** The leader's last index. */
  readonly last: number;
  readonly step: number;
  readonly carried: Story;
}

/** Null when the server does not come to lead. */
function findAgreement(story: Story, leader: ServerId, follower: ServerId): Agreement | null {
  const led = untilItLeads(story, leader);
  if (led === null) return null;
  const carried = carriedOn(led, [], FINDING_MS);
  const end = findServer(runStory(carried), leader);
  if (end === null || end.volatile?.role !== 'leader') return null;
  let refusals = 0;
  for (const { step, cause } of stepsAfter(story, carried)) {
    if (cause.type !== 'event' || cause.event.type !== 'deliver') continue;
    const { from, to, rpc } = cause.event.message;
    if (from !== follower || to !== leader || rpc.type !== 'AppendEntriesReply') continue;
    if (rpc.success) return { refusals, agree: lastLogIndex(end) - refusals, last: lastLogIndex(end), step, carried };
    refusals += 1;
  }
  return null;
}
