import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as account from '@/app/[locale]/account/actions';
import * as classes from '@/app/[locale]/classes/actions';
import * as labs from '@/app/[locale]/labs/actions';
import * as placement from '@/app/[locale]/placement/actions';
import * as reports from '@/app/[locale]/reports/actions';
import * as resetPassword from '@/app/[locale]/reset-password/actions';
import * as review from '@/app/[locale]/review/actions';
import * as signUp from '@/app/[locale]/sign-up/actions';
import * as lesson from '@/app/[locale]/topics/[topicId]/lesson/actions';
import * as quiz from '@/app/[locale]/topics/[topicId]/quiz/actions';
import * as verifyEmail from '@/app/[locale]/verify-email/actions';
import { topics } from '@/content/catalog';
import { PAGES } from '@/e2e/access-table';
import { recordStart } from '@/sim/core/challenge';
import { createTimeline, timelineFromRecording } from '@/sim/core/timeline';
import { ticksFromMs } from '@/sim/raft/config';
import { raftLab } from '@/sim/raft/lab';
import type { Account } from './accounts';
import { openClass } from './classes';
import { startCard } from './review-cards';
import { beginSession } from './sessions';
import { someone, testDatabase } from './testing/database';

// Who calls, and on which database: the rest of an action is as it is served.
const caller = vi.hoisted(() => ({ user: null as Account | null, db: undefined as unknown }));
vi.mock('@/server/session', () => ({ currentUser: async () => caller.user, currentSessionId: async () => '' }));
vi.mock('@/server/database', () => ({ database: async () => caller.db }));
vi.mock('@/server/client-address', () => ({ clientAddress: async () => '192.0.2.1' }));

const db = await testDatabase();
caller.db = db;

const ROLES = ['anonymous', 'other learner', 'other class’s instructor', 'own instructor', 'self'] as const;
type Role = (typeof ROLES)[number];
const people = {} as Record<Role, Account | null>;

/** Each action with what self's own input brings it to say, by who calls: anonymous, another learner, another class's instructor, the own instructor, self. */
type Row = readonly [action: (input: never) => Promise<unknown>, input: () => unknown, says: readonly string[]];

const topicId = '12-consensus-algorithms';
const ids = Object.fromEntries(
  [
    'class',
    'run',
    'challenge',
    'prediction',
    'lessonPrediction',
    'attempt',
    'quiz',
    'openQuiz',
    'answer',
    'review',
    'challengeReview',
    'report',
  ].map((key) => [key, randomUUID()]),
);
let sessionId = '';
const cards = { item: '', challenge: '' };
let code = '';
let item = { id: '', section: '' };
let prediction = { id: '', choice: '' };

const OWN_ONLY = ['signed-out', 'not-yours', 'not-yours', 'not-yours', 'ok'];
/** Whoever calls, calls for themselves. */
const EACH_THEIR_OWN = ['signed-out', 'ok', 'ok', 'ok', 'ok'];
const ANYBODY = ['ok', 'ok', 'ok', 'ok', 'ok'];

function recording(): string {
  const { simulation } = raftLab;
  const timeline = createTimeline(simulation, { config: simulation.config.parse({}), seed: 7 });
  timeline.seekStep(50);
  return JSON.stringify(timeline.toRecording());
}

/** A run that meets the challenge. */
function election(): string {
  const challenge = raftLab.challenges.find(({ id }) => id === 'elect-a-leader');
  if (challenge === undefined) throw new Error('there is no such challenge');
  const run = timelineFromRecording(raftLab.simulation, recordStart(raftLab.simulation, challenge));
  run.dispatch({ type: 'timeout', server: 's2' });
  run.seekTick(ticksFromMs(100));
  return JSON.stringify(run.toRecording());
}

