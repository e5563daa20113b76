import { expect, test } from 'vitest';
import { CommandRefused } from '../core/simulation';
import type { RaftConfig } from './config';
import { type Cluster, createCalmCluster, createCluster } from './testing/cluster';

function led(config: Partial<RaftConfig>): Cluster {
  const cluster = createCalmCluster(config);
  cluster.act({ type: 'timeout', server: 's1' });
  cluster.runTo(50);
  return cluster;
}

function traces(cluster: Cluster, kind: string) {
  return cluster.records.flatMap(({ trace }) => trace).filter((entry) => entry.kind === kind);
}

test('a paused server keeps its memory; what is delivered to it, and its timers, wait until it goes on', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'pause', server: 's2' });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.runTo(250);
  const [, paused] = cluster.engine.state.servers;
  expect(paused?.inbox?.length).toBeGreaterThan(1);
  expect(cluster.disk('s2').log).toEqual([]);
  expect(cluster.memory('s2')).toMatchObject({ role: 'follower', leaderId: 's1' });
  cluster.act({ type: 'resume', server: 's2' });
  cluster.runTo(251);
  expect(paused?.inbox).toBeNull();
  expect(cluster.disk('s2').log).toEqual([{ term: 1, value: 'x=1' }]);
});

test('a leader that was paused for long learns of the next one when it goes on', () => {
  const cluster = createCluster({ servers: 3 }, 1);
  cluster.runUntil(() => cluster.leader() !== null, 1000);
  const first = cluster.leader() ?? 's1';
  cluster.act({ type: 'pause', server: first });
  const isReplaced = () =>
    cluster.engine.state.servers.some(({ id, volatile }) => id !== first && volatile?.role === 'leader');
  cluster.runUntil(isReplaced, 3000);
  expect(cluster.memory(first).role).toBe('leader');
  cluster.act({ type: 'resume', server: first });
  cluster.runUntil(() => cluster.memory(first).role === 'follower', 4000);
  expect(cluster.records.flatMap(({ violations }) => violations)).toEqual([]);
});

test('a server that crashes while it is paused loses what waited for it', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'pause', server: 's2' });
  cluster.runTo(250);
  cluster.act({ type: 'crash', server: 's2' });
  expect(traces(cluster, 'drop')).not.toEqual([]);
  cluster.act({ type: 'restart', server: 's2', disk: true });
  expect(cluster.engine.state.servers[1]).toMatchObject({ inbox: null, volatile: { role: 'follower' } });
});

test('a partition cuts off messages that are on their way, and a server in no group is alone', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.act({ type: 'partition', groups: [['s1', 's2']] });
  cluster.runTo(500);
  expect(cluster.memory('s1').commitIndex).toBe(1);
  expect(cluster.disk('s3').log).toEqual([]);
  expect(new Set(traces(cluster, 'drop').map(({ data }) => data?.reason))).toEqual(new Set(['partitioned']));
  cluster.act({ type: 'heal' });
  cluster.runTo(700);
  expect(cluster.disk('s3').log).toEqual([{ term: 1, value: 'x=1' }]);
});

test('a link’s options hold for one direction, until it is set again or the network is healed', () => {
  const cluster = led({ servers: 3 });
  cluster.act({ type: 'link', from: 's1', to: 's2', dropPerMille: 1000 });
  cluster.act({ type: 'link', from: 's1', to: 's3', delayMinMs: 300, delayMaxMs: 300 });
  cluster.act({ type: 'clientRequest', value: 'x=1' });
  cluster.runTo(340);
  expect(cluster.disk('s3').log).toEqual([]);
  cluster.runTo(350);
  expect(cluster.disk('s3').log).toHaveLength(1);
  expect(cluster.disk('s2').log).toEqual([]);
  cluster.act({ type: 'link', from: 's1', to: 's2' });
  expect(Object.keys(cluster.engine.state.network.links ?? {})).toEqual(['s1>s3']);
  cluster.act({ type: 'heal' });
  expect(cluster.engine.state.network.links).toBeNull();
  cluster.runTo(500);
  expect(cluster.disk('s2').log).toHaveLength(1);
});

test('messages overtake each other, unless the link keeps their order', () => {
  for (const reorder of [true, false]) {
    const cluster = createCalmCluster({
      servers: 3,
      latencyMinMs: 1,
      latencyMaxMs: 90,
      heartbeatIntervalMs: 5,
      reorder,
    });
    cluster.act({ type: 'timeout', server: 's1' });
    cluster.runTo(2000);
    const toS2 = traces(cluster, 'receive').filter(({ actor, peer }) => actor === 's2' && peer === 's1');
    const ids = toS2.map(({ message }) => message ?? 0);
    const inOrder = [...ids].sort((a, b) => a - b);
    if (reorder) expect(ids).not.toEqual(inOrder);
    else expect(ids).toEqual(inOrder);
  }
});

test('a clock that runs twice as fast halves the timeouts', () => {
  const cluster = createCalmCluster({ servers: 3 });
  cluster.act({ type: 'process', server: 's2', timerRatePerMille: 2000 });
  cluster.act({ type: 'crash', server: 's2' });
  cluster.act({ type: 'restart', server: 's2', disk: true });
  const timer = cluster.memory('s2').electionTimer;
  expect((timer?.dueTick ?? 0) - (timer?.startedTick ?? 0)).toBeLessThanOrEqual(30_000_000);
  cluster.act({ type: 'process', server: 's2' });
  expect(cluster.engine.state.processes).toEqual({});
});

test('a command that names an unknown server, or one twice, is refused before anything happens', () => {
  const cluster = createCalmCluster({ servers: 3 });
  const before = JSON.stringify(cluster.engine.snapshot());
  for (const command of [
    { type: 'partition', groups: [['s1'], ['s2', 's4']] },
    { type: 'partition', groups: [['s1'], ['s1', 's2']] },
    { type: 'link', from: 's1', to: 's1' },
    { type: 'reconfigure', servers: ['s1', 's2', 's9'] },
    { type: 'transferLeadership', to: 's5' },
    { type: 'clientRequest', server: 's5', value: 'x' },
  ] as const) {
    expect(() => cluster.act(JSON.parse(JSON.stringify(command)))).toThrow(CommandRefused);
  }
  expect(JSON.stringify(cluster.engine.snapshot())).toBe(before);
});
