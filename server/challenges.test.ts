import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordStart } from '@/sim/core/challenge';
import { type Timeline, timelineFromRecording } from '@/sim/core/timeline';
import type { RaftCommand } from '@/sim/raft/command';
import { type RaftConfig, ticksFromMs } from '@/sim/raft/config';
import { raftLab } from '@/sim/raft/lab';
import type { RaftEvent, RaftState } from '@/sim/raft/state';
import { challengeSubmission, creditChallenge, creditsOf } from './challenges';
import { progressOf } from './progress';
import { reviewQueue } from './review';
import { startCard } from './review-cards';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();

type Run = Timeline<RaftConfig, RaftState, RaftCommand, RaftEvent>;

function begin(challengeId: string): Run {
  const challenge = raftLab.challenges.find(({ id }) => id === challengeId);
  if (challenge === undefined) throw new Error(`there is no challenge ${challengeId}`);
  return timelineFromRecording(raftLab.simulation, recordStart(raftLab.simulation, challenge));
}

/** A run that meets `elect-a-leader` with the given number of commands. */
function election(commands = 1): ReturnType<Run['toRecording']> {
  const run = begin('elect-a-leader');
  for (let more = 1; more < commands; more += 1) run.dispatch({ type: 'crash', server: 's3' });
  run.dispatch({ type: 'timeout', server: 's2' });
  run.seekTick(ticksFromMs(100));
  return run.toRecording();
}

const submission = (recording: unknown = election(), challengeId = 'elect-a-leader') => ({
  id: randomUUID(),
  labId: 'raft',
  challengeId,
  recording: JSON.stringify(recording),
});

const NOW_MS = Date.UTC(2026, 0, 5, 9);
const credit = (userId: string, sent: ReturnType<typeof submission>) =>
  creditChallenge(db, userId, sent, 'topic', NOW_MS);

describe('credit for a challenge', () => {
  it('is given for a run that the server’s own replay finds to meet it', async () => {
    const learner = await someone(db, 'learner');
    const sent = submission();
    expect(await credit(learner, sent)).toEqual({ ok: true, commandsUsed: 1 });
    expect(await db.solvedChallenge.findUnique({ where: { id: sent.id } })).toMatchObject({
      userId: learner,
      version: raftLab.simulation.version,
      recording: JSON.parse(sent.recording),
      commandsUsed: 1,
    });
  });

  it('is given once for a run that is sent twice', async () => {
    const learner = await someone(db, 'learner');
    const sent = submission();
    const results = await Promise.all([credit(learner, sent), credit(learner, sent)]);
    expect(results).toEqual([
      { ok: true, commandsUsed: 1 },
      { ok: true, commandsUsed: 1 },
    ]);
    expect(await db.solvedChallenge.count({ where: { userId: learner } })).toBe(1);
  });

  it('keeps the run with the fewest commands, in whatever order they come', async () => {
    const learner = await someone(db, 'learner');
    const order = [3, 2, 4];
    const best: number[] = [];
    for (const commands of order) {
      const result = await credit(learner, submission(election(commands)));
      if (result.ok) best.push(result.commandsUsed);
    }
    expect(best).toEqual([3, 2, 2]);
    const [row] = await db.solvedChallenge.findMany({ where: { userId: learner } });
    expect(row?.recording).toEqual(election(2));
  });

  it('is counted in the learner’s own progress only', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    await credit(learner, submission());
    const topics = [{ id: 'topic', sectionIds: [], labs: ['raft'] }];
    const progress = await progressOf(db, [learner, stranger], topics);
    expect(progress.get(learner)?.[0]?.challenges).toBe(1);
    expect(progress.get(stranger)?.[0]?.challenges).toBe(0);
    expect(await creditsOf(db, learner, 'raft')).toEqual({ 'elect-a-leader': 1 });
    expect(await creditsOf(db, stranger, 'raft')).toEqual({});
    expect(await creditsOf(db, learner, 'another-lab')).toEqual({});
  });

  it('is not taken over with somebody else’s id, and theirs stays', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    const sent = submission(election(2));
    await credit(learner, sent);
    const taken = { ...submission(election(1)), id: sent.id };
    expect(await credit(stranger, taken)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await creditsOf(db, learner, 'raft')).toEqual({ 'elect-a-leader': 2 });
    expect(await creditsOf(db, stranger, 'raft')).toEqual({});
  });
});

