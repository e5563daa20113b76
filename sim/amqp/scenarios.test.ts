/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes a transcript is a change of
 * behaviour: raise the simulation's version, and rewrite the transcripts on purpose with
 * `UPDATE_TESTDATA=1 npx vitest run sim/amqp/scenarios.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { amqp } from './amqp';
import { readyMessages } from './broker/ready';
import { findQueue } from './broker/topology';
import { type AmqpScenarioId, amqpScenarios } from './scenarios';
import { findClient } from './state';
import type { AmqpStep } from './testing/broker-lab';
import { stateLines, transcriptLine } from './testing/transcript';

function run(scenario: (typeof amqpScenarios)[number]) {
  const recording = recordScenario(amqp, scenario);
  const engine = createEngine(amqp, { config: scenario.config, seed: scenario.seed });
  const records: AmqpStep[] = [];
  runRecording(engine, recording, (record) => records.push(record));
  return { engine, records, state: engine.state, trace: records.flatMap(({ trace }) => trace) };
}

function byId(id: AmqpScenarioId) {
  const scenario = amqpScenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return run(scenario);
}

for (const scenario of amqpScenarios) {
  test(`the scenario ${scenario.id} runs as it is written down`, () => {
    const { state, records } = run(scenario);
    const transcript = [...records.map(transcriptLine), '', ...stateLines(state), ''].join('\n');
    const file = new URL(`testdata/${scenario.id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
  });

  test(`the scenario ${scenario.id} breaks no rule and survives a round trip as JSON at every 20th step`, () => {
    const { records } = run(scenario);
    expect(records.flatMap(({ violations }) => violations)).toEqual([]);
    const engine = createEngine(amqp, { config: scenario.config, seed: scenario.seed });
    let step = 0;
    runRecording(engine, recordScenario(amqp, scenario), () => {
      step += 1;
      if (step % 20 !== 0) return;
      const snapshot = engine.snapshot();
      expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
      engine.restore(snapshot);
    });
    expect(engine.snapshotJson()).toBe(JSON.stringify(run(scenario).engine.snapshot()));
  });
}

function countOf(trace: ReturnType<typeof run>['trace'], kind: string, actor: string): number {
  return trace.filter((entry) => entry.kind === kind && entry.actor === actor).length;
}

test('with a prefetch of one the fast worker does several times as much as the slow one', () => {
  const { trace } = byId('work-queue');
  expect(countOf(trace, 'work-done', 'fast')).toBeGreaterThan(2 * countOf(trace, 'work-done', 'slow'));
});

test('every result reaches both gateways, and no task is lost by a worker’s crash', () => {
  const { state, trace } = byId('eco2-pipeline');
  expect(countOf(trace, 'work-done', 'sse-1')).toBe(countOf(trace, 'work-done', 'sse-2'));
  expect(countOf(trace, 'requeued', 'q:scan')).toBeGreaterThan(0);
  const api = findClient(state, 'api');
  expect(api?.kind === 'publisher' && api.unconfirmed).toEqual([]);
});

test('a subscriber that was away has missed what was published meanwhile', () => {
  const { trace } = byId('pub-sub');
  expect(countOf(trace, 'work-done', 'disk')).toBeLessThan(countOf(trace, 'work-done', 'screen'));
});

test('each answer comes back to the caller once', () => {
  const { trace } = byId('rpc');
  const answered = trace.filter(({ kind }) => kind === 'replied').map(({ data }) => data?.correlationId);
  expect(answered.length).toBeGreaterThan(8);
  expect(new Set(answered).size).toBe(answered.length);
});

test('a rejected job waits for its time and is done in the end', () => {
  const { state, trace } = byId('retry-with-ttl');
  expect(countOf(trace, 'dead-lettered', 'q:jobs')).toBeGreaterThan(2);
  expect(countOf(trace, 'dead-lettered', 'q:jobs.wait')).toBe(countOf(trace, 'dead-lettered', 'q:jobs'));
  expect(countOf(trace, 'work-done', 'worker')).toBe(8);
  expect(state.broker.queues.map(({ readyCount, unackedCount }) => readyCount + unackedCount)).toEqual([0, 0]);
});

test('the poison message kills three times and then lies in the dead-letter queue; the others are done', () => {
  const { state, trace } = byId('poison-message');
  expect(countOf(trace, 'crashed', 'worker')).toBe(3);
  const dead = findQueue(state.broker, 'orders.dead');
  expect(dead && readyMessages(dead).map(({ message }) => message.body)).toEqual(['shop-3']);
  expect(countOf(trace, 'work-done', 'worker')).toBe(7);
});

