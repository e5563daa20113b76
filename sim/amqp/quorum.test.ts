import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findQueue } from './broker/topology';
import type { NodeId } from './config';
import { lastIndexOf, leaderOf } from './quorum-state';
import { type BrokerLab, createLab } from './testing/broker-lab';

function orders(nodes: 1 | 3 | 5, seed = 1): BrokerLab {
  const lab = createLab({ nodes }, seed);
  lab.act(
    { type: 'declareQueue', queue: 'orders', arguments: { 'x-queue-type': 'quorum' } },
    { type: 'addPublisher', client: 'shop', options: { routingKeys: ['orders'], intervalMs: 200, confirms: true } },
  );
  return lab;
}

function group(lab: BrokerLab) {
  const found = lab.engine.state.quorumGroups.find(({ queue }) => queue === 'orders');
  if (found === undefined) throw new Error('no group');
  return found;
}

test('a message is confirmed when a majority has it, not before', () => {
  const lab = orders(3);
  lab.runTo(360);
  expect(lab.traced('routed')).toHaveLength(1);
  expect(lab.ready('orders')).toEqual([]);
  lab.runTo(350 + 2 * 90);
  expect(lab.ready('orders')).toEqual(['shop-1']);
  const [append, commit, enqueued] = ['append', 'commit', 'enqueued'].map((kind) =>
    lab.records.findIndex(({ trace }) => trace.some((entry) => entry.kind === kind)),
  );
  expect(append).toBeLessThan(commit ?? 0);
  expect(commit).toBe(enqueued);
});

test('the members’ logs are the same once nothing is on its way', () => {
  const lab = orders(5);
  lab.runTo(5000);
  lab.act({ type: 'pauseClient', client: 'shop' });
  lab.runTo(7000);
  const logs = group(lab).members.map(({ log, commitIndex }) => JSON.stringify([log, commitIndex]));
  expect(new Set(logs).size).toBe(1);
});

test('when the leader’s node stops another member leads in a later term, and what was confirmed is there', () => {
  const lab = orders(3);
  lab.runTo(4000);
  const confirmed = lab.publisher('shop').confirmed;
  lab.act({ type: 'stopNode', node: 'n1' });
  lab.runTo(8000);
  const leader = leaderOf(group(lab));
  expect(leader?.node).not.toBe('n1');
  expect(leader?.term).toBeGreaterThan(1);
  expect(lab.ready('orders').length).toBeGreaterThan(confirmed);
  lab.act({ type: 'startNode', node: 'n1' });
  lab.runTo(10_000);
  const back = group(lab).members.find(({ node }) => node === 'n1');
  expect(back?.role).toBe('follower');
  lab.act({ type: 'pauseClient', client: 'shop' });
  lab.runTo(12_000);
  const present = leaderOf(group(lab));
  expect(back && lastIndexOf(back)).toBe(present && lastIndexOf(present));
});

test('without a majority nothing is enqueued, fetched or delivered; with it everything that waited is', () => {
  const lab = orders(3);
  lab.runTo(3000);
  lab.act({ type: 'stopNode', node: 'n2' }, { type: 'stopNode', node: 'n3' });
  lab.runTo(3500);
  const before = lab.ready('orders').length;
  lab.act(
    { type: 'get', queue: 'orders' },
    { type: 'addConsumer', client: 'worker', options: { queue: 'orders', serviceMinMs: 50, serviceMaxMs: 50 } },
  );
  lab.runTo(6000);
  expect(lab.traced('unavailable')).toHaveLength(1);
  expect(lab.ready('orders')).toHaveLength(before);
  expect(lab.consumer('worker').received).toBe(0);
  expect(lab.publisher('shop').unconfirmed.length).toBeGreaterThan(10);
  lab.act({ type: 'startNode', node: 'n2' });
  lab.runTo(20_000);
  expect(lab.consumer('worker').done).toBeGreaterThan(10);
  expect(lab.publisher('shop').unconfirmed.length).toBeLessThan(5);
});

test('a long log lets go of its beginning, and a member that was away for long gets what is left of it', () => {
  const lab = orders(3);
  lab.act({ type: 'stopNode', node: 'n3' });
  lab.runTo(45_000);
  expect(group(lab).members[0]?.firstIndex).toBeGreaterThan(1);
  lab.act({ type: 'startNode', node: 'n3' });
  lab.act({ type: 'pauseClient', client: 'shop' });
  lab.runTo(48_000);
  const [leader, , away] = group(lab).members;
  expect(away && lastIndexOf(away)).toBe(leader && lastIndexOf(leader));
});