const ROWS: Readonly<Record<string, Row>> = {
  'account/rename': [account.rename, () => 'Self', EACH_THEIR_OWN],
  'account/changePassword': [
    account.changePassword,
    () => ({ current: 'not the password', next: 'correct horse battery' }),
    ['signed-out', ...Array(4).fill('wrong-password')],
  ],
  'account/endOneSession': [account.endOneSession, () => sessionId, OWN_ONLY],
  // With the password too: server/account-deletion.test.ts.
  'account/deleteOwnAccount': [
    account.deleteOwnAccount,
    () => ({ password: 'not the password' }),
    ['signed-out', ...Array(4).fill('wrong-password')],
  ],
  // No provider is set up here: server/openid.test.ts has one.
  'account/beginLink': [
    account.beginLink,
    () => ({ password: 'long enough' }),
    ['signed-out', ...Array(4).fill('malformed')],
  ],
  'account/removeLink': [
    account.removeLink,
    () => ({ password: 'long enough' }),
    ['signed-out', ...Array(4).fill('malformed')],
  ],
  'account/sendVerification': [
    account.sendVerification,
    () => 'en',
    ['signed-out', 'no-mail', 'no-mail', 'no-mail', 'no-mail'],
  ],
  'account/endAllSessions': [account.endAllSessions, () => null, EACH_THEIR_OWN],
  'classes/openClassAction': [
    classes.openClassAction,
    () => ({ id: ids.class, name: 'Theirs' }),
    ['signed-out', 'name', 'name', 'ok', 'name'],
  ],
  // Everybody has one, which making takes seconds: server/class-sample.test.ts.
  'classes/openSampleAction': [classes.openSampleAction, () => ({ id: randomUUID(), language: 'en' }), EACH_THEIR_OWN],
  'classes/joinClassAction': [classes.joinClassAction, () => ({ code }), ['signed-out', 'ok', 'ok', 'own-class', 'ok']],
  // By role and change: server/class-changes.test.ts.
  'classes/changeClassAction': [
    classes.changeClassAction,
    () => ({ classId: ids.class, change: { kind: 'joining', isClosed: false } }),
    ['signed-out', 'not-yours', 'not-yours', 'ok', 'not-yours'],
  ],
  'classes/changeMembershipAction': [
    classes.changeMembershipAction,
    () => ({
      classId: ids.class,
      change: { kind: 'about-me', alias: 'Fox', studentNumber: '', showsStanding: false },
    }),
    ['signed-out', 'ok', 'ok', 'not-yours', 'ok'],
  ],
  'labs/keepRun': [labs.keepRun, () => ({ id: ids.run, labId: 'raft', recording: recording() }), OWN_ONLY],
  'labs/submitChallenge': [
    labs.submitChallenge,
    () => ({ id: ids.challenge, labId: 'raft', challengeId: 'elect-a-leader', recording: election() }),
    OWN_ONLY,
  ],
  'labs/submitPrediction': [
    labs.submitPrediction,
    () => {
      const [prediction] = raftLab.predictions;
      return { id: ids.prediction, labId: 'raft', predictionId: prediction?.id, option: prediction?.options[0] };
    },
    OWN_ONLY,
  ],
  'placement/checkAnswer': [
    placement.checkAnswer,
    () => ({ itemId: 'none', response: [] }),
    Array(5).fill('unknown-item'),
  ],
  'placement/findPlace': [placement.findPlace, () => ({}), ANYBODY],
  'reports/reportMistake': [
    reports.reportMistake,
    () => ({ id: ids.report, topicId, kind: 'section', ref: item.section, locale: 'en', text: 'Wrong.' }),
    OWN_ONLY,
  ],
  'reset-password/requestReset': [
    resetPassword.requestReset,
    () => ({ email: people.self?.email, locale: 'en' }),
    Array(5).fill('no-mail'),
  ],
  'reset-password/chooseNewPassword': [
    resetPassword.chooseNewPassword,
    () => ({ token: 'guessed', password: 'correct horse battery' }),
    Array(5).fill('expired'),
  ],
  'review/openCard': [review.openCard, () => cards.item, OWN_ONLY],
  'review/submitReview': [
    review.submitReview,
    () => ({ reviewId: ids.review, cardId: cards.item, variant: 0, response: 'none', confidence: null }),
    ['signed-out', 'not-yours', 'not-yours', 'not-yours', 'invalid'],
  ],
  'review/submitChallengeReview': [
    review.submitChallengeReview,
    () => ({ reviewId: ids.challengeReview, cardId: cards.challenge, remembered: 'good' }),
    OWN_ONLY,
  ],
  'review/takeBack': [
    review.takeBack,
    () => ids.challengeReview,
    ['signed-out', ...Array(3).fill('nothing-to-take-back'), 'ok'],
  ],
  'review/chooseRetention': [review.chooseRetention, () => 0.85, EACH_THEIR_OWN],
  'sign-up/signUp': [
    signUp.signUp,
    () => ({ name: 'New', email: `${randomUUID()}@example.test`, password: 'correct horse battery' }),
    ANYBODY,
  ],
  'topics/[topicId]/lesson/markRead': [lesson.markRead, () => ({ topicId, sectionId: item.section }), EACH_THEIR_OWN],
  'topics/[topicId]/lesson/markPosition': [
    lesson.markPosition,
    () => ({ topicId, sectionId: item.section, readAtMs: Date.now() }),
    EACH_THEIR_OWN,
  ],
  'topics/[topicId]/lesson/submitLessonPrediction': [
    lesson.submitLessonPrediction,
    () => ({ id: ids.lessonPrediction, topicId, predictionId: prediction.id, choiceId: prediction.choice }),
    OWN_ONLY,
  ],
  'topics/[topicId]/quiz/beginAttempt': [
    quiz.beginAttempt,
    () => ({ attemptId: ids.attempt, topicId, behaviour: 'practice' }),
    OWN_ONLY,
  ],
  'topics/[topicId]/quiz/submitAnswer': [
    quiz.submitAnswer,
    () => ({
      attemptId: ids.attempt,
      answerId: ids.answer,
      itemId: item.id,
      response: 'none',
      tries: 1,
      confidence: null,
    }),
    ['signed-out', 'not-yours', 'not-yours', 'not-yours', 'invalid'],
  ],
  'topics/[topicId]/quiz/handInQuiz': [quiz.handInQuiz, () => ({ attemptId: ids.openQuiz }), OWN_ONLY],
  'topics/[topicId]/quiz/discardQuiz': [quiz.discardQuiz, () => ({ attemptId: ids.quiz }), OWN_ONLY],
  'topics/[topicId]/quiz/askHint': [
    quiz.askHint,
    () => ({ attemptId: ids.attempt, itemId: item.id, hintsTaken: 0 }),
    OWN_ONLY,
  ],
  'verify-email/confirmEmail': [verifyEmail.confirmEmail, () => 'guessed', Array(5).fill('expired')],
};

