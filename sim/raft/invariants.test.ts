import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { createRandom, type Random } from '../core/random';
import { replay } from '../core/recording';
import { createTimeline } from '../core/timeline';
import type { RaftCommand } from './command';
import { type RaftConfig, raftConfig, SERVER_IDS, type ServerId, ticksFromMs } from './config';
import { raftInvariants } from './invariants';
import { raft } from './raft';

function anyServer(count: number, random: Random): ServerId {
  return SERVER_IDS[random.below(count)] ?? 's1';
}

function anyServers(count: number, random: Random): ServerId[] {
  const some = SERVER_IDS.slice(0, count).filter(() => random.chance(1, 2));
  return some.length === 0 ? ['s1'] : some;
}

/** A configuration with every option drawn, and every rule on. */
function anyConfig(random: Random): RaftConfig {
  const servers = 3 + random.below(4);
  return raftConfig.parse({
    servers,
    initialServers: random.chance(1, 2) ? null : 1 + random.below(servers),
    latencyMaxMs: 10 + random.below(60),
    dropPerMille: random.chance(1, 2) ? 0 : random.below(200),
    duplicatePerMille: random.below(150),
    reorder: random.chance(1, 2),
    diskLatencyMaxMs: random.chance(1, 2) ? 0 : random.below(30),
    entriesPerMessageMax: 1 + random.below(4),
    conflictHint: random.chance(1, 2),
    noOpOnElection: random.chance(1, 2),
    preVote: random.chance(1, 2),
  });
}

/** Any command that a cluster with its disks intact has to bear. */
function anyCommand(count: number, number: number, random: Random): RaftCommand {
  const server = anyServer(count, random);
  const commands: readonly (() => RaftCommand)[] = [
    () => ({ type: 'clientRequest', value: `v${number}` }),
    () => ({ type: 'clientRequest', value: `v${number}` }),
    () => ({ type: 'clientRequest', server, value: `v${number}` }),
    () => ({ type: 'timeout', server }),
    () => ({ type: 'crash', server }),
    () => ({ type: 'restart', server, disk: true }),
    () => ({ type: 'restart', server, disk: true }),
    () => ({ type: 'pause', server }),
    () => ({ type: 'resume', server }),
    () => ({ type: 'partition', groups: [anyServers(count, random)] }),
    () => ({ type: 'heal' }),
    () => ({
      type: 'process',
      server,
      timerRatePerMille: 300 + random.below(3000),
      diskLatencyMaxMs: random.below(80),
    }),
    () => ({ type: 'reconfigure', servers: anyServers(count, random) }),
    () => ({ type: 'snapshot', server }),
    () => ({ type: 'transferLeadership', to: server }),
  ];
  return commands[random.below(commands.length)]?.() ?? { type: 'heal' };
}

/** Runs a schedule of 60 commands; returns what was seen of interest. */
function runStorm(seed: number) {
  const random = createRandom(seed);
  const config = anyConfig(random);
  const timeline = createTimeline(raft, { config, seed });
  const kinds = new Set<string>();
  const violations: string[] = [];
  for (let number = 1; number <= 60; number += 1) {
    const waitMs = random.below(random.chance(1, 3) ? 600 : 60);
    const steps = timeline.advanceTo(timeline.tick + ticksFromMs(waitMs));
    for (const record of [...steps, timeline.dispatch(anyCommand(config.servers, number, random))]) {
      for (const { kind } of record.trace) kinds.add(kind);
      for (const { id, values } of record.violations) violations.push(`${id}: ${JSON.stringify(values)}`);
    }
  }
  expect(violations).toEqual([]);
  return { timeline, kinds };
}

test('with every rule on, no storm of faults and commands breaks an invariant', () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 150; seed += 1) for (const kind of runStorm(seed).kinds) kinds.add(kind);
  for (const kind of [
    'commit',
    'apply',
    'truncate',
    'snapshot',
    'installSnapshot',
    'reconfigure',
    'preVote',
    'resume',
  ]) {
    expect(kinds).toContain(kind);
  }
}, 60_000);

test('a storm that is recorded replays to the same bytes, and its snapshots survive JSON', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { timeline } = runStorm(seed);
      const replayed = replay(raft, timeline.toRecording());
      const snapshot = JSON.stringify(timeline.snapshot());
      expect(replayed.ok && JSON.stringify(replayed.snapshot)).toBe(snapshot);
      const engine = createEngine(raft, { snapshot: JSON.parse(snapshot) });
      for (let step = 0; step < 200; step += 1) {
        engine.step();
        timeline.stepForward();
      }
      expect(engine.snapshotJson()).toBe(JSON.stringify(timeline.snapshot()));
    }),
    { numRuns: 12 },
  );
});

test('every invariant has a name of its own and says where it is stated', () => {
  expect(new Set(raftInvariants.map(({ name }) => name)).size).toBe(8);
  for (const { source } of raftInvariants) expect(source).toMatch(/USENIX ATC 2014, (Figure|§)/);
});

test('ten minutes with logs of a hundred entries keep at most 16 KiB of history per simulated second', () => {
  const config = raftConfig.parse({ electionTimeoutMinMs: 100, electionTimeoutMaxMs: 200 });
  const timeline = createTimeline(raft, { config, seed: 1 });
  for (let number = 1; number <= 100; number += 1) {
    timeline.seekTick(ticksFromMs(500 + number * 100));
    timeline.dispatch({ type: 'clientRequest', value: `key${number}=${number}` });
  }
  expect(timeline.snapshot().state.servers.map(({ persistent }) => persistent.log.length)).toContain(100);
  timeline.seekTick(timeline.tick + ticksFromMs(600_000));
  expect(timeline.historyCharacters() / (timeline.tick / ticksFromMs(1000))).toBeLessThan(16 * 1024);
});
