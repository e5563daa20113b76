import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { QuizItem } from '@/quiz/schema';
import { recordStart } from '@/sim/core/challenge';
import { timelineFromRecording } from '@/sim/core/timeline';
import { raftLab } from '@/sim/raft/lab';
import { recordAnswer } from './answers';
import { bindSeeded } from './attempt-items';
import { startAttempt } from './attempts';
import { noteTry } from './challenge-tries';
import { joinClass, openClass } from './classes';
import type { Db } from './db/open';
import { markSectionRead } from './progress';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Questions of a quiz in a sample class. */
const ITEMS_MAX = 6;

export const newSample = z.strictObject({ id: z.uuid(), language: z.enum(['ko', 'en']) });

/** A topic to fill a sample class with: its sections, and items of which one option is chosen. */
export interface SampleTopic {
  readonly id: string;
  readonly sections: readonly string[];
  readonly items: readonly Extract<QuizItem, { type: 'single' }>[];
}

/** What a learner of a sample class did. */
interface Doings {
  /** Of the questions, the share that is answered rightly; of each quiz. */
  readonly quizzes: readonly number[];
  readonly sections: number;
  readonly isCertain?: boolean;
  readonly isStuck?: boolean;
  /** How many days ago the last thing was done. */
  readonly lastDaysAgo: number;
}

/** Twelve learners: some get on well, and each reason to help is somebody's. */
const LEARNERS: readonly Doings[] = [
  { quizzes: [1, 1], sections: 6, lastDaysAgo: 1 },
  { quizzes: [0.7, 1], sections: 6, lastDaysAgo: 0 },
  { quizzes: [0.5, 0.9], sections: 5, lastDaysAgo: 2 },
  { quizzes: [0.9], sections: 4, lastDaysAgo: 3 },
  { quizzes: [0.7], sections: 4, lastDaysAgo: 1 },
  { quizzes: [0, 0, 0], sections: 3, lastDaysAgo: 1 },
  { quizzes: [0.3], sections: 3, isCertain: true, lastDaysAgo: 2 },
  { quizzes: [0.9], sections: 6, isStuck: true, lastDaysAgo: 0 },
  { quizzes: [0.5], sections: 1, lastDaysAgo: 12 },
  { quizzes: [], sections: 2, lastDaysAgo: 5 },
  { quizzes: [], sections: 1, lastDaysAgo: 20 },
  { quizzes: [], sections: 0, lastDaysAgo: 30 },
];

interface Sample {
  readonly id: string;
  readonly name: string;
  readonly language: 'ko' | 'en';
  /** What the nth learner is called, from 1: a role and a number. */
  readonly learnerName: (n: number) => string;
}

/**
 * Opens a class that the caller owns, with learners that do not exist: what they did is written as a learner's doings are, only with times
 * in the past. Nobody can join it or sign in as one of them. Who has one already gets that.
 */
export async function openSampleClass(
  db: Db,
  userId: string,
  { id, name, language, learnerName }: Sample,
  topic: SampleTopic,
  nowMs: number,
): Promise<string | null> {
  const known = await db.class.findFirst({
    where: { isSample: true, staff: { some: { userId, role: 'owner' } } },
    select: { id: true },
  });
  if (known !== null) return known.id;
  if ((await openClass(db, userId, { id, name, language }, true)) !== 'opened') return null;
  const { code } = await db.class.findUniqueOrThrow({ where: { id } });
  const items = topic.items.slice(0, ITEMS_MAX);
  const options = await Promise.all(items.map(rightAndWrong));
  for (const [index, doings] of LEARNERS.entries()) {
    const learner = await db.user.create({
      data: {
        name: learnerName(index + 1),
        // A domain that can have no mail: RFC 2606.
        email: `sample-${randomUUID()}@sample.invalid`,
        passwordHash: '',
        sampleClassId: id,
      },
    });
    await joinClass(db, learner.id, { code }, nowMs - 30 * DAY_MS);
    await live(db, learner.id, doings, { topic, items, options }, nowMs - doings.lastDaysAgo * DAY_MS);
  }
  await assign(db, id, topic, nowMs);
  await db.class.update({ where: { id }, data: { closedAt: new Date(nowMs) } });
  return id;
}

interface Course {
  readonly topic: SampleTopic;
  readonly items: SampleTopic['items'];
  readonly options: readonly { readonly right: string; readonly wrong: string }[];
}

/** Lets a learner do it, the last of it at `lastMs`. */
async function live(
  db: Db,
  userId: string,
  { quizzes, sections, isCertain = false, isStuck = false }: Doings,
  { topic, items, options }: Course,
  lastMs: number,
): Promise<void> {
  for (const [index, sectionId] of topic.sections.slice(0, sections).entries())
    await markSectionRead(db, userId, { topicId: topic.id, sectionId }, lastMs - (sections - index) * HOUR_MS);
  for (const [index, share] of quizzes.entries()) {
    const beginMs = lastMs - (quizzes.length - index) * 20 * 60_000;
    const attemptId = randomUUID();
    await startAttempt(db, userId, { attemptId, topicId: topic.id, behaviour: 'quiz' }, items, beginMs);
    for (const [number, item] of items.entries()) {
      const { right = '', wrong = '' } = options[number] ?? {};
      const response = [number < Math.round(share * items.length) ? right : wrong];
      const confidence = isCertain ? 3 : 2;
      const given = { attemptId, answerId: randomUUID(), itemId: item.id, response, tries: 1, confidence };
      await recordAnswer(db, userId, given, beginMs + (number + 1) * 60_000);
    }
  }
  if (isStuck) for (let tries = 3; tries > 0; tries -= 1) await tryInVain(db, userId, lastMs - tries * 60_000);
}

/** The option that earns all points, and one that earns none. */
async function rightAndWrong(item: SampleTopic['items'][number]) {
  const bound = await bindSeeded(item, 0);
  const ids = item.choices.map(({ id }) => id);
  const earned = (option: string) => bound.score([option])?.earned ?? 0;
  const [right = ''] = [...ids].sort((one, other) => earned(other) - earned(one));
  return { right, wrong: ids.find((option) => earned(option) === 0) ?? right };
}

/** A run of a challenge that does not meet its goal: one server's timeout splits no vote. */
async function tryInVain(db: Db, userId: string, atMs: number): Promise<void> {
  const { simulation, challenges } = raftLab;
  const challenge = challenges.find(({ id }) => id === 'split-the-vote-twice');
  if (challenge === undefined) return;
  const timeline = timelineFromRecording(simulation, recordStart(simulation, challenge));
  timeline.dispatch({ type: 'timeout', server: 's1' });
  for (let steps = 0; steps < 20; steps += 1) timeline.stepForward();
  const recording = JSON.stringify(timeline.toRecording());
  const run = { id: randomUUID(), labId: simulation.id, challengeId: challenge.id, recording, spentMs: 6 * 60_000 };
  await noteTry(db, userId, run, atMs);
}

/** A quiz that was due three days ago, and a challenge that is due in four. */
async function assign(db: Db, classId: string, topic: SampleTopic, nowMs: number): Promise<void> {
  const at = (days: number) => new Date(nowMs + days * DAY_MS);
  const common = { classId, note: '', attemptsMax: null, counts: 'best', createdAt: at(-14) };
  await db.assignment.createMany({
    data: [
      { id: randomUUID(), ...common, kind: 'quiz', ref: topic.id, dueAt: at(-3) },
      {
        id: randomUUID(),
        ...common,
        kind: 'challenge',
        ref: `${raftLab.simulation.id}/split-the-vote-twice`,
        dueAt: at(4),
      },
    ],
  });
}
