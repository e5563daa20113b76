import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../core/simulation';
import { amqpLinesAfter, bodies, declare, publish, ready } from '../testing/amqp-lines';
import { createLab } from '../testing/broker-lab';

type Line = { readonly [field: string]: Json };

const stream = (given: Line = {}) => declare('s', { 'x-queue-type': 'stream', ...given }, { durable: true });
const qos: Line = { method: 'basic.qos', prefetch_count: 10 };
const read = (offset: Json, tag = 'c'): Line => ({
  method: 'basic.consume',
  queue: 's',
  consumer_tag: tag,
  arguments: { 'x-stream-offset': offset },
});
/** In bytes of the body so much that a segment of 3000 holds two. */
const big = (letter: string) => letter.repeat(1400);
/** The first letters of what is in the stream. */
const letters = (feed: (line: Line) => Line[]) => (ready(feed, 's') as string[]).map((body) => body[0]);
const offsets = (frames: readonly Line[]) =>
  frames.flatMap(
    ({ properties }) => (properties as { headers?: Line } | undefined)?.headers?.['x-stream-offset'] ?? [],
  );

describe.each(['3.10', '4.0'] as const)('a stream of %s', (version) => {
  it('gives its messages to each consumer, from where that one begins', () => {
    const feed = amqpLinesAfter([stream(), qos, publish('s', 'a'), publish('s', 'b'), { advance: 10_000 }], version);
    feed(publish('s', 'c'));
    expect(bodies(feed(read('first', 'first')))).toEqual(['a', 'b', 'c']);
    expect(bodies(feed(read('last', 'last')))).toEqual(['c']);
    expect(bodies(feed(read('next', 'next')))).toEqual([]);
    expect(bodies(feed(read(1, 'one')))).toEqual(['b', 'c']);
    expect(bodies(feed(read({ '!': 'timestamp', value: 5 }, 'time')))).toEqual(['c']);
    expect(bodies(feed(read('5s', 'ago')))).toEqual(['c']);
    expect(bodies(feed(read(9, 'later')))).toEqual([]);
    expect(bodies(feed(publish('s', 'd')))).toEqual(Array.from({ length: 6 }, () => 'd'));
  });

  it('gives no more than the prefetch, and more for an acknowledgement, which takes nothing out', () => {
    const feed = amqpLinesAfter(
      [stream(), { ...qos, prefetch_count: 2 }, ...['a', 'b', 'c'].map((body) => publish('s', body))],
      version,
    );
    expect(bodies(feed(read('first')))).toEqual(['a', 'b']);
    expect(bodies(feed({ method: 'basic.ack', delivery_tag: 1 }))).toEqual(['c']);
    expect(bodies(feed({ ...read('first', 'again'), channel: 1 }))).toEqual(['a', 'b']);
    expect(feed({ inspect: 'queues' })).toMatchObject([{ ready: ['a', 'b', 'c'], unacked: 0, consumers: 0 }]);
  });

  it('lets go of whole segments, the one that is written to never', () => {
    const feed = amqpLinesAfter(
      [stream({ 'x-stream-max-segment-size-bytes': 3000, 'x-max-length-bytes': 3500 }), qos],
      version,
    );
    for (const letter of ['a', 'b', 'c', 'd', 'e']) feed(publish('s', big(letter)));
    expect(letters(feed)).toEqual(['c', 'd', 'e']);
    const frames = feed(read(0));
    expect(offsets(frames)).toEqual([3, 4, 6]);
  });

  it('lets go of a segment by age when the next one is begun, and not before', () => {
    const feed = amqpLinesAfter(
      [stream({ 'x-stream-max-segment-size-bytes': 3000, 'x-max-age': '10s' }), qos],
      version,
    );
    for (const letter of ['a', 'b']) feed(publish('s', big(letter)));
    feed({ advance: 60_000 });
    expect(letters(feed)).toEqual(['a', 'b']);
    feed(publish('s', big('c')));
    expect(letters(feed)).toEqual(['c']);
  });

  it('lets a consumer finish the segment that it reads, though it is gone', () => {
    const feed = amqpLinesAfter(
      [
        stream({ 'x-stream-max-segment-size-bytes': 3000, 'x-max-length-bytes': 0 }),
        { ...qos, prefetch_count: 1 },
        publish('s', big('a')),
        read('first'),
      ],
      version,
    );
    for (const letter of ['b', 'c', 'd', 'e']) feed(publish('s', big(letter)));
    const next = (tag: number) =>
      bodies(feed({ method: 'basic.ack', delivery_tag: tag })).map((body) => String(body)[0]);
    expect(next(1)).toEqual(['b']);
    expect(next(2)).toEqual(['e']);
  });

  it('begins the next segment for a consumer that comes when one is full, before it reads', () => {
    const feed = amqpLinesAfter(
      [
        stream({ 'x-stream-max-segment-size-bytes': 2000, 'x-max-length-bytes': 0 }),
        qos,
        publish('s', big('a')),
        publish('s', big('b')),
      ],
      version,
    );
    expect(bodies(feed(read('first')))).toEqual([]);
  });

  it('tells how many messages it had when they were last counted', () => {
    const feed = amqpLinesAfter([stream(), publish('s', 'a')], version);
    const passive = { method: 'queue.declare', queue: 's', passive: true };
    expect(feed(passive)).toMatchObject([{ message_count: 0 }]);
    feed({ advance: 5000 });
    expect(feed(passive)).toMatchObject([{ message_count: 1 }]);
  });
});

