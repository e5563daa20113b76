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
import { ticksFromMs } from './config';
import { FIGURE_8_MS } from './figures';
import { raft } from './raft';
import { raftScenarios } from './scenarios';
import type { RaftState } from './state';
import type { RaftStep } from './testing/cluster';
import { logTerms, stateLines, transcriptLine } from './testing/transcript';

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
}

/** Those that show what happens without a rule, and the one in which a server loses its disk. */
const breaking: readonly string[] = ['figure-8', 'empty-leader-without-check', 'lost-disk', 'single-server-change'];

for (const scenario of raftScenarios.filter(({ id }) => !breaking.includes(id))) {
  test(`the scenario ${scenario.id} breaks no rule`, () => {
    expect(run(scenario).records.flatMap((record) => record.violations)).toEqual([]);
  });
}

test.each(breaking)('the scenario %s loses what was committed', (id) => {
  const names = scenarioById(id).records.flatMap(({ violations }) => violations.map((each) => each.id));
  expect(names).toContain('leaderCompleteness');
});

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

/** The state at a moment of a scenario. */
function stateAt(id: string, milliseconds: number) {
  const scenario = raftScenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  const endTick = ticksFromMs(milliseconds);
  const commands = scenario.commands.filter(({ tick }) => tick <= endTick);
  return run({ ...scenario, commands, endTick }).engine.state;
}

function memories(state: RaftState) {
  return Object.fromEntries(state.servers.map(({ id, volatile }) => [id, volatile]));
}

test('what a cut-off leader takes up is overwritten when the network is whole again', () => {
  const before = stateAt('partitioned-leader', 299);
  expect(logTerms(before)).toEqual(['1 1 1', '1 1 1', '1 2', '1 2', '1 2']);
  expect(memories(before)).toMatchObject({
    s1: { role: 'leader', commitIndex: 1 },
    s3: { role: 'leader', commitIndex: 2 },
  });
  const after = scenarioById('partitioned-leader').engine.state;
  expect(logTerms(after)).toEqual(Array(5).fill('1 2'));
  for (const { volatile } of after.servers) expect(volatile?.machine).toEqual([['x', '4']]);
});

test('Figure 7: the leader of term 8 comes to power among the followers (a) to (f), and brings them into line', () => {
  const { state } = scenarioById('figure-7').engine;
  const lines = [
    '1 1 1 4 4 5 5 6 6 6',
    '1 1 1 4 4 5 5 6 6',
    '1 1 1 4',
    '1 1 1 4 4 5 5 6 6 6 6',
    '1 1 1 4 4 5 5 6 6 6 7 7',
    '1 1 1 4 4 4 4',
    '1 1 1 2 2 2 3 3 3 3 3',
  ];
  expect(logTerms(state)).toEqual(lines);
  expect(state.servers[0]).toMatchObject({ persistent: { currentTerm: 8 }, volatile: { role: 'leader' } });
  const scenario = raftScenarios.find(({ id }) => id === 'figure-7');
  if (scenario === undefined) throw new Error('no scenario');
  const request = { tick: scenario.endTick, command: { type: 'clientRequest' as const, value: '8a' } };
  const goneOn = run({ ...scenario, commands: [...scenario.commands, request], endTick: ticksFromMs(3000) }).engine
    .state;
  expect(logTerms(goneOn)).toEqual(Array(7).fill(`${lines[0]} 8`));
});

test('Figure 8, (a) to (c): an entry of an earlier term gets to a majority', () => {
  for (const id of ['figure-8', 'figure-8-with-rule', 'figure-8-e']) {
    expect(logTerms(stateAt(id, FIGURE_8_MS.a))).toEqual(['1 2', '1 2', '1', '1', '1']);
    const b = stateAt(id, FIGURE_8_MS.b);
    expect(logTerms(b)).toEqual(['1 2', '1 2', '1', '1', '1 3']);
    expect(memories(b)).toMatchObject({ s1: null, s5: { role: 'leader' } });
  }
  for (const [id, commitIndex] of [
    ['figure-8', 2],
    ['figure-8-with-rule', 0],
  ] as const) {
    const c = stateAt(id, FIGURE_8_MS.c);
    expect(logTerms(c)).toEqual(['1 2 4', '1 2', '1 2', '1', '1 3']);
    expect(memories(c)).toMatchObject({ s1: { role: 'leader', commitIndex }, s5: null });
    expect(c.servers[0]?.persistent.currentTerm).toBe(4);
  }
});

test('Figure 8 (d): without the rule of §5.4.2 a committed entry is overwritten; with it none was committed', () => {
  for (const id of ['figure-8', 'figure-8-with-rule']) {
    const { engine, records } = scenarioById(id);
    expect(logTerms(engine.state)).toEqual(Array(5).fill('1 3'));
    const broken = new Set(records.flatMap(({ violations }) => violations.map(({ name }) => name)));
    expect([...broken]).toEqual(id === 'figure-8' ? ['Leader Completeness', 'State Machine Safety'] : []);
  }
});

test('Figure 8 (e): once an entry of its own term is on a majority, the entries before it are safe', () => {
  const { state } = scenarioById('figure-8-e').engine;
  expect(logTerms(state)).toEqual(['1 2 4', '1 2 4', '1 2 4', '1', '1 3']);
  expect(state.servers.map(({ volatile }) => volatile?.role)).not.toContain('leader');
});

test('a removed server disturbs the others, unless it has to ask first', () => {
  expect(leaders(scenarioById('disruptive-server').records)).toHaveLength(2);
  const { engine, records } = scenarioById('disruptive-server-pre-vote');
  expect(leaders(records)).toEqual(['s1 of 1']);
  expect(memories(engine.state)).toMatchObject({ s1: { role: 'leader' }, s4: { role: 'candidate', isPreVote: true } });
});

test('a follower that was down for too long is caught up by the snapshot, then by the log', () => {
  const { engine } = scenarioById('slow-follower-snapshot');
  const [, , slow] = engine.state.servers;
  expect(slow?.persistent.snapshot).toMatchObject({
    lastIncludedIndex: 4,
    machine: [
      ['x', '4'],
      ['y', '3'],
    ],
  });
  expect(slow?.persistent.log).toEqual([{ term: 1, value: 'z=5' }]);
  expect(slow?.volatile?.machine).toEqual([
    ['x', '4'],
    ['y', '3'],
    ['z', '5'],
  ]);
});

test('a cluster grows from three to five through the joint configuration', () => {
  const { engine, records } = scenarioById('grow-to-five');
  const phases = records.flatMap(({ trace }) => trace).filter(({ kind }) => kind === 'reconfigure');
  expect(phases.map(({ data }) => data?.phase)).toEqual(['catching-up', 'C_old,new', 'C_new']);
  for (const { configuration } of engine.state.servers) {
    expect(configuration).toEqual({ index: 4, servers: ['s1', 's2', 's3', 's4', 's5'], next: null });
  }
});
