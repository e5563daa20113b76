import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/simulation';
import { amqpLinesAfter, declare, publish, ready } from '../testing/amqp-lines';

type Line = { readonly [name: string]: Json };

const quorum = (limit: number) =>
  declare('q', { 'x-queue-type': 'quorum', 'x-delivery-limit': limit }, { durable: true });
const consume = (channel: number, more: Line = {}): Line => ({
  method: 'basic.consume',
  queue: 'q',
  consumer_tag: `c${channel}`,
  channel,
  connection: 'b',
  ...more,
});
const limitOne = (channel: number): Line => ({ method: 'basic.qos', prefetch_count: 1, channel, connection: 'b' });

describe('a connection with several channels on one quorum queue that ends', () => {
  it('counts one return for each message and keeps them all', () => {
    const channels = [1, 2, 3];
    const feed = amqpLinesAfter([
      quorum(1),
      ...channels.flatMap((channel) => [limitOne(channel), consume(channel)]),
      ...['a', 'b', 'c', 'd'].map((body) => publish('q', body)),
      { method: 'connection.close', connection: 'b' },
    ]);
    const got = [1, 2, 3, 4].map(() => feed({ method: 'basic.get', queue: 'q' })[0]);
    expect(got.map((frame) => [frame?.body, (frame?.properties as Line | undefined)?.headers])).toEqual([
      ...['a', 'b', 'c'].map((body) => [body, { 'x-delivery-count': 1 }]),
      ['d', { 'x-delivery-count': 0 }],
    ]);
  });

  it('ends after the channel whose error it is: what that one held comes to the others first, as with RabbitMQ 3.10.8', () => {
    const feed = amqpLinesAfter([quorum(2), consume(1), consume(2), publish('q', 'a')]);
    feed({ method: 'basic.publish', immediate: true, channel: 1, connection: 'b' });
    const [frame] = feed({ method: 'basic.get', queue: 'q' });
    expect((frame?.properties as Line | undefined)?.headers).toEqual({ 'x-delivery-count': 2 });
  });

  it('gives nothing to its channels that take without acknowledgement', () => {
    const feed = amqpLinesAfter([
      quorum(3),
      consume(1),
      publish('q', 'a'),
      consume(2, { no_ack: true }),
      { method: 'connection.close', connection: 'b' },
    ]);
    expect(ready(feed, 'q')).toEqual(['a']);
  });

  it('gives the messages to another connection at once', () => {
    const feed = amqpLinesAfter([
      quorum(3),
      consume(1),
      consume(2),
      publish('q', 'a'),
      { method: 'basic.consume', queue: 'q', consumer_tag: 'other', connection: 'c' },
    ]);
    const frames = feed({ method: 'connection.close', connection: 'b' });
    expect(frames).toMatchObject([
      { method: 'basic.deliver', consumer_tag: 'other', connection: 'c', redelivered: true },
      { method: 'connection.close-ok', connection: 'b' },
    ]);
  });

  it('leaves the turn to another connection’s waiting consumer', () => {
    const feed = amqpLinesAfter([
      declare('q', { 'x-queue-type': 'quorum', 'x-single-active-consumer': true }, { durable: true }),
      consume(1),
      consume(2),
      { method: 'basic.consume', queue: 'q', consumer_tag: 'other', connection: 'c' },
      publish('q', 'a'),
    ]);
    const frames = feed({ method: 'connection.close', connection: 'b' });
    expect(frames.filter(({ method }) => method === 'basic.deliver')).toMatchObject([{ consumer_tag: 'other' }]);
  });
});

describe('a quorum queue that expires', () => {
  const expiring = (ms: number) => declare('q', { 'x-queue-type': 'quorum', 'x-expires': ms }, { durable: true });
  const passive: Line = { method: 'queue.declare', queue: 'q', passive: true };
  const isThere = (frames: readonly Line[]) => frames[0]?.method === 'queue.declare-ok';

  it.each([
    [1, 4999, 5000],
    [4999, 4999, 5000],
    [5000, 9999, 10_000],
    [12_000, 14_999, 15_000],
  ])('of %i ms is there after %i and gone after %i, at a tick of the broker', (expires, there, gone) => {
    const feed = amqpLinesAfter([expiring(expires), { advance: there }]);
    expect(isThere(feed(passive))).toBe(true);
    feed({ advance: gone - there });
    expect(isThere(feed(passive))).toBe(false);
  });

  const uses: readonly (readonly [string, readonly Line[], boolean])[] = [
    ['is not kept by being declared again', [expiring(4000)], false],
    ['is kept by basic.get', [{ method: 'basic.get', queue: 'q' }], true],
    [
      'is kept by a consumer that has come and gone',
      [consume(1), { method: 'basic.cancel', consumer_tag: 'c1', connection: 'b' }],
      true,
    ],
    [
      'is kept by a consumer whose connection has ended',
      [consume(1), { method: 'connection.close', connection: 'b' }],
      true,
    ],
    ['is not kept by a publish', [publish('q', 'a')], false],
  ];

  it.each(uses)('%s', (_, lines, isKept) => {
    const feed = amqpLinesAfter([expiring(4000), { advance: 3000 }, ...lines, { advance: 2500 }]);
    expect(isThere(feed(passive))).toBe(isKept);
  });

  it('stays while somebody holds a message of it, and goes at a tick after that', () => {
    const feed = amqpLinesAfter([expiring(1000), publish('q', 'a'), { method: 'basic.get', queue: 'q', channel: 2 }]);
    feed({ advance: 11_000 });
    expect(isThere(feed(passive))).toBe(true);
    feed({ method: 'basic.ack', channel: 2, delivery_tag: 1 });
    feed({ advance: 3999 });
    expect(isThere(feed(passive))).toBe(true);
    feed({ advance: 1 });
    expect(isThere(feed(passive))).toBe(false);
  });
});
