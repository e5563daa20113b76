import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { decodeRecording } from '@/sim/core/share-link';
import { createTimeline } from '@/sim/core/timeline';
import { raftLab } from '@/sim/raft/lab';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import { changeClass, changeMembership } from './class-changes';
import { learnerAttempt, learnerAttempts, learnerPredictions, learnerReviews, learnerRuns } from './class-evidence';
import { EXPORTS, exportClass } from './class-export';
import { learnerIn } from './class-learner';
import { classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const topicId = '12-consensus-algorithms';
const item = quizItem.parse(oneOfEach.single);
const outline = [{ id: topicId, title: 'Consensus', items: ['single'], challenges: [] }];

const [owner, learner, assistant, otherOwner] = (await Promise.all(
  ['owner', 'learner', 'assistant', 'owner'].map((role) => someone(db, role)),
)) as [string, string, string, string];

async function openedClass(who: string) {
  const id = randomUUID();
  await openClass(db, who, { id, name: 'A class' });
  const { code } = await db.class.findUniqueOrThrow({ where: { id } });
  return { id, code };
}

async function answer(behaviour: 'quiz' | 'practice', ms: number): Promise<string> {
  const attemptId = randomUUID();
  await startAttempt(db, learner, { attemptId, topicId, behaviour }, [item], ms);
  const given = { attemptId, answerId: randomUUID(), itemId: 'single', response: ['b'], tries: 1, confidence: 3 };
  await recordAnswer(db, learner, given, ms);
  return attemptId;
}

const timeline = createTimeline(raftLab.simulation, { config: raftLab.simulation.config.parse({}), seed: 7 });
timeline.seekStep(30);

async function run(ms: number): Promise<string> {
  const id = randomUUID();
  const kept = {
    version: raftLab.simulation.version,
    recording: timeline.toRecording() as object,
    steps: 30,
    violations: 0,
  };
  await db.labRun.create({ data: { id, userId: learner, labId: 'raft', ...kept, createdAt: new Date(ms) } });
  return id;
}

async function predict(predictionId: string, ms: number): Promise<void> {
  const said = { option: 'a', outcome: 'b', isRight: false, answeredAt: new Date(ms) };
  await db.predictionAnswer.create({
    data: { id: randomUUID(), userId: learner, labId: 'raft', version: '1', predictionId, ...said },
  });
}

const [own, other] = [await openedClass(owner), await openedClass(otherOwner)];
await answer('quiz', NOW_MS - 10);
await run(NOW_MS - 10);
await predict('before', NOW_MS - 10);
await joinClass(db, learner, { code: own.code, alias: 'Fox', studentNumber: '=1+1' }, NOW_MS);
const attemptId = await answer('quiz', NOW_MS + 1);
const practiceId = await answer('practice', NOW_MS + 1);
const runId = await run(NOW_MS + 1);
await predict('while', NOW_MS + 1);
await changeMembership(db, learner, own.id, { kind: 'leave' }, NOW_MS + 2);
const afterwards = await answer('quiz', NOW_MS + 3);
await run(NOW_MS + 3);
await predict('after', NOW_MS + 3);
await joinClass(db, assistant, { code: own.code }, NOW_MS);
const { id: assistantId } = await db.membership.findFirstOrThrow({ where: { userId: assistant } });
await changeClass(db, owner, own.id, { kind: 'make-staff', learner: assistantId, role: 'assistant' }, NOW_MS);

async function seenBy(who: string, classId = own.id) {
  const access = await classAccess(db, who, classId);
  const { id } = await db.membership.findFirstOrThrow({ where: { userId: learner, classId: own.id } });
  const found = access && (await learnerIn(db, access, id));
  return { access, found };
}

describe('what an instructor sees of a learner in detail', () => {
  it('is what was done from joining until leaving, and nothing else', async () => {
    const { found } = await seenBy(owner);
    if (!found) throw new Error('the owner sees the learner');
    expect((await learnerAttempts(db, found)).map(({ id }) => id)).toEqual([attemptId]);
    expect((await learnerRuns(db, found)).map(({ id }) => id)).toEqual([runId]);
    expect((await learnerPredictions(db, found)).map(({ predictionId }) => predictionId)).toEqual(['while']);
    expect(await learnerReviews(db, found)).toEqual({ reviews: 0, again: 0, lastAt: null });
    for (const id of [practiceId, afterwards, randomUUID(), 'none'])
      expect(await learnerAttempt(db, found, id)).toBeNull();
  });

  it('has each question with the answer and how sure it was given', async () => {
    const { found } = await seenBy(owner);
    const attempt = found && (await learnerAttempt(db, found, attemptId));
    expect(attempt?.questions).toMatchObject([
      { item: { id: 'single' }, answered: { response: ['b'], told: { credit: 1 } }, confidence: 3 },
    ]);
  });

  it('opens the recorded run itself in the lab', async () => {
    const { found } = await seenBy(owner);
    const [kept] = found ? await learnerRuns(db, found) : [];
    const link = new URL(kept?.href ?? '', 'http://localhost').searchParams.get('run') ?? '';
    const read = decodeRecording(link, raftLab.simulation);
    expect(read).toMatchObject({ ok: true });
    expect(JSON.stringify(read)).toContain(JSON.stringify(timeline.toRecording().commands));
  });

  it('is seen by nobody of another class, nor by the learner', async () => {
    expect((await seenBy(otherOwner)).access).toBeNull();
    expect((await seenBy(otherOwner, other.id)).found).toBeNull();
    expect((await seenBy(learner)).access).toBeNull();
  });

  it('tells an assistant the alias and neither name nor address nor number', async () => {
    const { found } = await seenBy(assistant);
    expect(found).toMatchObject({ name: 'Fox', email: null, studentNumber: null });
  });
});

describe('an export', () => {
  const exported = async (who: string, kind: (typeof EXPORTS)[number], format: 'csv' | 'json' = 'csv') => {
    const access = await classAccess(db, who, own.id);
    return access && exportClass(db, { id: who, access }, { kind, format }, outline, NOW_MS + 10);
  };

  it('is for those who may see personal data, and is written down', async () => {
    await joinClass(db, learner, { code: own.code, studentNumber: '=1+1' }, NOW_MS + 5);
    for (const kind of EXPORTS) {
      expect([kind, await exported(assistant, kind)]).toEqual([kind, null]);
      expect([kind, await exported(learner, kind)]).toEqual([kind, null]);
      expect([kind, await exported(owner, kind)]).toEqual([kind, expect.stringMatching(/^\ufeff/)]);
    }
    expect(await db.classEvent.count({ where: { classId: own.id, action: 'export' } })).toBe(EXPORTS.length);
  });

  it('holds the answers given in the class, those of practice never', async () => {
    const id = await answer('quiz', NOW_MS + 6);
    const rows = JSON.parse((await exported(owner, 'answers', 'json')) ?? '') as { attempt: string }[];
    expect(rows.map((row) => row.attempt)).toEqual([id]);
    expect(await exported(owner, 'grades')).toContain(',100\r\n');
  });

  it('has nothing in it that a spreadsheet would run', async () => {
    for (const kind of ['roster', 'canvas', 'moodle', 'grades'] as const)
      expect([kind, await exported(owner, kind)]).toEqual([kind, expect.stringMatching(/,'=1\+1,/)]);
  });
});
