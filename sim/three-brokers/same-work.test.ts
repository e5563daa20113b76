import { expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { BROKERS, runSameWork } from './same-work';
import { workloadSchema } from './workload';

function run(broker: (typeof BROKERS)[number], workload: z.input<typeof workloadSchema> = {}) {
  return runSameWork(broker, workloadSchema.parse(workload));
}

for (const broker of BROKERS) {
  test(`${broker}: without a crash every message is worked once, by whoever is there`, () => {
    const { totals, messages, consumers } = run(broker, { crash: null });
    expect(totals.fates).toEqual({ once: 40, duplicated: 0, lost: 0, stuck: 0 });
    expect(totals.redelivered).toBe(0);
    expect(messages.map(({ sentMs }) => sentMs)).toEqual(messages.map((_, at) => Math.floor(((at + 1) * 1000) / 12)));
    expect(consumers.reduce((sum, { worked }) => sum + worked, 0)).toBe(40);
  });

  test(`${broker}: a crash loses nothing when a message is done only when its work is`, () => {
    const { totals, messages, consumers } = run(broker);
    expect(totals.fates).toMatchObject({ lost: 0, stuck: 0 });
    expect(totals.redelivered).toBeGreaterThan(0);
    expect(consumers.find(({ name }) => name === 'c2')).toMatchObject({ crashedMs: 2000, restartedMs: null });
    const cut = messages.flatMap(({ attempts }) => attempts.filter(({ endMs }) => endMs === null));
    expect(cut).toEqual([expect.objectContaining({ consumer: 'c2' })]);
    // RabbitMQ hears of the closed connection; the others wait for the silence to have lasted long enough.
    if (broker === 'rabbitmq') expect(totals.waitMaxMs).toBeLessThan(1000);
    else expect(totals.waitMaxMs).toBeGreaterThan(3000);
  });

  test(`${broker}: the same workload gives the same run`, () => {
    expect(JSON.stringify(run(broker))).toBe(JSON.stringify(run(broker)));
  });

  test(`${broker}: samples count what the messages’ own times say`, () => {
    const { samples, messages, endMs } = run(broker);
    const last = samples.at(-1);
    expect(last).toMatchObject({ sent: 40, done: 40, working: 0 });
    expect(last?.ms).toBeGreaterThanOrEqual(endMs);
    const times = messages.reduce((sum, { attempts }) => sum + attempts.filter((one) => one.endMs !== null).length, 0);
    expect(last?.duplicates).toBe(times - 40);
  });
}

test('what is acknowledged before the work is lost in a crash; Kafka commits after the batch and loses nothing', () => {
  expect(run('redis-streams', { ackMode: 'before-work' }).totals.fates.lost).toBeGreaterThan(0);
  expect(run('rabbitmq', { ackMode: 'before-work' }).totals.fates.lost).toBeGreaterThan(0);
  const kafka = run('kafka', { ackMode: 'before-work' });
  expect(kafka.totals.fates.lost).toBe(0);
  expect(kafka.ackApplied).toBe('after-batch');
});

test('Redis gives nobody what a dead consumer holds unless somebody claims it, or it comes back', () => {
  const nobody = run('redis-streams', { redisHasClaimer: false });
  expect(nobody.totals.fates.stuck).toBeGreaterThan(0);
  const crash = { consumer: 2, atMs: 2000, restartAfterMs: 2000 };
  expect(run('redis-streams', { redisHasClaimer: false, crash }).totals.fates).toMatchObject({ once: 40 });
});

test('Kafka works what its crashed member had done but not committed once more; Redis only what was not done', () => {
  expect(run('redis-streams').totals.fates.duplicated).toBe(0);
  expect(run('kafka').totals.fates.duplicated).toBeGreaterThan(0);
});

test('Kafka keeps the order of each key; a group of Redis does not', () => {
  const busy = { messages: 80, messagesPerSecond: 40, keys: 4, batch: 3, crash: null };
  expect(run('kafka', busy).totals.overtakenInKey).toBe(0);
  expect(run('redis-streams', busy).totals.overtakenInKey).toBeGreaterThan(0);
});