test.each([
  ['3.10', { method: 'connection.close', code: 540 }],
  ['4.0', { method: 'basic.deliver', body: 'b' }],
] as const)('a nack to a stream of %s', (version, answer) => {
  const feed = amqpLinesAfter(
    [stream(), { ...qos, prefetch_count: 1 }, publish('s', 'a'), publish('s', 'b'), read('first')],
    version,
  );
  expect(feed({ method: 'basic.nack', delivery_tag: 1, requeue: false })).toMatchObject([answer]);
});

test.each([
  ['3.10', []],
  ['4.0', ['dead']],
] as const)('a dead letter to a stream of %s', (version, there) => {
  const dying = declare('q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 's', 'x-message-ttl': 100 });
  const feed = amqpLinesAfter([stream(), dying, qos, publish('q', 'dead'), { advance: 200 }], version);
  expect(bodies(feed(read('first')))).toEqual(there);
});

test('what AMQP 1.0 has no room for is lost on the way through a stream', () => {
  const headers = { a: [1], b: { c: 1 }, d: 'kept', 'x-list': [1], CC: ['other'] };
  const through = (version: '3.10' | '4.0') => {
    const feed = amqpLinesAfter([stream(), qos, publish('s', 'm', { properties: { headers } })], version);
    return feed(read('first')).find(({ method }) => method === 'basic.deliver')?.properties;
  };
  expect(through('3.10')).toEqual({ headers: { d: 'kept', 'x-stream-offset': 0 } });
  expect(through('4.0')).toEqual({
    delivery_mode: 1,
    headers: { CC: ['other'], d: 'kept', 'x-list': [1], 'x-stream-offset': 0 },
  });
});

test('a stream of the lab outlives its node, and its readers begin where they are told to', () => {
  const lab = createLab({ rabbitmq: '4.0', reconnectMs: 500 });
  lab.act(
    { type: 'declareQueue', queue: 's', arguments: { 'x-queue-type': 'stream' } },
    {
      type: 'addPublisher',
      client: 'web',
      options: { routingKeys: ['s'], intervalMs: 100, limit: 10, confirms: true },
    },
    { type: 'addConsumer', client: 'reader', options: { queue: 's', streamOffset: 'first', prefetchCount: 5 } },
  );
  lab.runTo(9000);
  expect(lab.consumer('reader').done).toBe(10);
  expect(lab.traced('kept').length).toBe(10);
  lab.act({ type: 'stopNode', node: 'n1' }, { type: 'startNode', node: 'n1' });
  lab.runTo(20_000);
  expect(lab.ready('s')).toHaveLength(10);
  expect(lab.consumer('reader').done).toBe(20);
  expect(lab.records.flatMap(({ violations }) => violations)).toEqual([]);
});
