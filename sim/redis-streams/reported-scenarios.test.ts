import { expect, test } from 'vitest';
import { groupAt, pendingCount, streamAt, streamLength } from './figures';
import { type ReportedScenarioId, reportedScenarios } from './reported-scenarios';
import { findClient, type RedisStreamsState } from './state';
import { idsTraced, replies, runScenario } from './testing/run';

function run(id: ReportedScenarioId) {
  const scenario = reportedScenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return runScenario({ ...scenario, commands: [...scenario.commands] });
}

function consumersOf(state: RedisStreamsState) {
  return groupAt(state, 'orders', 'workers')?.consumers.map(({ name, pending }) => [name, pending]);
}

test('an XADD that is sent again is there once for each time, unless the producer made its id', () => {
  const { state } = run('sent-again');
  const fields = streamAt(state, 'orders')
    ?.entriesBetween(0, 9)
    .map((entry) => entry.fields);
  expect(fields).toEqual([
    ['charge', 'card-1'],
    ['charge', 'card-1'],
    ['charge', 'card-1'],
  ]);
  expect(streamLength(state, 'orders:own-ids')).toBe(1);
  expect(findClient(state, 'shop')?.counters).toMatchObject({ entries: 1, resent: 2 });
  expect(findClient(state, 'shop-own-ids')?.lastError).toContain('equal or smaller');
});

test('an entry whose XACK was lost stays pending, and is worked once more by who claims it', () => {
  const { records, state } = run('ack-lost');
  const [lost] = idsTraced(records, 'drop', 'worker-1');
  expect(idsTraced(records, 'worked', 'worker-1')).toContain(lost);
  expect(idsTraced(records, 'duplicate', 'rescuer')).toEqual([lost]);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
});

test('a consumer that comes back under new names leaves them all, and another in its loop takes what they held', () => {
  const { records, state } = run('new-name-each-time');
  const names = consumersOf(state)?.map(([name]) => name);
  expect(names).toEqual(['pod-1', 'pod-2', 'pod-3', 'pod-4', 'steady']);
  const crashes = records.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'crash'));
  const left = crashes.flatMap(({ data }) => data?.unfinished);
  expect(left.length).toBeGreaterThan(2);
  expect(idsTraced(records, 'worked', 'steady')).toEqual(expect.arrayContaining(left));
});

test('what was pending with a consumer that is deleted is given to nobody any more', () => {
  const { records, state } = run('deleted-consumer');
  expect(replies(state)[2]).toBe(4);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
  expect(idsTraced(records, 'claim')).toEqual([]);
  expect(streamLength(state, 'orders')).toBe(5);
});

test('after a restart with nothing a consumer that only asks again gets NOGROUP for ever, one that makes its group goes on', () => {
  const { state } = run('group-gone');
  expect(findClient(state, 'orders-1')?.lastError).toMatch(/^NOGROUP/);
  expect(groupAt(state, 'orders', 'workers')).toBeNull();
  expect(groupAt(state, 'returns', 'workers')?.lastDeliveredId).toBe(streamAt(state, 'returns')?.lastId);
  expect(findClient(state, 'returns-1')?.lastError).toBeNull();
});

test('a stream is evicted as a whole, and its group with it', () => {
  const { state } = run('evicted-stream');
  expect(streamLength(state, 'orders')).toBeGreaterThan(0);
  expect(groupAt(state, 'orders', 'workers')).toBeNull();
  expect(findClient(state, 'worker-1')?.lastError).toMatch(/^NOGROUP/);
});

test('in 6.2 an entry that was deleted is claimed as null again and again, and stays pending', () => {
  const { state } = run('deleted-yet-pending');
  expect(streamLength(state, 'orders')).toBe(0);
  expect(replies(state).at(-1)).toEqual(['0-0', [null, null]]);
  expect(pendingCount(state, 'orders', 'workers')).toBe(2);
  expect(findClient(state, 'rescuer')?.counters.worked).toBe(0);
});

test('a replica that was behind loses what was added meanwhile, and has its group work again what it had acknowledged', () => {
  const { records, state } = run('replica-behind');
  const [failover] = records.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'failover'));
  expect(failover?.data).toMatchObject({ entries: 2 });
  expect(streamLength(state, 'orders')).toBe(6);
  expect(idsTraced(records, 'duplicate').length).toBeGreaterThan(1);
  expect(records.flatMap(({ violations }) => violations)).toEqual([]);
});
