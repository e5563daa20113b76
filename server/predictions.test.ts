import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { raftLab } from '@/sim/raft/lab';
import { type PredictionSubmission, predictionSubmission, predictionsOf, recordPrediction } from './predictions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();

/** An answer to `who-takes-over`; its scenario, run on, makes s3 the leader. */
const submission = (option = 's3'): PredictionSubmission => ({
  id: randomUUID(),
  labId: 'raft',
  predictionId: 'who-takes-over',
  option,
});

const right = { ok: true, option: 's3', outcome: 's3', isRight: true };
const wrong = { ok: true, option: 's2', outcome: 's3', isRight: false };

describe('an answer to a prediction', () => {
  it('is scored by running the scenario on, and kept with what came about', async () => {
    const learner = await someone(db, 'learner');
    const sent = submission();
    expect(await recordPrediction(db, learner, sent)).toEqual(right);
    expect(await db.predictionAnswer.findUnique({ where: { id: sent.id } })).toMatchObject({
      userId: learner,
      labId: 'raft',
      version: raftLab.simulation.version,
      predictionId: 'who-takes-over',
      option: 's3',
      outcome: 's3',
      isRight: true,
    });
  });

  it('is kept when it is wrong', async () => {
    const learner = await someone(db, 'learner');
    const sent = submission('s2');
    expect(await recordPrediction(db, learner, sent)).toEqual(wrong);
    expect(await db.predictionAnswer.findUnique({ where: { id: sent.id } })).toMatchObject({
      option: 's2',
      outcome: 's3',
      isRight: false,
    });
  });

  it('is stored once when it is sent twice', async () => {
    const learner = await someone(db, 'learner');
    const sent = submission();
    const results = await Promise.all([recordPrediction(db, learner, sent), recordPrediction(db, learner, sent)]);
    expect(results).toEqual([right, right]);
    expect(await db.predictionAnswer.count({ where: { userId: learner } })).toBe(1);
  });

  it('stays the first one when the learner has seen the outcome and answers again', async () => {
    const learner = await someone(db, 'learner');
    const first = submission('s2');
    await recordPrediction(db, learner, first);
    expect(await recordPrediction(db, learner, submission('s3'))).toEqual(wrong);
    const rows = await db.predictionAnswer.findMany({ where: { userId: learner } });
    expect(rows.map(({ id, option }) => ({ id, option }))).toEqual([{ id: first.id, option: 's2' }]);
  });

  it('is each learner’s own', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    await recordPrediction(db, learner, submission('s2'));
    expect(await recordPrediction(db, stranger, submission('s3'))).toEqual(right);
    expect(await recordPrediction(db, learner, submission('s3'))).toEqual(wrong);
  });

  it('can be given to every prediction with each of its options', async () => {
    for (const { id: predictionId, options } of raftLab.predictions) {
      const results = [];
      for (const option of options) {
        const learner = await someone(db, 'learner');
        results.push(await recordPrediction(db, learner, { ...submission(option), predictionId }));
      }
      expect(results.every(({ ok }) => ok)).toBe(true);
      expect(results.filter((result) => result.ok && result.isRight)).toHaveLength(1);
    }
  });
});

describe('nothing is kept', () => {
  it('of an answer to a lab or a prediction that does not exist, or of one that is no option', async () => {
    const learner = await someone(db, 'learner');
    const refusalOf = (change: Partial<PredictionSubmission>) =>
      recordPrediction(db, learner, { ...submission(), ...change });
    expect(await refusalOf({ labId: '__proto__' })).toEqual({ ok: false, reason: 'unknown-lab' });
    expect(await refusalOf({ predictionId: '__proto__' })).toEqual({ ok: false, reason: 'unknown-prediction' });
    expect(await refusalOf({ option: 's5' })).toEqual({ ok: false, reason: 'unknown-option' });
    expect(await db.predictionAnswer.count({ where: { userId: learner } })).toBe(0);
  });

  it('under somebody else’s id, and theirs stays', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    const sent = submission('s2');
    await recordPrediction(db, learner, sent);
    expect(await recordPrediction(db, stranger, { ...sent, option: 's3' })).toEqual({ ok: false, reason: 'not-yours' });
    expect(await db.predictionAnswer.count({ where: { userId: stranger } })).toBe(0);
    expect(await db.predictionAnswer.findUnique({ where: { id: sent.id } })).toMatchObject({
      userId: learner,
      option: 's2',
    });
  });

  it('of a submission that brings its own score', () => {
    expect(predictionSubmission.safeParse(submission()).success).toBe(true);
    expect(predictionSubmission.safeParse({ ...submission(), isRight: true }).success).toBe(false);
  });
});

describe('the answers that are shown again', () => {
  it('are the learner’s own, as they were scored', async () => {
    const learner = await someone(db, 'learner');
    await recordPrediction(db, learner, submission('s2'));
    const { 'who-takes-over': kept, ...others } = await predictionsOf(db, learner, 'raft');
    expect(kept).toMatchObject({ option: 's2', outcome: 's3', isRight: false });
    expect(kept?.answeredAt).toBeInstanceOf(Date);
    expect(others).toEqual({});
  });

  it('are nobody else’s, and tell no outcome to who has not answered', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    await recordPrediction(db, learner, submission());
    expect(await predictionsOf(db, stranger, 'raft')).toEqual({});
    expect(await predictionsOf(db, learner, 'redis')).toEqual({});
  });
});
