import { firstGood, questionRandom, shuffled } from '../../core/draw';
import { type QuestionGenerator, type QuestionOption, refutesBeliefs } from '../../core/question';
import type { Random } from '../../core/random';
import type { RaftCommand } from '../command';
import { type RaftConfig, SERVER_IDS, type ServerId } from '../config';
import { at, calm } from '../script';
import { carriedOn, ROUND_MS, recordStory, type Story, stepsAfter } from './history';

const SALT = 26;
const GROUPS = 5;

interface Change {
  readonly before: readonly ServerId[];
  readonly after: readonly ServerId[];
}

/**
 * A cluster is to lose members (§6): which groups, if they alone store C_old,new, are enough to commit it? 1: five servers become
 * three, the leader stays; 2: seven become four; 3: seven become four, and the leader may not be among them. Each group is tried.
 * Since revision 2 whoever takes one majority for enough, or every group, is wrong about enough of them.
 */
export const jointMajority: QuestionGenerator<RaftConfig, RaftCommand, 'joint-majority'> = {
  id: 'joint-majority',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { change, groups, right } = firstGood(() => {
      const change = drawChange(difficulty === 1 ? 5 : 7, difficulty === 1 ? 3 : 4, difficulty < 3, random);
      const groups = drawGroups(change, random);
      if (
        revision > 1 &&
        !refutesBeliefs(
          askedAbout(
            change,
            groups,
            groups.filter((group) => hasBothMajorities(change, group)),
          ),
        )
      )
        return null;
      const right = groups.filter((group) => commitStep(change, group) !== null);
      const isHalfEnough = groups.some((group) => !right.includes(group) && hasOneMajority(change, group));
      if (right.length === 0 || !isHalfEnough) return null;
      return revision > 1 && !refutesBeliefs(askedAbout(change, groups, right)) ? null : { change, groups, right };
    });
    const [first = groups[0] ?? []] = right;
    const proof = recordStory(reaching(change, first));
    return {
      stem: {
        key: 'questions.joint-majority.stem',
        values: { before: change.before.join(', '), after: change.after.join(', ') },
      },
      picture: recordStory(led(change)),
      ...askedAbout(change, groups, right),
      proof: { recording: proof, step: commitStep(change, first) ?? proof.end.step, tick: proof.end.tick },
    };
  },
};

type Group = readonly ServerId[];

function askedAbout(change: Change, groups: readonly Group[], right: readonly Group[]) {
  const options = groups.map((group) => optionOf(change, group, right.includes(group)));
  return {
    form: { type: 'multiple' as const, options, right: right.map(idOf) },
    believed: [
      {
        misconception: 'raft-one-majority-is-enough',
        answer: groups.filter((group) => hasOneMajority(change, group)).map(idOf),
      },
      { misconception: 'raft-majority-of-the-living', answer: groups.map(idOf) },
    ],
  };
}

function drawChange(count: number, left: number, leaderStays: boolean, random: Random): Change {
  const before = SERVER_IDS.slice(0, count);
  const others = before.filter((id) => id !== 's1');
  const stay = shuffled(leaderStays ? others : before, random).slice(0, leaderStays ? left - 1 : left);
  return { before, after: before.filter((id) => stay.includes(id) || (leaderStays && id === 's1')) };
}

/** Different groups of two to all but one, the leader among them. */
function drawGroups({ before }: Change, random: Random): readonly (readonly ServerId[])[] {
  const others = before.filter((id) => id !== 's1');
  const groups = new Map<string, readonly ServerId[]>();
  while (groups.size < GROUPS) {
    const picked = shuffled(others, random).slice(0, 1 + random.below(others.length - 1));
    const group = before.filter((id) => id === 's1' || picked.includes(id));
    groups.set(idOf(group), group);
  }
  return [...groups.values()];
}

function idOf(group: readonly ServerId[]): string {
  return group.join('-');
}

/** s1 leads and everybody knows it. */
function led({ before }: Change): Story {
  return {
    config: calm({ servers: before.length }),
    commands: at(0, { type: 'timeout', server: 's1' }),
    endMs: ROUND_MS,
  };
}

/** From then on only this group is reached, and the change begins. */
function reaching(change: Change, group: readonly ServerId[]): Story {
  const commands: readonly RaftCommand[] = [
    { type: 'partition', groups: [[...group]] },
    { type: 'reconfigure', servers: [...change.after] },
  ];
  return carriedOn(led(change), commands, 2 * ROUND_MS);
}

/** The step at which the leader commits C_old,new, its log's first entry; null when it cannot. */
function commitStep(change: Change, group: readonly ServerId[]): number | null {
  const commits = stepsAfter(led(change), reaching(change, group)).filter(({ trace }) =>
    trace.some(({ kind, actor, data }) => kind === 'commit' && actor === 's1' && data?.from === 0),
  );
  return commits[0]?.step ?? null;
}

function votesIn(servers: readonly ServerId[], group: readonly ServerId[]): { has: number; needs: number } {
  return { has: servers.filter((id) => group.includes(id)).length, needs: Math.floor(servers.length / 2) + 1 };
}

function hasBothMajorities({ before, after }: Change, group: readonly ServerId[]): boolean {
  return [before, after].every((servers) => {
    const { has, needs } = votesIn(servers, group);
    return has >= needs;
  });
}

function hasOneMajority({ before, after }: Change, group: readonly ServerId[]): boolean {
  return [before, after].some((servers) => {
    const { has, needs } = votesIn(servers, group);
    return has >= needs;
  });
}

function optionOf(change: Change, group: readonly ServerId[], isRight: boolean): QuestionOption {
  const old = votesIn(change.before, group);
  const next = votesIn(change.after, group);
  const belief = hasOneMajority(change, group) ? 'raft-one-majority-is-enough' : 'raft-majority-of-the-living';
  return {
    id: idOf(group),
    label: { verbatim: group.join(', ') },
    feedback: {
      key: isRight ? 'questions.joint-majority.enough' : 'questions.joint-majority.short',
      values: { oldHas: old.has, oldNeeds: old.needs, newHas: next.has, newNeeds: next.needs },
    },
    misconception: isRight ? null : belief,
  };
}
