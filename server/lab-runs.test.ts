import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTimeline } from '@/sim/core/timeline';
import { raftLab } from '@/sim/raft/lab';
import { keepLabRun, keptRecording, keptRunsOf } from './lab-runs';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const learner = await someone(db, 'learner');
const stranger = await someone(db, 'stranger');

function someRecording() {
  const { simulation } = raftLab;
  const timeline = createTimeline(simulation, { config: simulation.config.parse({}), seed: 7 });
  timeline.seekStep(50);
  timeline.dispatch({ type: 'crash', server: 's1' });
  timeline.seekStep(120);
  return timeline.toRecording();
}

const submission = (recording: unknown = someRecording()) => ({
  id: randomUUID(),
  labId: 'raft',
  recording: JSON.stringify(recording),
});

describe('keeping a lab run', () => {
  it('stores what the server’s own replay counted', async () => {
    const sent = submission();
    expect(await keepLabRun(db, learner, sent)).toEqual({ ok: true, steps: 120, violations: 0 });
    expect(await db.labRun.findUnique({ where: { id: sent.id } })).toMatchObject({ userId: learner, steps: 120 });
  });

  it('stores a run that is sent twice once', async () => {
    const sent = submission();
    const results = await Promise.all([keepLabRun(db, learner, sent), keepLabRun(db, learner, sent)]);
    expect(results[0]).toEqual(results[1]);
    expect(await db.labRun.count({ where: { id: sent.id } })).toBe(1);
  });

  it('refuses a recording that was tampered with', async () => {
    const recording = someRecording();
    const command = { type: 'crash', server: 's1' };
    for (const wrong of [
      { ...recording, version: 'made-up' },
      { ...recording, end: { ...recording.end, step: 99 } },
      { ...recording, commands: [{ step: 3, tick: 10 ** 12, command }] },
      { ...recording, commands: [{ step: 3, tick: 0, command: { type: 'winElection', server: 's1' } }] },
      'not a recording',
    ]) {
      const sent = submission(wrong);
      expect(await keepLabRun(db, learner, sent)).toEqual({ ok: false, reason: 'refused' });
      expect(await db.labRun.count({ where: { id: sent.id } })).toBe(0);
    }
  });

  it('refuses a lab that does not exist', async () => {
    expect(await keepLabRun(db, learner, { ...submission(), labId: '__proto__' })).toEqual({
      ok: false,
      reason: 'unknown-lab',
    });
  });

  it('does not let somebody else’s id be taken over', async () => {
    const sent = submission();
    await keepLabRun(db, learner, sent);
    expect(await keepLabRun(db, stranger, sent)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await db.labRun.findUnique({ where: { id: sent.id } })).toMatchObject({ userId: learner });
  });
});

describe('the kept runs of a lab', () => {
  it('are the learner’s own that this version can repeat, the newest first', async () => {
    const reader = await someone(db, 'learner');
    const [first, second, old] = [submission(), submission(), submission()];
    for (const sent of [first, second, old]) await keepLabRun(db, reader, sent);
    await db.labRun.update({ where: { id: first.id }, data: { createdAt: new Date('2026-01-01') } });
    await db.labRun.update({ where: { id: old.id }, data: { version: '0' } });
    const runs = await keptRunsOf(db, reader, 'raft');
    expect(runs.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(runs[1]).toEqual({ id: first.id, keptAt: '2026-01-01T00:00:00.000Z', steps: 120, violations: 0 });
    expect(await keptRunsOf(db, reader, 'amqp')).toEqual([]);
    expect(await keptRunsOf(db, reader, '__proto__')).toEqual([]);
  });

  it('are told to nobody else', async () => {
    const sent = submission();
    await keepLabRun(db, learner, sent);
    const run = { labId: 'raft', runId: sent.id };
    expect(await keptRecording(db, learner, run)).toEqual(JSON.parse(sent.recording));
    expect(await keptRecording(db, stranger, run)).toBeNull();
    expect(await keptRecording(db, learner, { ...run, labId: 'amqp' })).toBeNull();
    expect(await keptRecording(db, learner, { ...run, runId: 'x' })).toBeNull();
  });
});