describe('a card', () => {
  it('comes of a challenge that is met, once, and is not moved by meeting it again', async () => {
    const learner = await someone(db, 'learner');
    await credit(learner, submission(election(3)));
    const cards = () => db.reviewCard.findMany({ where: { userId: learner } });
    const [card, ...others] = await cards();
    expect(others).toEqual([]);
    expect(card).toMatchObject({ topicId: 'topic', kind: 'challenge', ref: 'raft/elect-a-leader' });
    expect(card?.dueAt.getTime()).toBeGreaterThan(NOW_MS);
    const later = NOW_MS + 30 * 86_400_000;
    await creditChallenge(db, learner, submission(election(2)), 'topic', later);
    expect(await cards()).toEqual([card]);
    const queue = await reviewQueue(db, learner, new Map(), later);
    expect(queue.cards.map(({ ref }) => ref)).toEqual(['raft/elect-a-leader']);
  });

  it('of a challenge that no lab has any more is not asked', async () => {
    const learner = await someone(db, 'learner');
    for (const ref of ['raft/gone', 'gone/elect-a-leader', '']) {
      await startCard(db, learner, { topicId: 'topic', kind: 'challenge', ref }, 'good', NOW_MS);
    }
    expect(await reviewQueue(db, learner, new Map(), NOW_MS + 90 * 86_400_000)).toEqual({ cards: [], withheld: [] });
  });

  it('does not come of a run that meets nothing', async () => {
    const learner = await someone(db, 'learner');
    await credit(learner, submission('not a recording'));
    expect(await db.reviewCard.count({ where: { userId: learner } })).toBe(0);
  });
});

describe('no credit', () => {
  async function refusalOf(recording: unknown, challengeId?: string): Promise<string> {
    const learner = await someone(db, 'learner');
    const result = await credit(learner, submission(recording, challengeId));
    expect(await db.solvedChallenge.count({ where: { userId: learner } })).toBe(0);
    return result.ok ? 'credited' : result.reason;
  }

  it('for a run that does not meet the goal', async () => {
    const run = begin('elect-a-leader');
    run.seekTick(ticksFromMs(100));
    expect(await refusalOf(run.toRecording())).toBe('not-met');
  });

  it('for a run of another start, another seed or another configuration', async () => {
    const whole = election();
    expect(await refusalOf(whole, 'depose-a-leader')).toBe('other-config');
    expect(await refusalOf({ ...whole, seed: 2 })).toBe('other-seed');
    expect(await refusalOf({ ...whole, config: { ...whole.config, heartbeatIntervalMs: 90 } })).toBe('other-config');
    const start = begin('depose-a-leader');
    const own = start.toRecording();
    expect(await refusalOf({ ...own, commands: [] }, 'depose-a-leader')).toBe('other-start');
  });

  it('for a recording that was tampered with', async () => {
    const whole = election();
    const [command] = whole.commands;
    expect(await refusalOf({ ...whole, version: 'made-up' })).toBe('unknown-version');
    expect(await refusalOf({ ...whole, end: { ...whole.end, step: whole.end.step + 1 } })).toBe('does-not-fit');
    expect(await refusalOf({ ...whole, commands: [{ ...command, step: 5, tick: 10 ** 12 }] })).toBe('invalid');
    expect(await refusalOf({ ...whole, commands: [{ step: 1, tick: 0, command: { type: 'winElection' } }] })).toBe(
      'invalid',
    );
    expect(await refusalOf('not a recording')).toBe('invalid');
  });

  it('for a command that would make it another challenge', async () => {
    const run = begin('depose-a-leader');
    run.dispatch({ type: 'crash', server: 's1' });
    run.dispatch({ type: 'timeout', server: 's2' });
    run.seekTick(ticksFromMs(200));
    expect(await refusalOf(run.toRecording(), 'depose-a-leader')).toBe('command-not-allowed');
  });

  it('for a challenge or a lab that does not exist, nor for the impossible one', async () => {
    const learner = await someone(db, 'learner');
    expect(await refusalOf(election(), '__proto__')).toBe('unknown-challenge');
    expect(await credit(learner, { ...submission(), labId: '__proto__' })).toEqual({
      ok: false,
      reason: 'unknown-lab',
    });
    expect(await refusalOf(begin('two-leaders-in-one-term').toRecording(), 'two-leaders-in-one-term')).toBe('not-met');
  });

  it('for a recording of one megabyte, or of ten million steps, and the answer comes at once', async () => {
    const learner = await someone(db, 'learner');
    const large = { ...submission(), recording: ' '.repeat(2 ** 20) };
    const whole = election();
    const long = submission({ ...whole, end: { step: 10_000_000, tick: whole.end.tick } });
    const begun = performance.now();
    expect(challengeSubmission.safeParse(large).success).toBe(false);
    expect(await credit(learner, large)).toEqual({ ok: false, reason: 'too-large' });
    expect(await credit(learner, long)).toEqual({ ok: false, reason: 'too-many-steps' });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
