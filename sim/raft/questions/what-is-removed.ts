import { firstGood, questionRandom } from '../../core/draw';
import { type QuestionGenerator, type QuestionOption, refutesBeliefs } from '../../core/question';
import type { RaftCommand } from '../command';
import type { RaftConfig, ServerId } from '../config';
import { findServer, type RaftState } from '../state';
import { carriedOn, drawLeaderAndFollower, recordStory, type Story, stepsAfter, untilItLeads } from './history';
import { logsText } from './logs';

const SALT = 25;
const SETTLING_MS = 600;

/**
 * A server has won and takes a request: which entries does one follower remove from its log (§5.3)? 1: three servers; 2: five;
 * 3: five with a longer history. What is removed is read off the run. Since revision 2 enough stays for
 * whoever has the follower start over to be wrong.
 */
export const whatIsRemoved: QuestionGenerator<RaftConfig, RaftCommand, 'what-is-removed'> = {
  id: 'what-is-removed',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { story, state, leader, follower, removal } = firstGood(() => {
      const drawn = drawLeaderAndFollower(difficulty, random);
      const { story, state, leader, follower } = drawn;
      const length = findServer(state, follower)?.persistent.log.length ?? 0;
      const removal = length > (revision === 1 ? 8 : 6) ? null : findRemoval(story, leader, follower);
      // Some go and some stay, or there is nothing to tell apart.
      if (removal === null || removal.from === 1) return null;
      const asked = askedAbout(entriesOf(state, follower, leader, removal.from));
      return revision > 1 && !refutesBeliefs(asked) ? null : { ...drawn, removal };
    });
    const proof = recordStory(removal.carried);
    return {
      stem: { key: 'questions.what-is-removed.stem', values: { leader, follower, logs: logsText(state) } },
      picture: recordStory(story),
      ...askedAbout(entriesOf(state, follower, leader, removal.from)),
      proof: { recording: proof, step: removal.step, tick: proof.end.tick },
    };
  },
};

function askedAbout(options: readonly QuestionOption[]) {
  const right = options.filter(({ misconception }) => misconception === null).map(({ id }) => id);
  const all = options.map(({ id }) => id);
  return {
    form: { type: 'multiple' as const, options, right },
    believed: [{ misconception: 'raft-follower-starts-over', answer: all }],
  };
}

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
