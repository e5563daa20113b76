import { expect, test } from 'vitest';
import { bringAbout, whenItHappens } from '../core/milestone';
import { recordScenario } from '../core/scenario';
import type { RaftCommand } from './command';
import { ticksFromMs } from './config';
import { raftMilestones } from './milestones';
import { raft } from './raft';
import { type RaftScenarioId, raftScenarios } from './scenarios';

type Id = (typeof raftMilestones)[number]['id'];

function milestone(id: Id) {
  const found = raftMilestones.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no milestone "${id}"`);
  return found;
}

/** The scenario, or the scenario with other commands from some moment on, run for some time longer. */
function run(id: RaftScenarioId, more?: { readonly commands?: readonly [ms: number, RaftCommand][]; endMs: number }) {
  const found = raftScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario "${id}"`);
  if (more === undefined) return recordScenario(raft, found);
  const own = (more.commands ?? []).map(([ms, command]) => ({ tick: ticksFromMs(ms), command }));
  const endTick = ticksFromMs(more.endMs);
  const first = own[0]?.tick ?? endTick;
  const commands = [...found.commands.filter(({ tick }) => tick < first), ...own];
  return recordScenario(raft, { ...found, commands, endTick });
}

test('a leader was elected: once in the first election, and not again afterwards', () => {
  const recording = run('first-election');
  const met = whenItHappens(raft, milestone('a-leader-was-elected'), recording);
  expect(met).not.toBeNull();
  expect(whenItHappens(raft, milestone('a-leader-was-elected'), recording, met?.step)).toBeNull();
});

// What the lessons ask about these runs.
test.each<[Id, RaftScenarioId, number, number | string]>([
  ['the-leaders-log-is-everywhere', 'figure-7', 449, 's7'],
  ['a-lost-log-was-refilled', 'empty-leader', 46, 's2'],
  ['an-entry-was-removed', 'empty-leader-without-check', 45, 3],
  ['a-rule-was-broken', 'figure-8', 94, 3],
  ['a-rule-was-broken', 'lost-disk', 21, 1],
  ['a-rule-was-broken', 'single-server-change', 61, 2],
  ['an-old-entry-was-committed', 'figure-8-e', 95, 3],
  ['a-command-was-applied-twice', 'timed-out-write', 10, 2],
  ['a-joint-entry-was-committed', 'grow-to-five', 23, 3],
  ['a-term-was-won', 'disruptive-server', 58, 3],
  ['a-snapshot-was-installed', 'slow-follower-snapshot', 30, 4],
  ['all-came-back', 'node-restart', 41, 3],
])('%s: in %s from step %i on, the run answers %s', (id, scenario, from, answer) => {
  expect(bringAbout(raft, milestone(id), run(scenario), from)?.answer).toBe(answer);
});

test('all came back: with nothing on their disks, they have nothing', () => {
  const empty = (['s1', 's2', 's3'] as const).map((server): [number, RaftCommand] => [
    210,
    { type: 'restart', server, disk: false },
  ]);
  const recording = run('node-restart', { commands: empty, endMs: 900 });
  const { byHand: _, ...asPlayed } = milestone('all-came-back');
  expect(bringAbout(raft, asPlayed, recording, 41)?.answer).toBe(0);
});

// Where the lesson's labs open, and what comes about from there on when the scenario is only played.
test.each<[Id, RaftScenarioId, number, number]>([
  ['a-leader-was-elected', 'first-election', 0, 7],
  ['a-leader-was-elected', 'leader-crash', 75, 94],
  ['a-candidate-stood-again', 'split-vote', 0, 15],
  ['two-leaders-at-once', 'partitioned-leader', 50, 57],
  ['an-entry-was-removed', 'partitioned-leader', 50, 83],
  ['a-log-was-behind', 'figure-8-e', 115, 116],
  ['a-rule-was-broken', 'figure-8', 94, 121],
  ['an-old-entry-is-on-a-majority', 'figure-8-with-rule', 80, 94],
  ['the-new-members-are-committed', 'grow-to-five', 23, 58],
  ['a-pre-vote-was-refused', 'disruptive-server-pre-vote', 75, 78],
])('%s: in %s from step %i on, at step %i', (id, scenario, from, at) => {
  expect(whenItHappens(raft, milestone(id), run(scenario), from)?.step).toBe(at);
});

test('the leader’s log is everywhere: Figure 7 played on from the moment at which it ends', () => {
  const recording = run('figure-7', { endMs: 700 });
  expect(whenItHappens(raft, milestone('the-leaders-log-is-everywhere'), run('figure-7'), 440)).toBeNull();
  expect(whenItHappens(raft, milestone('the-leaders-log-is-everywhere'), recording, 449)?.tick).toBe(ticksFromMs(560));
});

test('a minority stood: once three of five have crashed, and not while three run', () => {
  const recording = run('leader-crash', {
    commands: [
      [600, { type: 'crash', server: 's5' }],
      [1000, { type: 'crash', server: 's3' }],
      [1500, { type: 'crash', server: 's1' }],
    ],
    endMs: 2500,
  });
  const met = whenItHappens(raft, milestone('a-minority-stood'), recording, 75);
  expect(met?.tick).toBeGreaterThan(ticksFromMs(1500));
});

test('a rule that is kept is not reported as broken', () => {
  expect(whenItHappens(raft, milestone('a-rule-was-broken'), run('figure-8-with-rule'))).toBeNull();
});

test('an old entry on a majority is no longer told of once it is committed', () => {
  expect(
    whenItHappens(raft, milestone('an-old-entry-is-on-a-majority'), run('figure-8', { endMs: 345 }), 94),
  ).toBeNull();
});

test('members are not taken for changed while only the joint configuration is committed', () => {
  const recording = run('grow-to-five', { endMs: 220 });
  expect(whenItHappens(raft, milestone('the-new-members-are-committed'), recording)).toBeNull();
});

// What the lesson asks for: a number or a server that only the run gives.
test.each<[Id, RaftScenarioId, number, number | string]>([
  ['a-leader-was-elected', 'first-election', 0, 3],
  ['a-term-was-won', 'split-vote', 0, 2],
  ['a-minority-stood', 'leader-crash', 75, 3],
  ['an-entry-was-removed', 'partitioned-leader', 50, 2],
  ['a-follower-redirected', 'leader-crash', 145, 's3'],
])('%s: in %s from step %i on, the run answers %s', (id, scenario, from, answer) => {
  expect(bringAbout(raft, milestone(id), run(scenario), from)?.answer).toBe(answer);
});