/** Everything that is kept of self. */
async function keptOfSelf(): Promise<string> {
  const id = people.self?.id ?? '';
  const { passwordHash: _, ...account } = await db.user.findUniqueOrThrow({
    where: { id },
    include: {
      attempts: { include: { answers: true } },
      cards: { include: { reviews: true } },
      sections: true,
      positions: true,
      labRuns: true,
      challenges: true,
      tries: true,
      predictions: true,
      mistakeReports: true,
      memberships: true,
      sessions: true,
      identities: true,
      tokens: true,
    },
  });
  return JSON.stringify(account);
}

async function person(role: Role): Promise<void> {
  const id = await someone(db, role.replace(/\W/g, '-'));
  people[role] = await db.user.findUniqueOrThrow({ where: { id }, select: { id: true, email: true, name: true } });
  await openClass(db, id, { id: randomUUID(), name: 'Sample class' }, true);
}

async function say([action, input]: Row, role: Role): Promise<{ said: string; whole: string }> {
  caller.user = people[role];
  const result = (await action(input() as never)) as { ok: boolean; reason?: string };
  return { said: result.ok ? 'ok' : String(result.reason), whole: JSON.stringify(result) };
}

beforeAll(async () => {
  for (const role of ROLES) if (role !== 'anonymous') await person(role);
  people.anonymous = null;
  const topic = (await topics()).get(topicId);
  const question = topic?.quiz.find(({ hints }) => hints.length > 0);
  item = { id: question?.id ?? '', section: topic?.sections[0]?.id ?? '' };
  const [asked] = topic?.predictions ?? [];
  prediction = { id: asked?.id ?? '', choice: asked?.choices[0]?.id ?? '' };
  caller.user = people['own instructor'];
  await classes.openClassAction({ id: ids.class, name: 'Theirs' });
  code = (await db.class.findUniqueOrThrow({ where: { id: String(ids.class) } })).code;
  caller.user = people.self;
  await classes.joinClassAction({ code });
  await quiz.beginAttempt({ attemptId: ids.quiz, topicId: '03-amqp-protocol', behaviour: 'quiz' });
  await quiz.beginAttempt({ attemptId: ids.openQuiz, topicId: '07-redis-streams', behaviour: 'quiz' });
  const userId = people.self?.id ?? '';
  sessionId = await beginSession(db, userId, Date.now());
  const long = Date.now() - 100 * 86_400_000;
  await startCard(db, userId, { topicId, kind: 'item', ref: item.id }, 'again', long);
  await startCard(db, userId, { topicId, kind: 'challenge', ref: 'raft/elect-a-leader' }, 'again', long);
  for (const { id, kind } of await db.reviewCard.findMany({ where: { userId } }))
    cards[kind as keyof typeof cards] = id;
}, 60_000);