test('a queue that is deleted while it stands still leaves no publisher waiting', () => {
  const lab = orders(3);
  lab.runTo(3000);
  lab.act({ type: 'stopNode', node: 'n2' }, { type: 'stopNode', node: 'n3' });
  lab.runTo(6000);
  lab.act({ type: 'pauseClient', client: 'shop' });
  lab.runTo(7000);
  expect(lab.publisher('shop').unconfirmed.length).toBeGreaterThan(5);
  lab.act({ type: 'deleteQueue', queue: 'orders' });
  lab.runTo(8000);
  expect(lab.publisher('shop').unconfirmed).toEqual([]);
  expect(lab.engine.state).toMatchObject({ quorumGroups: [], heldConfirms: [], observations: { inQueues: 0 } });
});

test('a classic queue is not there while its node is down; what was persistent comes back with it', () => {
  const lab = createLab({ nodes: 3 });
  lab.act({ type: 'declareQueue', queue: 'q' });
  lab.act({ type: 'publish', routingKey: 'q', body: 'kept' });
  lab.act({ type: 'publish', routingKey: 'q', body: 'gone', properties: { deliveryMode: 1 } });
  lab.act({ type: 'get', queue: 'q' }, { type: 'stopNode', node: 'n1' });
  lab.act({ type: 'addConsumer', client: 'c', options: { queue: 'q' } });
  lab.runTo(1000);
  expect(lab.consumer('c').error?.text).toContain("home node 'rabbit@n1' of durable queue 'q'");
  lab.act({ type: 'startNode', node: 'n1' });
  lab.runTo(3000);
  expect(lab.consumer('c').received).toBe(1);
  expect(findQueue(lab.engine.state.broker, 'q')).toMatchObject({ readyCount: 0 });
  expect(lab.traced('dropped')).toMatchObject([{ data: { reason: 'node-down' } }]);
});

test('whatever nodes and clients go and come back, no rule is broken and what was confirmed is done', () => {
  const act = fc.oneof(
    fc.record({ node: fc.constantFrom<NodeId>('n1', 'n2', 'n3'), up: fc.boolean() }),
    fc.record({ client: fc.constantFrom('shop', 'worker', 'other'), up: fc.boolean() }),
  );
  const run = fc.array(fc.tuple(fc.integer({ min: 50, max: 1500 }), act), { minLength: 3, maxLength: 14 });
  fc.assert(
    fc.property(run, fc.integer({ min: 0, max: 1000 }), (acts, seed) => {
      const lab = orders(3, seed);
      lab.act({ type: 'declareQueue', queue: 'mails' });
      for (const [client, queue] of [
        ['worker', 'orders'],
        ['other', 'mails'],
      ] as const) {
        lab.act({
          type: 'addConsumer',
          client,
          options: { queue, prefetchCount: 3, serviceMinMs: 20, serviceMaxMs: 300 },
        });
      }
      lab.act({ type: 'addPublisher', client: 'post', options: { routingKeys: ['mails'], confirms: true } });
      let now = 0;
      for (const [ms, what] of acts) {
        now += ms;
        lab.runTo(now);
        if ('node' in what) lab.act({ type: what.up ? 'startNode' : 'stopNode', node: what.node });
        else lab.act({ type: what.up ? 'restartClient' : 'crashClient', client: what.client });
      }
      for (const node of ['n1', 'n2', 'n3'] as const) lab.act({ type: 'startNode', node });
      for (const client of ['shop', 'worker', 'other']) lab.act({ type: 'restartClient', client });
      lab.runTo(now + 6000);
      lab.act({ type: 'pauseClient', client: 'shop' }, { type: 'pauseClient', client: 'post' });
      lab.runTo(now + 40_000);
      expect(lab.records.flatMap(({ violations }) => violations)).toEqual([]);
      expect(leaderOf(group(lab))).not.toBeNull();
      expect(lab.engine.state.quorumGroups.every(({ pending }) => pending.length === 0)).toBe(true);
      for (const { name, readyCount, unackedCount } of lab.engine.state.broker.queues) {
        expect([name, readyCount, unackedCount]).toEqual([name, 0, 0]);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
