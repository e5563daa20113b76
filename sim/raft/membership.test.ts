import { expect, test } from 'vitest';
import type { RaftConfig, ServerId } from './config';
import { type Cluster, createCalmCluster, createCluster } from './testing/cluster';

const FIVE: ServerId[] = ['s1', 's2', 's3', 's4', 's5'];

function led(config: Partial<RaftConfig>): Cluster {
  const cluster = createCalmCluster(config);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(50);
  return cluster;
}

function values(cluster: Cluster, id: ServerId): string[] {
  return cluster.disk(id).log.map(({ value }) => value);
}

test('a server outside the first configuration knows of no cluster and stands for nothing', () => {
  const cluster = createCluster({ servers: 5, initialServers: 3 }, 1);
  expect(cluster.memory('s4').electionTimer).toBeNull();
  cluster.act({ type: 'timeout', server: 's4' });
  expect(cluster.records.at(-1)?.trace).toMatchObject([{ kind: 'ignored', data: { reason: 'not-a-member' } }]);
  cluster.runTo(2000);
  expect(cluster.disk('s4')).toMatchObject({ currentTerm: 0, log: [] });
});

test('a change waits until the new servers have caught up, and another may take its place meanwhile', () => {
  const cluster = led({ initialServers: 3 });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.act({ type: 'crash', server: 's5' });
  cluster.runTo(200);
  cluster.act({ type: 'reconfigure', servers: FIVE });
  cluster.runTo(1000);
  expect(values(cluster, 's1')).toEqual(['x=1']);
  expect(values(cluster, 's4')).toEqual(['x=1']);
  cluster.act({ type: 'reconfigure', servers: ['s1', 's2', 's3', 's4'] });
  cluster.runTo(1500);
  expect(values(cluster, 's4')).toEqual(['x=1', 'C_old,new', 'C_new']);
});

test('while the configuration is joint, both halves need a majority', () => {
  const cluster = led({ servers: 6, initialServers: 3 });
  cluster.runTo(60);
  cluster.act({ type: 'reconfigure', servers: ['s4', 's5', 's6'] });
  cluster.act({ type: 'partition', groups: [['s1', 's2', 's3', 's4']] });
  cluster.runTo(1000);
  expect(cluster.memory('s1').commitIndex).toBe(0);
  expect(cluster.engine.state.servers[0]?.configuration).toMatchObject({ next: ['s4', 's5', 's6'] });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.runTo(1500);
  expect(cluster.memory('s1').commitIndex).toBe(0);
  cluster.act({ type: 'heal' });
  cluster.runTo(2000);
  expect(cluster.engine.state.servers[3]?.configuration).toMatchObject({ servers: ['s4', 's5', 's6'], next: null });
});

test('a leader that is left out steps down once C_new is committed, and one of the others can lead', () => {
  const cluster = led({ servers: 4 });
  cluster.act({ type: 'reconfigure', servers: ['s2', 's3', 's4'] });
  cluster.runTo(150);
  expect(cluster.memory('s1')).toMatchObject({ role: 'follower', leader: null, commitIndex: 2 });
  cluster.act({ type: 'timeout', server: 's1' });
  expect(cluster.records.at(-1)?.trace).toMatchObject([{ kind: 'ignored', data: { reason: 'not-a-member' } }]);
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(300);
  expect(cluster.leader()).toBe('s2');
  expect(cluster.engine.state.servers[1]?.configuration).toMatchObject({ servers: ['s2', 's3', 's4'], next: null });
});

test('a second change waits for the first', () => {
  const cluster = led({ servers: 4 });
  cluster.act({ type: 'reconfigure', servers: ['s1', 's2', 's3'] });
  cluster.act({ type: 'reconfigure', servers: ['s1', 's2'] });
  expect(cluster.records.at(-1)?.trace).toMatchObject([{ kind: 'ignored', data: { reason: 'change-in-progress' } }]);
});

test('a configuration whose entry is overwritten gives way to the one before it', () => {
  const cluster = led({ servers: 4 });
  cluster.act({ type: 'partition', groups: [['s1'], ['s2', 's3', 's4']] });
  cluster.act({ type: 'reconfigure', servers: ['s1', 's2', 's3'] });
  expect(cluster.engine.state.servers[0]?.configuration).toMatchObject({ index: 1, next: ['s1', 's2', 's3'] });
  cluster.act({ type: 'timeout', server: 's2' });
  cluster.runTo(80);
  cluster.act({ type: 'clientRequest', server: 's2', value: 'x=1' });
  cluster.act({ type: 'heal' });
  cluster.runTo(400);
  expect(values(cluster, 's1')).toEqual(['x=1']);
  expect(cluster.engine.state.servers[0]?.configuration).toEqual({
    index: 0,
    servers: ['s1', 's2', 's3', 's4'],
    next: null,
  });
});

test('a snapshot keeps the configuration, also through a restart', () => {
  const cluster = led({ initialServers: 3 });
  cluster.act({ type: 'reconfigure', servers: FIVE });
  cluster.runTo(200);
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.runTo(350);
  cluster.act({ type: 'snapshot', server: 's4' });
  expect(cluster.disk('s4')).toMatchObject({ log: [], snapshot: { lastIncludedIndex: 3, machine: [['x', '1']] } });
  cluster.act({ type: 'crash', server: 's4' });
  cluster.act({ type: 'restart', server: 's4', disk: true });
  expect(cluster.engine.state.servers[3]?.configuration).toMatchObject({ servers: FIVE, next: null });
  expect(cluster.memory('s4')).toMatchObject({ commitIndex: 3, lastApplied: 3, machine: [['x', '1']] });
});

test('with PreVote a server that was cut off comes back without disturbing the leader', () => {
  for (const preVote of [true, false]) {
    const cluster = createCluster({ servers: 3, preVote, latencyMaxMs: 10 }, 3);
    cluster.runUntil(() => cluster.leader() !== null, 2000);
    const leader = cluster.leader() ?? 's1';
    const others = (['s1', 's2', 's3'] as const).filter((id) => id !== leader);
    const [lonely] = others;
    if (lonely === undefined) throw new Error('no follower');
    cluster.runTo(2000);
    const term = cluster.disk(leader).currentTerm;
    cluster.act({ type: 'partition', groups: [[lonely], (['s1', 's2', 's3'] as const).filter((id) => id !== lonely)] });
    cluster.runTo(5000);
    cluster.act({ type: 'heal' });
    cluster.runTo(8000);
    if (preVote) expect(cluster.disk(leader).currentTerm).toBe(term);
    else expect(cluster.disk(leader).currentTerm).toBeGreaterThan(term);
  }
});