describe('a Server Action says and does the same whoever calls: what is the caller’s own', () => {
  it.each(Object.entries(ROWS))('%s', async (_, row) => {
    const [, , says] = row;
    // Self is first: the ids are theirs from then on.
    expect(['self', (await say(row, 'self')).said]).toEqual(['self', says[4]]);
    const before = await keptOfSelf();
    for (const [index, role] of ROLES.slice(0, 4).entries()) {
      const { said, whole } = await say(row, role);
      expect([role, said]).toEqual([role, says[index]]);
      expect(whole).not.toContain(people.self?.email);
    }
    expect(await keptOfSelf()).toBe(before);
  });

  it('nobody’s rows are made by somebody who is not signed in, but for accounts', async () => {
    const count = async () =>
      (await db.quizAttempt.count()) +
      (await db.labRun.count()) +
      (await db.class.count()) +
      (await db.membership.count());
    const before = await count();
    for (const row of Object.values(ROWS)) await say(row, 'anonymous');
    expect(await count()).toBe(before);
  });
});

/** Files below app/, from there. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inner = path.join(folder, entry.name);
    return entry.isDirectory() ? filesOf(inner) : [inner];
  });
}

describe('the tables of who may do what', () => {
  const files = filesOf('app').map((file) => file.split(path.sep).join('/'));

  it('have a row for every Server Action, wherever it is written', () => {
    const marked = [...files, ...filesOf('components'), ...filesOf('server')].filter(
      (file) =>
        /\.tsx?$/.test(file) && !/\.test\./.test(file) && /['"]use server['"];?\s*$/m.test(readFileSync(file, 'utf8')),
    );
    const exported = marked.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const names = [...text.matchAll(/export (?:async function|const) (\w+)/g)].map(([, name]) => name);
      return (names.length > 0 ? names : ['?']).map(
        (name) => `${path.posix.dirname(file).replace('app/[locale]/', '')}/${name}`,
      );
    });
    expect(exported.sort()).toEqual(Object.keys(ROWS).sort());
  });

  it('have a row for every page and route', () => {
    const served = files.filter((file) => /\/(page|route)\.tsx?$/.test(file));
    const routes = served.map((file) => path.posix.dirname(file).replace(/^app/, '') || '/');
    expect([...new Set(routes)].sort()).toEqual(Object.keys(PAGES).sort());
  });
});
