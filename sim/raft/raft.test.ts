import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../core/recording';
import { CommandRefused } from '../core/simulation';
import { createTimeline } from '../core/timeline';
import type { RaftCommand } from './command';
import { raftConfig, SERVER_IDS, type ServerId, ticksFromMs } from './config';
import { raft } from './raft';
import type { Rpc } from './state';
import { createCluster } from './testing/cluster';

const QUIET_TIMERS = { electionTimeoutMinMs: 50_000, electionTimeoutMaxMs: 60_000 };

/** Commands for a cluster of five, with the milliseconds to let pass before each. */
const acts = (disk: fc.Arbitrary<boolean>) => {
  const server = fc.constantFrom<ServerId>('s1', 's2', 's3', 's4', 's5');
  const command: fc.Arbitrary<RaftCommand> = fc.oneof(
    fc.record({ type: fc.constantFrom('timeout' as const, 'crash' as const), server }),
    fc.record({ type: fc.constant('restart' as const), server, disk }),
  );
  return fc.array(fc.record({ waitMs: fc.nat({ max: 200 }), command }), { maxLength: 60 });
};

function replies(cluster: ReturnType<typeof createCluster>, type: Rpc['type']) {
  return cluster.records
    .flatMap((record) => record.trace)
    .filter(({ kind, data }) => kind === 'send' && data?.type === type)
    .map(({ actor, peer, data }) => ({ from: actor, to: peer, ...data }));
}

test('an empty configuration is the default one, and out-of-range or unknown fields are refused', () => {
  expect(raftConfig.parse({})).toMatchObject({ servers: 5, electionTimeoutMinMs: 150, electionTimeoutMaxMs: 300 });
  for (const wrong of [
    { servers: 2 },
    { servers: 10 },
    { electionTimeoutMinMs: 400 },
    { latencyMinMs: 20 },
    { diskLatencyMinMs: 1 },
    { servers: 3, initialServers: 4 },
    { rules: { majority: false } },
    { dropPerMille: 1001 },
    { latencyMinMs: 10.5 },
    { colour: 'red' },
  ]) {
    expect(raftConfig.safeParse(wrong).success).toBe(false);
  }
});

test('servers start as followers in term 0 with a running election timer within its range', () => {
  const cluster = createCluster({ servers: 9 }, 1);
  expect(cluster.engine.state.servers.map((server) => server.id)).toEqual([...SERVER_IDS]);
  for (const { persistent, volatile } of cluster.engine.state.servers) {
    expect(persistent).toEqual({ currentTerm: 0, votedFor: null, log: [], snapshot: null });
    expect(volatile).toMatchObject({ role: 'follower', commitIndex: 0, lastApplied: 0, leader: null });
    expect(volatile?.electionTimer?.dueTick).toBeGreaterThanOrEqual(ticksFromMs(150));
    expect(volatile?.electionTimer?.dueTick).toBeLessThanOrEqual(ticksFromMs(300));
  }
});

test('a candidate raises its term, votes for itself and asks all the others with the arguments of Figure 2', () => {
  const cluster = createCluster({ servers: 3, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's2' });
  expect(cluster.disk('s2')).toMatchObject({ currentTerm: 1, votedFor: 's2' });
  expect(cluster.memory('s2').role).toBe('candidate');
  const asked = { type: 'RequestVote', term: 1, candidateId: 's2', lastLogIndex: 0, lastLogTerm: 0 };
  expect(replies(cluster, 'RequestVote')).toEqual([
    { from: 's2', to: 's1', ...asked },
    { from: 's2', to: 's3', ...asked },
  ]);
});