test('without prefetch the helper gets nothing until the first worker dies; with it, it helps at once', () => {
  const before = (id: AmqpScenarioId) =>
    byId(id)
      .records.filter(({ tick }) => tick < 14_000_000)
      .flatMap(({ trace }) => trace)
      .filter(({ kind, actor }) => kind === 'work-done' && actor === 'worker-2').length;
  expect(before('overload-without-prefetch')).toBeLessThan(before('overload-with-prefetch'));
  const redelivered = (id: AmqpScenarioId) => countOf(byId(id).trace, 'requeued', 'q:tasks');
  expect(redelivered('overload-with-prefetch')).toBeLessThanOrEqual(2);
  expect(redelivered('overload-without-prefetch')).toBeGreaterThan(20);
});

test('what was on its way when the node stopped is lost without confirms and published again with them', () => {
  const done = (id: AmqpScenarioId) => {
    const { trace, state } = byId(id);
    const bank = findClient(state, 'bank');
    const made = bank?.kind === 'publisher' ? bank.made : 0;
    const bodies = trace.filter(({ kind }) => kind === 'routed').map(({ data }) => data?.body);
    return { made, arrived: new Set(bodies).size };
  };
  expect(done('lost-without-confirms').arrived).toBeLessThan(24);
  expect(done('kept-with-confirms')).toEqual({ made: 24, arrived: 24 });
});

test('a worker that holds tasks for their time loses its channel and gets the same tasks again', () => {
  const { trace } = byId('eta-task-times-out');
  const closed = trace.filter(({ kind, actor }) => kind === 'channel-closed' && actor === 'celery-1');
  expect(closed[0]?.data?.text).toContain(
    'delivery acknowledgement on channel 1 timed out. Timeout value used: 6000 ms',
  );
  expect(countOf(trace, 'work-done', 'celery-1')).toBe(0);
  const redelivered = trace.filter(({ kind, data }) => kind === 'delivered' && data?.redelivered === true);
  expect(redelivered.length).toBeGreaterThanOrEqual(3);
});

test('a message that is requeued holds up the others, and is dropped after 21 deliveries', () => {
  const { trace } = byId('requeued-until-dropped');
  const deliveries = trace.filter(({ kind, data }) => kind === 'delivered' && data?.number === 2);
  expect(deliveries).toHaveLength(21);
  expect(trace.filter(({ kind }) => kind === 'dropped')).toMatchObject([
    { data: { number: 2, reason: 'delivery_limit' } },
  ]);
  expect(countOf(trace, 'work-done', 'worker')).toBe(5);
});

test('a rejected job is lost in its second round of two waiting queues', () => {
  const { state, trace } = byId('retry-in-two-steps');
  expect(countOf(trace, 'work-failed', 'worker')).toBe(2);
  const lost = trace.filter(({ kind, data }) => kind === 'dead-lettered' && JSON.stringify(data?.queues) === '[]');
  expect(lost).toMatchObject([{ actor: 'q:wait.short' }]);
  expect(state.broker.queues.every(({ readyCount, unackedCount }) => readyCount + unackedCount === 0)).toBe(true);
});

test('a consumer of a higher priority that comes while another requeues leaves nobody served', () => {
  const { state, trace } = byId('priority-takes-over');
  expect(countOf(trace, 'work-started', 'main')).toBe(0);
  expect(findQueue(state.broker, 'ledger')).toMatchObject({ readyCount: 6, active: null });
});

test('a second worker is idle while the first has tasks waiting', () => {
  const { trace } = byId('prefetched-by-one');
  expect(countOf(trace, 'work-done', 'worker-1')).toBe(4);
  expect(countOf(trace, 'work-started', 'worker-2')).toBe(0);
});

test('a quorum queue goes on without one of three members, and stands still without two', () => {
  const confirmedIn = (id: AmqpScenarioId, fromMs: number, toMs: number) =>
    byId(id)
      .records.filter(({ tick }) => tick >= fromMs * 1000 && tick < toMs * 1000)
      .flatMap(({ trace }) => trace)
      .filter(({ kind }) => kind === 'enqueued').length;
  expect(confirmedIn('quorum-loses-a-minority', 9000, 14_000)).toBeGreaterThan(3);
  expect(confirmedIn('quorum-loses-a-majority', 7500, 14_000)).toBe(0);
  expect(confirmedIn('quorum-loses-a-majority', 14_000, 20_000)).toBeGreaterThan(5);
});
