import { expect, test } from 'vitest';
import type { RaftConfig, ServerId } from './config';
import { type Cluster, createCalmCluster, createCluster } from './testing/cluster';

/** A calm cluster in which s1 leads term 1 and everybody knows it; it is 50 ms past the start. */
function led(config: Partial<RaftConfig>): Cluster {
  const cluster = createCalmCluster(config);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(50);
  return cluster;
}

function values(cluster: Cluster, id: ServerId): string[] {
  return cluster.disk(id).log.map(({ value }) => value);
}

function sent(cluster: Cluster, type: string) {
  return cluster.records
    .flatMap(({ trace }) => trace)
    .filter(({ kind, data }) => kind === 'send' && data?.type === type);
}

test('a request is appended by the leader, committed once a majority has it, and applied', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  expect(cluster.memory('s1')).toMatchObject({ commitIndex: 0, lastApplied: 0, machine: [] });
  expect(cluster.disk('s1').log).toEqual([{ term: 1, value: 'x=1' }]);
  cluster.runTo(70);
  expect(cluster.memory('s1')).toMatchObject({ commitIndex: 1, lastApplied: 1, machine: [['x', '1']] });
  expect(cluster.memory('s1').leader).toMatchObject({ nextIndex: { s2: 2, s3: 2 }, matchIndex: { s2: 1, s3: 1 } });
  expect(cluster.memory('s2')).toMatchObject({ commitIndex: 0 });
  cluster.runTo(300);
  for (const id of ['s2', 's3'] as const) {
    expect(cluster.memory(id)).toMatchObject({ commitIndex: 1, lastApplied: 1, machine: [['x', '1']] });
  }
});

test('applying sets keys to values, and counts any other text', () => {
  const cluster = led({ servers: 3 });
  for (const value of ['x=1', 'hello', 'x=', 'hello', '__proto__=1']) cluster.act({ type: 'clientRequest', value });
  cluster.runTo(100);
  expect(cluster.memory('s1').machine).toEqual([
    ['x', ''],
    ['hello', '2'],
    ['__proto__', '1'],
  ]);
});

test('a follower redirects a client to the leader and appends nothing', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'clientRequest', server: 's2', value: 'x=1' });
  const redirect = { kind: 'redirect', actor: 's2', data: { value: 'x=1', leaderId: 's1' } };
  expect(cluster.records.at(-1)?.trace).toEqual([redirect]);
  expect(values(cluster, 's2')).toEqual([]);
});

test('without a leader a request is a step without effect', () => {
  const cluster = createCalmCluster({ servers: 3 });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  expect(cluster.records.at(-1)?.trace).toMatchObject([{ kind: 'ignored', data: { reason: 'no-leader' } }]);
});

test('of two leaders whoever leads is the one of the later term', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'partition', groups: [['s1'], ['s2', 's3']] });
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(80);
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  expect(values(cluster, 's2')).toEqual(['x=1']);
  expect(values(cluster, 's1')).toEqual([]);
});

test('without a majority nothing is committed', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'partition', groups: [['s1'], ['s2', 's3']] });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.runTo(5000);
  expect(cluster.memory('s1').commitIndex).toBe(0);
});

test('a message carries at most the configured number of entries, and the next follows when it is answered', () => {
  const cluster = led({ servers: 3, entriesPerMessageMax: 2 });
  cluster.act({ type: 'crash', server: 's3' });
  for (let index = 1; index <= 5; index += 1) cluster.act({ type: 'clientRequest', value: `v${index}` });
  cluster.runTo(150);
  cluster.act({ type: 'restart', server: 's3', disk: true });
  cluster.runTo(350);
  expect(values(cluster, 's3')).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
  const counts = sent(cluster, 'AppendEntries').map(({ data }) =>
    Array.isArray(data?.entries) ? data.entries.length : 0,
  );
  expect(Math.max(...counts)).toBe(2);
});

/** How many times s3 refuses until s2, the leader of term 2, has brought it into line. */
function refusals(config: Partial<RaftConfig>): number {
  const cluster = led({ servers: 3, heartbeatIntervalMs: 1000, ...config });
  cluster.act({ type: 'partition', groups: [['s1', 's2'], ['s3']] });
  for (let index = 1; index <= 6; index += 1) cluster.act({ type: 'clientRequest', value: `v${index}` });
  cluster.runTo(200);
  cluster.act({ type: 'heal' });
  cluster.act({ type: 'crash', server: 's1' });
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(2000);
  expect(values(cluster, 's3')).toEqual(values(cluster, 's2'));
  const answers = sent(cluster, 'AppendEntriesReply').filter(({ peer }) => peer === 's2');
  return answers.filter(({ data }) => data?.success === false).length;
}