test('a majority makes a leader, which sends heartbeats at once and then every interval', () => {
  const cluster = createCluster({ servers: 5, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(20);
  expect(cluster.leader()).toBe('s1');
  expect(cluster.memory('s1').leader).toMatchObject({
    nextIndex: { s2: 1, s3: 1, s4: 1, s5: 1 },
    matchIndex: { s2: 0, s3: 0, s4: 0, s5: 0 },
  });
  cluster.runTo(131);
  const sent = replies(cluster, 'AppendEntries');
  expect(sent).toHaveLength(3 * 4);
  expect(sent[0]).toMatchObject({
    term: 1,
    leaderId: 's1',
    prevLogIndex: 0,
    prevLogTerm: 0,
    entries: [],
    leaderCommit: 0,
  });
});

test('heartbeats keep the followers from standing for election', () => {
  const cluster = createCluster({}, 1);
  cluster.runTo(60_000);
  expect(cluster.engine.state.observations.leaders).toEqual([{ term: 1, leader: 's5' }]);
});

test('a server grants one vote per term, first come first served, and says no to the others', () => {
  const cluster = createCluster({ servers: 3, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(10);
  expect(cluster.disk('s3').votedFor).toBe('s1');
  expect(replies(cluster, 'RequestVoteReply').filter((reply) => reply.from === 's3')).toMatchObject([
    { to: 's1', voteGranted: true },
    { to: 's2', voteGranted: false },
  ]);
});

test('a restarted server that kept its disk does not vote twice; one that lost it does, and the rule says so', () => {
  for (const disk of [true, false]) {
    const cluster = createCluster({ servers: 4, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
    cluster.act({ type: 'timeout', server: 's1' });
    cluster.runTo(5);
    cluster.act({ type: 'crash', server: 's2' });
    cluster.act({ type: 'restart', server: 's2', disk: true });
    cluster.runTo(9);
    cluster.act({ type: 'timeout', server: 's4' });
    cluster.runTo(15);
    expect(cluster.disk('s3')).toMatchObject({ currentTerm: 1, votedFor: 's1' });
    cluster.act({ type: 'crash', server: 's3' });
    cluster.act({ type: 'restart', server: 's3', disk });
    cluster.runTo(19);
    expect(cluster.disk('s3').votedFor).toBe(disk ? 's1' : 's4');
    const broken = cluster.records.at(-1)?.violations.map((violation) => violation.name);
    expect(broken).toEqual(disk ? [] : ['One vote per term']);
  }
});

test('a leader that hears of a later term steps down and starts its election timer again', () => {
  const cluster = createCluster({ servers: 3, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(35);
  expect(cluster.leader()).toBe('s1');
  expect(cluster.memory('s1').electionTimer).toBeNull();
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(45);
  expect(cluster.disk('s1')).toMatchObject({ currentTerm: 2, votedFor: 's2' });
  expect(cluster.memory('s1')).toMatchObject({ role: 'follower', leader: null, sendTimer: null });
  expect(cluster.memory('s1').electionTimer).not.toBeNull();
});

test('a candidate gives way to the leader of its own term', () => {
  const cluster = createCluster({ servers: 3, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(29);
  expect(cluster.memory('s2').role).toBe('candidate');
  cluster.runTo(30);
  expect(cluster.memory('s2')).toMatchObject({ role: 'follower', leaderId: 's1' });
});

test('an AppendEntries of an old term is refused with the newer term', () => {
  const cluster = createCluster({ servers: 3, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(25);
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(30);
  const toFormerLeader = replies(cluster, 'AppendEntriesReply').filter((reply) => reply.from === 's2');
  expect(toFormerLeader).toMatchObject([{ to: 's1', term: 2, success: false, matchIndex: 0 }]);
});

test('a crash loses what was in memory and keeps what was on disk; messages to it are dropped', () => {
  const cluster = createCluster({ servers: 3, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(15);
  cluster.act({ type: 'crash', server: 's1' });
  expect(cluster.engine.state.servers[0]).toMatchObject({
    id: 's1',
    persistent: { currentTerm: 1, votedFor: 's1', log: [] },
    volatile: null,
  });
  cluster.runTo(20);
  const dropped = cluster.records.flatMap((record) => record.trace).filter((entry) => entry.kind === 'drop');
  expect(dropped).toMatchObject([
    { actor: 's1', peer: 's2', data: { reason: 'crashed' } },
    { actor: 's1', peer: 's3', data: { reason: 'crashed' } },
  ]);
  cluster.act({ type: 'restart', server: 's1', disk: true });
  expect(cluster.memory('s1')).toMatchObject({ role: 'follower', votesGranted: [] });
  expect(cluster.disk('s1')).toMatchObject({ currentTerm: 1, votedFor: 's1' });
});

test('a candidate asks again those who have not answered', () => {
  const cluster = createCluster({ servers: 3, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'crash', server: 's2' });
  cluster.act({ type: 'crash', server: 's3' });
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(30);
  cluster.act({ type: 'restart', server: 's3', disk: true });
  cluster.runUntil(() => cluster.leader() === 's1', 100);
  expect(replies(cluster, 'RequestVote').map((rpc) => rpc.to)).toEqual(['s2', 's3', 's2', 's3']);
});

test('a candidate that everybody has answered waits for its election timeout without asking again', () => {
  const cluster = createCluster({ servers: 4, latencyMinMs: 10, latencyMaxMs: 10, ...QUIET_TIMERS }, 1);
  cluster.act({ type: 'timeout', server: 's3' });
  cluster.act({ type: 'timeout', server: 's4' });
  cluster.act({ type: 'crash', server: 's1' });
  cluster.act({ type: 'restart', server: 's1', disk: true });
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(25);
  expect(cluster.memory('s1')).toMatchObject({ role: 'candidate', votesGranted: ['s1'], sendTimer: null });
  cluster.runTo(1000);
  expect(replies(cluster, 'RequestVote').filter((rpc) => rpc.from === 's1')).toHaveLength(3);
});

test('a lossy network delays a leader but does not prevent one', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const cluster = createCluster({ dropPerMille: 300 }, seed);
    cluster.runUntil(() => cluster.leader() !== null, 10_000);
    expect(cluster.records.flatMap((record) => record.violations)).toEqual([]);
  }
});

test('without a majority nobody leads, however long it lasts', () => {
  const cluster = createCluster({}, 1);
  for (const server of ['s1', 's2', 's3'] as const) cluster.act({ type: 'crash', server });
  cluster.runTo(10_000);
  expect(cluster.engine.state.observations.leaders).toEqual([]);
});

test('a command without effect is a step that says so; one for a server that does not exist is refused', () => {
  const cluster = createCluster({ servers: 3 }, 1);
  cluster.runUntil(() => cluster.leader() !== null, 1000);
  const leader = cluster.leader() ?? 's1';
  cluster.act({ type: 'timeout', server: leader });
  cluster.act({ type: 'restart', server: leader, disk: false });
  cluster.act({ type: 'crash', server: leader });
  cluster.act({ type: 'crash', server: leader });
  const said = cluster.records.slice(-4).map(({ trace }) => trace.map(({ kind, data }) => [kind, data?.reason]));
  expect(said).toEqual([
    [['ignored', 'leader']],
    [['ignored', 'running']],
    [['crash', undefined]],
    [['ignored', 'crashed']],
  ]);
  expect(() => cluster.act({ type: 'crash', server: 's9' })).toThrow(CommandRefused);
});

test('crashes, restarts and timeouts never break a rule while disks are kept', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 200 }), acts(fc.constant(true)), (seed, dropPerMille, todo) => {
      const cluster = createCluster({ dropPerMille }, seed);
      let milliseconds = 0;
      for (const { waitMs, command } of todo) {
        milliseconds += waitMs;
        cluster.runTo(milliseconds);
        cluster.act(command);
      }
      cluster.runTo(milliseconds + 500);
      for (const record of cluster.records) expect(record.violations).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a leader that steps down has an election timer at once, whichever message brought the later term', () => {
  const heardFrom = new Set<unknown>();
  for (let seed = 0; seed < 40; seed += 1) {
    const cluster = createCluster({ latencyMinMs: 1, latencyMaxMs: 90, ...QUIET_TIMERS }, seed);
    cluster.act({ type: 'timeout', server: 's1' });
    cluster.runUntil(() => cluster.leader() === 's1', 300);
    cluster.runTo(400);
    cluster.act({ type: 'timeout', server: 's2' });
    cluster.runUntil(() => cluster.memory('s1').role === 'follower', 700);
    expect(cluster.memory('s1').electionTimer).not.toBeNull();
    heardFrom.add(cluster.records.at(-1)?.trace[0]?.data?.type);
  }
  expect(heardFrom).toContain('RequestVote');
  expect(heardFrom).toContain('AppendEntriesReply');
});

test('every message that is sent is received or dropped once, or still on its way', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 500 }), acts(fc.boolean()), (seed, dropPerMille, todo) => {
      const cluster = createCluster({ dropPerMille }, seed);
      for (const [index, { command }] of todo.entries()) {
        cluster.runTo(index * 40);
        cluster.act(command);
      }
      const onTheirWay = new Set<number>();
      for (const { kind, message } of cluster.records.flatMap((record) => record.trace)) {
        if (message === undefined) continue;
        if (kind === 'send') expect(onTheirWay.has(message)).toBe(false);
        else expect(onTheirWay.has(message)).toBe(true);
        if (kind === 'send') onTheirWay.add(message);
        else onTheirWay.delete(message);
      }
      const queued = cluster.engine
        .snapshot()
        .queue.flatMap(({ event }) => ('message' in event ? [event.message.id] : []));
      expect(queued.sort((a, b) => a - b)).toEqual([...onTheirWay].sort((a, b) => a - b));
    }),
  );
});

test('a recorded run replays to the same bytes on an engine of its own', () => {
  fc.assert(
    fc.property(fc.nat(), acts(fc.boolean()), (seed, todo) => {
      const timeline = createTimeline(raft, { config: raftConfig.parse({}), seed });
      for (const { waitMs, command } of todo) {
        timeline.advanceTo(timeline.tick + ticksFromMs(waitMs));
        timeline.dispatch(command);
      }
      const replayed = replay(raft, timeline.toRecording());
      expect(replayed.ok && JSON.stringify(replayed.snapshot)).toBe(JSON.stringify(timeline.snapshot()));
      timeline.seekStep(Math.floor(timeline.step / 2));
      timeline.seekStep(timeline.knownEnd.step);
      expect(replayed.ok && replayed.snapshot.state).toEqual(timeline.snapshot().state);
    }),
    { numRuns: 50 },
  );
});

test('ten minutes of a five-server cluster keep at most 16 KiB of history per simulated second', () => {
  const timeline = createTimeline(raft, { config: raftConfig.parse({}), seed: 1 });
  timeline.seekTick(ticksFromMs(600_000));
  expect(timeline.historyCharacters() / 600).toBeLessThan(16 * 1024);
});
