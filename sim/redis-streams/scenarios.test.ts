import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { groupAt, pendingCount, streamAt, streamLength } from './figures';
import { type RedisStreamsScenarioId, redisStreamsScenarios } from './scenarios';
import { findClient } from './state';
import { compareIds } from './stream-id';
import { idsTraced, replies, runScenario } from './testing/run';
import { stateLines, transcriptLine } from './testing/transcript';

function scenarioById(id: RedisStreamsScenarioId) {
  const scenario = redisStreamsScenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return runScenario(scenario);
}

for (const scenario of redisStreamsScenarios) {
  test(`the scenario ${scenario.id} runs as it is written down and breaks no rule`, () => {
    const { records, state } = runScenario(scenario);
    const transcript = [...records.map(transcriptLine), '', ...stateLines(state), ''].join('\n');
    const file = new URL(`testdata/${scenario.id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
    expect(records.flatMap((record) => record.violations)).toEqual([]);
  });
}

test('a stream is a log: both readers get what comes, and one of them what was there before', () => {
  const { records, state } = scenarioById('first-stream');
  const added = idsTraced(records, 'add');
  expect(added).toHaveLength(streamLength(state, 'orders'));
  expect(idsTraced(records, 'got', 'archive')).toEqual(added);
  expect(idsTraced(records, 'got', 'dashboard')).toEqual(added.slice(2));
});

test('the consumers of a group share the entries: none is worked twice, and the slow one works fewest', () => {
  const { records, state } = scenarioById('shared-work');
  const worked = idsTraced(records, 'worked');
  expect(new Set(worked).size).toBe(worked.length);
  const [first = 0, second = 0, slow = 0] = state.clients.map(({ counters }) => counters.worked);
  expect(Math.min(first, second)).toBeGreaterThan(slow);
  expect(slow).toBeGreaterThan(0);
});

test('what a consumer held that crashed stays pending until another has claimed and worked it', () => {
  const { records, state } = scenarioById('crash-loses-nothing');
  const [unfinished] = records.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'crash'));
  expect(unfinished?.data).toMatchObject({ lost: [] });
  const claimed = idsTraced(records, 'claim');
  expect(claimed).toEqual(unfinished?.data?.unfinished);
  expect(new Set(idsTraced(records, 'worked')).size).toBe(12);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
});

test('without XACK the pending list grows by all that the consumer is given', () => {
  const { state } = scenarioById('missing-ack');
  const leaky = findClient(state, 'worker-2');
  expect(leaky?.counters.worked).toBeGreaterThan(10);
  const held = groupAt(state, 'orders', 'workers')?.consumers.find(({ name }) => name === 'worker-2')?.pending;
  expect(held).toBeGreaterThanOrEqual(leaky?.counters.worked ?? 0);
});

test('an entry that is claimed from a slow consumer is worked twice', () => {
  const { records, state } = scenarioById('at-least-once');
  const [id, again] = idsTraced(records, 'worked');
  expect(again).toBe(id);
  expect(idsTraced(records, 'duplicate')).toEqual([id]);
  expect(findClient(state, 'worker-1')?.counters.duplicates).toBe(1);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
});

test('a lagging group loses what is trimmed before it has read it', () => {
  const { records, state } = scenarioById('trimmed-unread');
  const [lost = 0] = Object.values(state.series.unreadTrimmed);
  expect(lost).toBeGreaterThan(10);
  const added = idsTraced(records, 'add').length;
  const given = idsTraced(records, 'deliver').length;
  const stream = streamAt(state, 'orders');
  const group = groupAt(state, 'orders', 'workers');
  if (stream === null || group === null) throw new Error('no group');
  const unread = stream.entriesBetween(0, stream.length).filter(({ id }) => compareIds(id, group.lastDeliveredId) > 0);
  expect(added - given - unread.length).toBe(lost);
  // The server's own figure does not know: it counts what was trimmed as still to be read.
  expect(group.lag).toBe(unread.length + lost);
});

test('a gateway that goes on after its last id gets every event, one that begins at $ again misses some', () => {
  const { records } = scenarioById('eco2-events');
  const added = idsTraced(records, 'add').filter((id) => idsTraced(records, 'got', 'gateway').includes(id));
  const all = records.flatMap(({ trace }) =>
    trace.filter(({ kind, data }) => kind === 'add' && data?.key === 'scan:events'),
  );
  expect(all.length - added.length).toBeLessThanOrEqual(1);
  expect(idsTraced(records, 'got', 'gateway-naive').length).toBeLessThan(added.length - 2);
});

test('a poison entry is delivered until the claimer puts it aside, and all others are worked', () => {
  const { records, state } = scenarioById('poison-entry');
  expect(idsTraced(records, 'worked')).toHaveLength(2);
  expect(idsTraced(records, 'workFailed').length).toBeGreaterThan(1);
  expect(streamLength(state, 'orders:dead')).toBe(1);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
});

test('blocked consumers are served in the order in which they began to wait, and a reader gets every entry', () => {
  const { records } = scenarioById('blocked-readers');
  const served = records.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'deliver'));
  expect(served.slice(0, 3).map(({ data }) => data?.consumer)).toEqual(['worker-3', 'worker-1', 'worker-2']);
  expect(idsTraced(records, 'got', 'dashboard')).toEqual(idsTraced(records, 'add'));
});

test('trimming with ~ takes whole nodes and no more than its limit, with = to the entry', () => {
  const { state } = scenarioById('big-stream');
  const lengths = replies(state).filter((reply) => typeof reply === 'number');
  const [before, trimmed, limited, , about, , exact] = lengths.map(Number);
  expect(before).toBe(100_000);
  expect(trimmed).toBe(10_000);
  expect(limited).toBe(90_000);
  expect(about).toBeGreaterThan(50_050);
  expect(about).toBeLessThan(50_150);
  expect(exact).toBe(50_050);
});

test('what comes back hides what stands behind it once it fills every round until it is due again', () => {
  const { records } = scenarioById('hidden-behind');
  const claimed = idsTraced(records, 'claim');
  // Five rounds of two fit into the five seconds of min-idle-time.
  expect(new Set(claimed)).toEqual(new Set(['1-0', '2-0', '3-0', '4-0', '5-0', '6-0', '7-0', '8-0', '9-0', '10-0']));
  expect(claimed.filter((id) => id === '1-0')).toHaveLength(4);
});

test('MAXLEN ~ 50 lets the stream grow to 149, and then takes a whole node', () => {
  const { records, state } = scenarioById('trimmed-by-nodes');
  const [trim] = records.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'trim'));
  expect(trim?.data).toMatchObject({ count: 100 });
  const added = idsTraced(records, 'add').length;
  expect(streamLength(state, 'scan:events')).toBe(added - 100);
  expect(records.filter(({ trace }) => trace.some(({ kind }) => kind === 'trim'))).toHaveLength(1);
});
