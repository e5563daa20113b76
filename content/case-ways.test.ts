import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bringAbout } from '@/sim/core/milestone';
import { recordScenario } from '@/sim/core/scenario';
import { raftLab } from '@/sim/raft/lab';
import { cases } from './cases';
import { topics } from './catalog';
import { readLesson } from './lesson-document';
import { lessonFile } from './lesson-path';
import { takeInLesson } from './lesson-reading';

/** What a learner of a case is asked to commit to, finds out in the lab, and defends in the end. */
interface Way {
  readonly lesson: string;
  /** The question of the section that opens with the case. */
  readonly commits: string;
  /** What each run answers, by the decision that asks for it, in the order of the lesson. */
  readonly finds: Readonly<Record<string, number | string>>;
  readonly defends: { readonly question: string; readonly choice: string };
}

const ways: Readonly<Record<string, Way>> = {
  'write-to-a-replica': {
    lesson: 'elections',
    commits: 'pinned-address',
    finds: {
      'votes-at-the-win': 3,
      'servers-down': 3,
      'term-that-was-won': 2,
      'entries-lost-by-s1': 2,
      'server-that-is-named': 's3',
    },
    defends: { question: 'address-to-defend', choice: 'by-label' },
  },
  'the-empty-master': {
    lesson: 'log-and-commit',
    commits: 'why-replicas-lost-theirs',
    finds: {
      'most-refusals': 's7',
      'who-gave-them-back': 's2',
      'entries-thrown-away': 3,
      'copies-when-it-was-lost': 3,
      'commit-index-jumps-to': 3,
      'times-charged': 2,
      'disks-with-x': 1,
    },
    defends: { question: 'persistence-to-defend', choice: 'aof-on-a-volume' },
  },
  'three-pods-one-node': {
    lesson: 'members-and-snapshots',
    commits: 'what-one-node-leaves',
    finds: {
      'stored-at-the-commit': 3,
      'disks-with-the-change': 2,
      'next-term-with-a-leader': 3,
      'snapshot-reaches-to': 4,
      'entries-after-the-restart': 3,
    },
    defends: { question: 'spread-to-defend', choice: 'three-nodes' },
  },
};

const topicId = '12-consensus-algorithms';

function reading(lesson: string) {
  const read = readLesson(readFileSync(path.join(import.meta.dirname, lessonFile(topicId, lesson, 'en')), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return takeInLesson(read);
}

/** What the run of each decision answers, played from where its lab opens, with the decision's own commands. */
function found({ decides, labs }: ReturnType<typeof reading>) {
  return decides.map(({ id, until, line }) => {
    const moment = labs.filter((each) => each.line < line).at(-1);
    const scenario = raftLab.scenarios.find((each) => each.id === moment?.scenario);
    const milestone = raftLab.milestones.find((each) => each.id === until);
    if (scenario === undefined || milestone === undefined) throw new Error(`${id}: the lab has no such thing`);
    const recording = recordScenario(raftLab.simulation, scenario);
    return [id, bringAbout(raftLab.simulation, milestone, recording, moment?.step ?? 0)?.answer];
  });
}

test.each(Object.entries(ways))('the way of %s leads from what was seen to a choice to defend', async (id, way) => {
  const lesson = reading(way.lesson);
  expect(lesson.cases.map((each) => [each.id, each.part])).toEqual([
    [id, 'opens'],
    [id, 'closes'],
  ]);
  const asked = lesson.predicts.map(({ item }) => item);
  expect([asked[0], asked.at(-1)]).toEqual([way.commits, way.defends.question]);
  expect(Object.fromEntries(found(lesson))).toEqual(way.finds);
  const { predictions = [] } = (await topics()).get(topicId) ?? {};
  const last = predictions.find((each) => each.id === way.defends.question);
  expect(last?.choices.filter(({ correct }) => correct).map((each) => each.id)).toEqual([way.defends.choice]);
  // A reader who chooses otherwise is shown the run that refutes it.
  expect(last?.choices.every(({ correct, run }) => correct || run !== undefined)).toBe(true);
});

test('every case of the topic that a lesson opens with has its way here', async () => {
  const own = (await cases()).filter(({ topic, lesson }) => topicId.startsWith(`${topic}-`) && lesson !== undefined);
  expect(own.map(({ id }) => id).sort()).toEqual(Object.keys(ways).sort());
});
