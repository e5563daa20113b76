import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { labById, labs } from './catalog';
import { RUN_LIMITS } from './core/limits';
import { recordScenario } from './core/scenario';
import { raftLab } from './raft/lab';

test('each lab is listed under its simulation’s id', () => {
  for (const [id, lab] of Object.entries(labs)) expect(lab.simulation.id).toBe(id);
});

test('each lab is checked with what it alone knows', () => {
  for (const id of Object.keys(labs)) {
    const folder = `${import.meta.dirname}/${id}`;
    const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
    const calls = tests.filter((file) => readFileSync(`${folder}/${file}`, 'utf8').includes('checkLab('));
    expect(calls, id).toHaveLength(1);
  }
});

test('the empty configuration is a valid one for every lab', () => {
  for (const lab of Object.values(labs)) expect(lab.simulation.config.safeParse({}).success).toBe(true);
});

test('scenario ids are unique within a lab', () => {
  for (const { scenarios } of Object.values(labs)) {
    expect(new Set(scenarios.map((scenario) => scenario.id)).size).toBe(scenarios.length);
  }
});

test('finds a lab by a stranger’s id, and nothing for what is no lab', () => {
  expect(labById('raft')?.simulation.id).toBe('raft');
  for (const id of ['', 'Raft', 'toString', '__proto__', 'constructor']) expect(labById(id)).toBeNull();
});

test('a lab verifies a recording of its own and refuses one that was tampered with', () => {
  const [scenario] = raftLab.scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  const recording = recordScenario(raftLab.simulation, scenario);
  const lab = labById('raft');
  expect(lab?.verify(JSON.stringify(recording))).toMatchObject({ ok: true, replay: { steps: recording.end.step } });
  const longer = { ...recording, end: { ...recording.end, step: recording.end.step + 5 } };
  expect(lab?.verify(JSON.stringify(longer))).toMatchObject({ ok: false, reason: 'does-not-fit' });
  expect(lab?.verify(JSON.stringify(recording), { ...RUN_LIMITS, stepsMax: 10 })).toMatchObject({
    reason: 'too-many-steps',
  });
  expect(lab?.verify('')).toMatchObject({ ok: false, reason: 'broken-json' });
});
