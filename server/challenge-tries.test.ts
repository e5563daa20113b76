import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { recordStart } from '@/sim/core/challenge';
import { timelineFromRecording } from '@/sim/core/timeline';
import type { RaftCommand } from '@/sim/raft/command';
import type { ServerId } from '@/sim/raft/config';
import { ticksFromMs } from '@/sim/raft/config';
import { raftLab } from '@/sim/raft/lab';
import { challengeTry, noteTry } from './challenge-tries';
import { creditChallenge } from './challenges';
import { changeClass } from './class-changes';
import { learnerRuns } from './class-evidence';
import { classHelp } from './class-help';
import { learnerIn } from './class-learner';
import { classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const MINUTE_MS = 60_000;
const labId = 'raft';
const owner = await someone(db, 'owner');

/** A run of a challenge in which these commands are given at once, and time goes on a little. */
function run(challengeId: string, commands: readonly RaftCommand[], ms = 1): string {
  const challenge = raftLab.challenges.find(({ id }) => id === challengeId);
  if (challenge === undefined) throw new Error(`there is no challenge ${challengeId}`);
  const timeline = timelineFromRecording(raftLab.simulation, recordStart(raftLab.simulation, challenge));
  for (const command of commands) timeline.dispatch(command);
  timeline.seekTick(timeline.tick + ticksFromMs(ms));
  return JSON.stringify(timeline.toRecording());
}

const timeouts = (...servers: readonly ServerId[]) => servers.map((server) => ({ type: 'timeout', server }) as const);

let who = '';
let classId = '';
beforeEach(async () => {
  who = await someone(db, 'learner');
  classId = randomUUID();
  await openClass(db, owner, { id: classId, name: 'A class' });
  const { code } = await db.class.findUniqueOrThrow({ where: { id: classId } });
  await joinClass(db, who, { code }, NOW_MS);
});

async function access() {
  const found = await classAccess(db, owner, classId);
  if (found === null) throw new Error('the owner teaches it');
  return found;
}

const attempt = (
  challengeId: string,
  recording: string,
  { spentMs = MINUTE_MS, id = randomUUID() as string, userId = who, nowMs = NOW_MS + 1 } = {},
) => noteTry(db, userId, challengeTry.parse({ id, labId, challengeId, recording, spentMs }), nowMs);

const help = async () =>
  (await classHelp(db, await access(), 50, NOW_MS + 2)).map(({ reason, challenge, count, minutes }) => [
    reason,
    challenge,
    count,
    minutes,
  ]);

it('three tries that came to nothing say that somebody is stuck, until the challenge is solved', async () => {
  const useless = run('elect-a-leader', timeouts('s2'));
  for (let tries = 0; tries < 2; tries += 1) expect(await attempt('elect-a-leader', useless)).toEqual({ ok: true });
  expect(await help()).toEqual([]);
  await attempt('elect-a-leader', useless);
  expect(await help()).toEqual([['stuck', 'raft/elect-a-leader', 3, 3]]);
  const solved = {
    id: randomUUID(),
    labId,
    challengeId: 'elect-a-leader',
    recording: run('elect-a-leader', timeouts('s2'), 100),
  };
  expect(await creditChallenge(db, who, solved, 't', NOW_MS + 2)).toMatchObject({ ok: true });
  expect(await help()).toEqual([]);
  // Who solves it better later is not stuck.
  for (let tries = 0; tries < 3; tries += 1) await attempt('elect-a-leader', useless);
  expect(await help()).toEqual([]);
});

it('a quarter of an hour says so, too', async () => {
  await attempt('elect-a-leader', run('elect-a-leader', timeouts('s2')), { spentMs: 15 * MINUTE_MS });
  expect(await help()).toEqual([['stuck', 'raft/elect-a-leader', 1, 15]]);
});

it('a new step towards the goal begins the count anew, the same step again does not', async () => {
  const id = 'split-the-vote-twice';
  const stall = () =>
    db.challengeStall.findFirst({ where: { period: { userId: who } }, select: { tries: true, reached: true } });
  const useless = run(id, timeouts('s1'));
  const halves: RaftCommand = {
    type: 'partition',
    groups: [
      ['s1', 's3'],
      ['s2', 's4'],
    ],
  };
  const splitOnce = run(id, [halves, ...timeouts('s1', 's2')], 50);
  for (let tries = 0; tries < 2; tries += 1) await attempt(id, useless);
  expect(await stall()).toEqual({ tries: 2, reached: 0 });
  await attempt(id, splitOnce);
  expect(await stall()).toEqual({ tries: 0, reached: 1 });
  await attempt(id, splitOnce);
  await attempt(id, useless);
  expect(await stall()).toEqual({ tries: 2, reached: 1 });
});

it('of each challenge the last five tries are kept, sent twice each once', async () => {
  const recording = run('elect-a-leader', timeouts('s2'));
  const ids = Array.from({ length: 7 }, () => randomUUID() as string);
  for (const [index, id] of ids.entries()) await attempt('elect-a-leader', recording, { id, nowMs: NOW_MS + index });
  await attempt('elect-a-leader', recording, { id: ids[6] ?? '', nowMs: NOW_MS + 99 });
  const kept = await db.challengeTry.findMany({ where: { userId: who }, orderBy: { triedAt: 'asc' } });
  expect(kept.map(({ id }) => id)).toEqual(ids.slice(2));
  expect(await db.challengeStall.findFirst({ where: { period: { userId: who } } })).toMatchObject({ tries: 7 });
});

it('the evidence is the recorded run itself', async () => {
  await attempt('elect-a-leader', run('elect-a-leader', timeouts('s2')));
  const { id } = await db.membership.findFirstOrThrow({ where: { userId: who } });
  const learner = await learnerIn(db, await access(), id);
  if (learner === null) throw new Error('the learner is in the class');
  expect(await learnerRuns(db, learner)).toMatchObject([
    { challengeId: 'elect-a-leader', commands: 1, spentMs: MINUTE_MS, href: expect.stringContaining('/labs/raft?') },
  ]);
});

it('a run that meets the goal, that was not made there or of what cannot be met is no try, nor is somebody else’s id', async () => {
  expect(await attempt('elect-a-leader', run('elect-a-leader', timeouts('s2'), 100))).toEqual({
    ok: false,
    reason: 'met',
  });
  expect(await attempt('elect-a-leader', run('depose-a-leader', []))).toMatchObject({ ok: false });
  expect(await attempt('two-leaders-in-one-term', '{}')).toEqual({ ok: false, reason: 'unknown-challenge' });
  const id = randomUUID();
  const recording = run('elect-a-leader', timeouts('s2'));
  await attempt('elect-a-leader', recording, { id });
  const other = await someone(db, 'other');
  expect(await attempt('elect-a-leader', recording, { id, userId: other })).toEqual({ ok: false, reason: 'not-yours' });
  expect(await db.challengeTry.count({ where: { userId: other } })).toBe(0);
});

it('what is dismissed comes back with the next try', async () => {
  const recording = run('elect-a-leader', timeouts('s2'));
  for (let tries = 0; tries < 3; tries += 1) await attempt('elect-a-leader', recording);
  const [found] = await classHelp(db, await access(), 50, NOW_MS + 2);
  if (found === undefined) throw new Error('the learner is stuck');
  const { learnerId: learner, reason, key } = found;
  await changeClass(db, owner, classId, { kind: 'dismiss', learner, reason, key }, NOW_MS);
  expect(await help()).toEqual([]);
  await attempt('elect-a-leader', recording);
  expect(await help()).toEqual([['stuck', 'raft/elect-a-leader', 4, 4]]);
});
