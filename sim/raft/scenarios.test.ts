/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes a transcript is a change of
 * behaviour: raise the simulation's version, and rewrite the transcripts on purpose with
 * `UPDATE_TESTDATA=1 npx vitest run sim/raft/scenarios.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { raft } from './raft';
import { raftScenarios } from './scenarios';
import type { RaftStep } from './testing/cluster';
import { stateLines, transcriptLine } from './testing/transcript';

function run(scenario: (typeof raftScenarios)[number]) {
  const recording = recordScenario(raft, scenario);
  const engine = createEngine(raft, { config: scenario.config, seed: scenario.seed });
  const records: RaftStep[] = [];
  runRecording(engine, recording, (record) => records.push(record));
  return { engine, records };
}

function scenarioById(id: string) {
  const scenario = raftScenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return run(scenario);
}

/** Who became leader of which term, in order. */
function leaders(records: readonly RaftStep[]): string[] {
  return records
    .flatMap((record) => record.trace)
    .filter(({ kind, data }) => kind === 'role' && data?.to === 'leader')
    .map(({ actor, data }) => `${actor} of ${data?.term}`);
}

for (const scenario of raftScenarios) {
  test(`the scenario ${scenario.id} runs as it is written down`, () => {
    const { engine, records } = run(scenario);
    const transcript = [...records.map(transcriptLine), '', ...stateLines(engine.state), ''].join('\n');
    const file = new URL(`testdata/${scenario.id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
  });

  test(`the scenario ${scenario.id} breaks no rule`, () => {
    expect(run(scenario).records.flatMap((record) => record.violations)).toEqual([]);
  });
}

test('the first election ends with one leader that all the others follow', () => {
  const { engine, records } = scenarioById('first-election');
  expect(leaders(records)).toEqual(['s5 of 1']);
  expect(engine.state.servers.map((server) => server.volatile?.leaderId)).toEqual(Array(5).fill('s5'));
});

test('after the leader has crashed another one takes over, which the first then follows', () => {
  const { engine, records } = scenarioById('leader-crash');
  const [first, second, ...more] = leaders(records);
  expect(first).toBe('s5 of 1');
  expect(second).toMatch(/^s[1-4] of \d+$/);
  expect(more).toEqual([]);
  const former = engine.state.servers.find((server) => server.id === 's5');
  expect(former?.volatile).toMatchObject({ role: 'follower', leaderId: second?.slice(0, 2) });
});

test('the split vote gives two candidates two votes each in term 1, and term 2 decides', () => {
  const { records } = scenarioById('split-vote');
  const votes = records
    .flatMap((record) => record.trace)
    .filter(({ kind, data }) => kind === 'vote' && data?.term === 1 && data.granted === true)
    .map((entry) => entry.peer);
  expect(votes.sort()).toEqual(['s1', 's1', 's2', 's2']);
  expect(leaders(records)).toEqual(['s2 of 2']);
});
