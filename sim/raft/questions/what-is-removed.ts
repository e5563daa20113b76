import type { QuestionGenerator, QuestionOption } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, type RaftState } from '../state';
import {
  carriedOn,
  drawLeaderAndFollower,
  drawUntil,
  questionRandom,
  recordStory,
  type Story,
  stepsAfter,
  untilItLeads,
} from './history';
import { logsText } from './logs';

const SALT = 25;
const SETTLING_MS = 600;

/**
 * A server has won and takes a request: which entries does one follower remove from its log (§5.3)? 1: three servers; 2: five;
 * 3: five with a longer history. What is removed is read off the run.
 */
export const whatIsRemoved: QuestionGenerator<RaftConfig, RaftCommand, 'what-is-removed'> = {
  id: 'what-is-removed',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { story, state, leader, follower, removal } = drawUntil(() => {
      const drawn = drawLeaderAndFollower(difficulty, random);
      const { story, state, leader, follower } = drawn;
      const length = findServer(state, follower)?.persistent.log.length ?? 0;
      const removal = length > 8 ? null : findRemoval(story, leader, follower);
      // Some go and some stay, or there is nothing to tell apart.
      return removal === null || removal.from === 1 ? null : { ...drawn, removal };
    });
    const proof = recordStory(removal.carried);
    const options = entriesOf(state, follower, leader, removal.from);
    return {
      stem: { key: 'questions.what-is-removed.stem', values: { leader, follower, logs: logsText(state) } },
      picture: recordStory(story),
      form: {
        type: 'multiple',
        options,
        right: options.filter(({ misconception }) => misconception === null).map(({ id }) => id),
      },
      proof: { recording: proof, step: removal.step, tick: proof.end.tick },
    };
  },
};

/** The entries of the follower's log; what stands at `from` or after it goes. */
function entriesOf(state: RaftState, follower: ServerId, leader: ServerId, from: number): readonly QuestionOption[] {
  const log = findServer(state, follower)?.persistent.log ?? [];
  return log.map(({ term }, position) => {
    const index = position + 1;
    const goes = index >= from;
    return {
      id: `i${index}`,
      label: { key: 'questions.what-is-removed.entry', values: { index, term } },
      feedback: {
        key: goes ? 'questions.what-is-removed.goes' : 'questions.what-is-removed.stays',
        values: { index, term, leader, from },
      },
      misconception: goes ? null : 'raft-follower-starts-over',
    };
  });
}

interface Removal {
  /** The first index that is removed. */
  readonly from: number;
  readonly step: number;
  readonly carried: Story;
}

/** Null when the server does not come to lead, or when nothing is removed or not all at once. */
function findRemoval(story: Story, leader: ServerId, follower: ServerId): Removal | null {
  const led = untilItLeads(story, leader);
  if (led === null) return null;
  const carried = carriedOn(led, [{ type: 'clientRequest', server: leader, value: 'last' }], SETTLING_MS);
  const removals = stepsAfter(story, carried).flatMap(({ step, trace }) =>
    trace
      .filter(({ kind, actor }) => kind === 'truncate' && actor === follower)
      .map(({ data }) => ({ from: Number(data?.from), step })),
  );
  const [only] = removals;
  return only === undefined || removals.length > 1 ? null : { ...only, carried };
}
