import { expect, test } from 'vitest';
import { judgeChallenge } from '../core/challenge';
import { recordScenario } from '../core/scenario';
import { checkLab } from '../core/testing/check-lab';
import { amqp } from './amqp';
import { type AmqpChallengeId, amqpChallenges } from './challenges';
import { amqpLab } from './lab';
import type { AmqpPredictionId } from './predictions';
import { at } from './script';

type Timed = ReturnType<typeof at>;

/** One solution of each, in milliseconds since the start of the run. */
const solutions: Readonly<Record<AmqpChallengeId, Timed>> = {
  'reach-exactly-two': at(1500, { type: 'publish', exchange: 'shop', routingKey: 'refund.paid.kr' }),
  'only-paid-orders': at(
    1500,
    { type: 'bind', source: 'shop', destinationType: 'queue', destination: 'paid', routingKey: 'order.paid.#' },
    { type: 'unbind', source: 'shop', destinationType: 'queue', destination: 'paid', routingKey: 'order.*' },
  ),
  'fair-share': at(
    1600,
    {
      type: 'editConsumer',
      client: 'slow',
      options: { queue: 'tasks', prefetchCount: 1, serviceMinMs: 3000, serviceMaxMs: 3000 },
    },
    {
      type: 'editConsumer',
      client: 'fast',
      options: { queue: 'tasks', prefetchCount: 1, serviceMinMs: 500, serviceMaxMs: 500 },
    },
  ),
  'crash-without-loss': [
    ...at(1500, {
      type: 'editConsumer',
      client: 'worker',
      options: { queue: 'jobs', ack: 'late', prefetchCount: 1, serviceMinMs: 800, serviceMaxMs: 800 },
    }),
    ...at(3700, { type: 'crashClient', client: 'worker' }),
    ...at(4500, { type: 'restartClient', client: 'worker' }),
  ],
  'confirm-what-was-lost': [
    ...at(1500, {
      type: 'editPublisher',
      client: 'bank',
      options: { routingKeys: ['payments'], intervalMs: 500, latencyMinMs: 600, latencyMaxMs: 600, confirms: true },
    }),
    ...at(4200, { type: 'stopNode', node: 'n1' }),
    ...at(6000, { type: 'startNode', node: 'n1' }),
  ],
  'park-the-poison': at(
    1500,
    { type: 'bind', source: 'dlx', destinationType: 'queue', destination: 'dead' },
    { type: 'editQueue', queue: 'jobs', arguments: { 'x-dead-letter-exchange': 'dlx' } },
    {
      type: 'editConsumer',
      client: 'worker',
      options: { queue: 'jobs', serviceMinMs: 300, serviceMaxMs: 300, failsOn: 'poison', onFailure: 'reject' },
    },
  ),
  'deliver-later': at(
    1500,
    {
      type: 'editQueue',
      queue: 'wait',
      arguments: { 'x-message-ttl': 3000, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'out' },
    },
    { type: 'publish', routingKey: 'wait' },
  ),
  'expired-but-still-there': at(
    1500,
    { type: 'publish', routingKey: 'parcels', properties: { expirationMs: 60_000 } },
    { type: 'publish', routingKey: 'parcels', properties: { expirationMs: 1000 } },
  ),
  'keep-the-newest': at(1500, { type: 'editQueue', queue: 'latest', arguments: { 'x-max-length': 5 } }),
  'refuse-when-full': at(1500, {
    type: 'editQueue',
    queue: 'readings',
    arguments: { 'x-max-length': 2, 'x-overflow': 'reject-publish' },
  }),
  'one-active-consumer': [
    ...at(1500, { type: 'editQueue', queue: 'events', arguments: { 'x-single-active-consumer': true } }),
    ...at(6000, { type: 'crashClient', client: 'first' }),
  ],
  'outlive-the-leader': at(
    1500,
    { type: 'editQueue', queue: 'orders', arguments: { 'x-queue-type': 'quorum' } },
    { type: 'stopNode', node: 'n1' },
  ),
  'stop-and-go-on': [
    ...at(4000, { type: 'stopNode', node: 'n2' }, { type: 'stopNode', node: 'n3' }),
    ...at(9000, { type: 'startNode', node: 'n3' }),
  ],
  'catch-the-unroutable': at(
    1500,
    { type: 'bind', source: 'leftover', destinationType: 'queue', destination: 'unknown' },
    {
      type: 'editExchange',
      exchange: 'shop',
      exchangeType: 'direct',
      arguments: { 'alternate-exchange': 'leftover' },
    },
  ),
};

function attempt(challenge: (typeof amqpChallenges)[number], own: Timed) {
  const endTick = challenge.tickMax;
  const commands = [...challenge.start.commands, ...own];
  const recording = recordScenario(amqp, { ...challenge.start, id: challenge.id, commands, endTick });
  return judgeChallenge(amqp, challenge, recording);
}

/** What the scenarios show; nothing else says which option is right. */
const outcomes: Readonly<Record<AmqpPredictionId, string>> = {
  'who-gets-the-fourth': 'fast',
  'where-the-rejected-goes': 'jobs.wait',
  'after-the-crash': 'celery-2',
  'how-often-the-poison-kills': '3',
  'what-the-helper-gets': 'new',
  'what-the-helper-gets-with-prefetch': 'waiting',
  'payments-without-confirms': 'lost',
  'payments-with-confirms': 'sent-again',
  'without-a-majority': 'waits',
};

checkLab(amqpLab, { solutions, outcomes });

test('what would make it another challenge is not allowed', () => {
  const byId = (id: AmqpChallengeId) => amqpChallenges.find((challenge) => challenge.id === id);
  const faster = at(0, {
    type: 'editConsumer',
    client: 'slow',
    options: { queue: 'tasks', prefetchCount: 1, serviceMinMs: 1, serviceMaxMs: 1 },
  }).map(({ command }) => command)[0];
  expect(faster && byId('fair-share')?.allows(faster)).toBe(false);
  expect(byId('reach-exactly-two')?.allows({ type: 'deleteQueue', queue: 'orders' })).toBe(false);
  expect(byId('stop-and-go-on')?.allows({ type: 'move', node: 'n1', x: 0, y: 0 })).toBe(true);
});

test('a publisher without confirms does not get back what was lost', () => {
  const challenge = amqpChallenges.find(({ id }) => id === 'confirm-what-was-lost');
  if (challenge === undefined) throw new Error('no challenge');
  const own = solutions['confirm-what-was-lost'].filter(({ command }) => command.type !== 'editPublisher');
  expect(attempt(challenge, own)).toMatchObject({ ok: true, met: false });
});