test('nextIndex backs off one by one, or at once with the conflict hint', () => {
  expect(refusals({})).toBe(6);
  expect(refusals({ conflictHint: true })).toBe(1);
});

test('an entry that is there already is not written again, and a heartbeat truncates nothing', () => {
  const cluster = led({ servers: 3, duplicatePerMille: 1000, latencyMaxMs: 40 });
  for (let index = 1; index <= 10; index += 1) cluster.act({ type: 'clientRequest', value: `v${index}` });
  cluster.runTo(1000);
  expect(values(cluster, 's2')).toEqual(values(cluster, 's1'));
  expect(values(cluster, 's1')).toHaveLength(10);
  expect(cluster.records.flatMap(({ trace }) => trace).filter(({ kind }) => kind === 'truncate')).toEqual([]);
});

test('a new leader commits the entries of earlier terms with its first own one; a no-op does so without a client', () => {
  for (const noOpOnElection of [false, true]) {
    const cluster = createCalmCluster({ servers: 3, noOpOnElection });
    cluster.act({ type: 'timeout', server: 's1' });
    cluster.runTo(50);
    cluster.act({ type: 'partition', groups: [['s1', 's2'], ['s3']] });
    cluster.act({ type: 'clientRequest', value: 'x=1' });
    cluster.runTo(65);
    // The entry is on s2, but s2 does not know that it is committed.
    cluster.act({ type: 'crash', server: 's1' });
    cluster.act({ type: 'heal' });
    cluster.act({ type: 'timeout', server: 's2' });
    cluster.runTo(300);
    expect(values(cluster, 's3')).toEqual(noOpOnElection ? ['', 'x=1', ''] : ['x=1']);
    expect(cluster.memory('s2').commitIndex).toBe(noOpOnElection ? 3 : 0);
    cluster.act({ type: 'clientRequest', value: 'x=2' });
    cluster.runTo(400);
    expect(cluster.memory('s2').commitIndex).toBe(noOpOnElection ? 4 : 2);
  }
});

test('what a server says waits for its disk, and is never said when it crashes meanwhile', () => {
  const cluster = createCalmCluster({ servers: 3, diskLatencyMinMs: 5, diskLatencyMaxMs: 5 });
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(4);
  expect(sent(cluster, 'RequestVote')).toEqual([]);
  cluster.runTo(5);
  expect(sent(cluster, 'RequestVote')).toHaveLength(2);
  cluster.runTo(17);
  cluster.act({ type: 'crash', server: 's2' });
  cluster.runTo(100);
  expect(sent(cluster, 'RequestVoteReply').map(({ actor }) => actor)).toEqual(['s3']);
  expect(cluster.disk('s2').votedFor).toBe('s1');
});

test('a cluster with slow disks elects and commits all the same', () => {
  const cluster = createCluster({ diskLatencyMinMs: 1, diskLatencyMaxMs: 20 }, 1);
  cluster.runUntil(() => cluster.leader() !== null, 5000);
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.runTo(10_000);
  for (const { volatile } of cluster.engine.state.servers) expect(volatile?.machine).toEqual([['x', '1']]);
});

test('leadership is handed over as soon as the other has the whole log, and requests wait meanwhile', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.act({ type: 'transferLeadership', to: 's3' });
  cluster.act({ type: 'clientRequest', value: 'x=2' });
  expect(cluster.records.at(-1)?.trace).toMatchObject([{ kind: 'ignored', data: { reason: 'transferring' } }]);
  cluster.runTo(120);
  expect(cluster.leader()).toBe('s3');
  expect(values(cluster, 's3')).toEqual(['x=1']);
});

test('a leader takes requests again when nothing came of handing over', () => {
  const cluster = createCluster({ servers: 3, latencyMaxMs: 10 }, 1);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(50);
  cluster.act({ type: 'crash', server: 's3' });
  cluster.act({ type: 'transferLeadership', to: 's3' });
  cluster.runTo(400);
  expect(cluster.memory('s1').leader?.transfer).toBeNull();
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  expect(values(cluster, 's1')).toEqual(['x=1']);
});
