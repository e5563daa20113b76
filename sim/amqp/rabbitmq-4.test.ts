/**
 * What RabbitMQ 4.0 does otherwise than 3.10: by its release notes, documentation and sources, since no 4.0 was run
 * (docs/amqp-4.0.md lists them with their sources). Each case is played on both.
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../core/simulation';
import { createAmqpSession } from './session';
import { amqpLines, amqpLinesAfter, bodies, declare, publish, ready } from './testing/amqp-lines';

type Line = { readonly [field: string]: Json };
type Version = '3.10' | '4.0';

const quorum = (name: string, given: Line = {}): Line =>
  declare(name, { 'x-queue-type': 'quorum', ...given }, { durable: true });
const get = (queue: string, more: Line = {}): Line => ({ method: 'basic.get', queue, ...more });
const deadLetterTo = (queue: string): Line => ({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queue });
const headersOf = (frame: Line | undefined): Line => ((frame?.properties as Line | undefined)?.headers ?? {}) as Line;
const deathsOf = (frame: Line | undefined) => (headersOf(frame)['x-death'] ?? []) as readonly Line[];

describe('the version of a session', () => {
  it('is 4.0 when the first line names none', () => {
    const session = createAmqpSession();
    const line = JSON.stringify({ method: 'exchange.declare', exchange: 'e', type: 'x-local-random' });
    expect(session.feed(line)).toEqual([[{ method: 'exchange.declare-ok', channel: 1 }]]);
  });

  it('is named by the first line only', () => {
    const session = createAmqpSession();
    expect(session.feed('{"version":"3.10"}')).toEqual([[]]);
    expect(() => session.feed('{"version":"4.0"}')).toThrow('first line');
    expect(() => createAmqpSession().feed('{"version":"3.9"}')).toThrow('"3.10" or "4.0"');
  });
});

describe('a quorum queue', () => {
  /** How often a message comes before it is gone. */
  function deliveries(version: Version, given: Line, attemptsMax = 30): number {
    const feed = amqpLinesAfter([quorum('q', given), publish('q', 'a')], version);
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      const [frame] = feed(get('q'));
      if (frame?.method !== 'basic.get-ok') return attempt - 1;
      feed({ method: 'basic.nack', delivery_tag: frame.delivery_tag ?? 0 });
    }
    return attemptsMax;
  }

  it.each<[Version, Line, number]>([
    ['4.0', {}, 21],
    ['3.10', {}, 30],
    ['4.0', { 'x-delivery-limit': -1 }, 30],
    ['3.10', { 'x-delivery-limit': -1 }, 1],
    ['4.0', { 'x-delivery-limit': 2 }, 3],
    ['4.0', { 'x-delivery-limit': { '!': 'int64', value: 2 } }, 3],
    ['4.0', { 'x-delivery-limit': 'many' }, 30],
  ])('of %s with %j gives a message out that often', (version, given, count) => {
    expect(deliveries(version, given)).toBe(count);
  });

  it.each<[Version, Line, readonly string[]]>([
    ['4.0', {}, ['a', 'b', 'c']],
    ['3.10', {}, ['b', 'c', 'a']],
    ['3.10', { 'x-delivery-limit': 5 }, ['a', 'b', 'c']],
    ['4.0', { 'x-delivery-limit': -1 }, ['b', 'c', 'a']],
    ['4.0', { 'x-delivery-limit': 'many' }, ['a', 'b', 'c']],
  ])('of %s with %j puts a requeued message where', (version, given, order) => {
    const feed = amqpLinesAfter([quorum('q', given), ...['a', 'b', 'c'].map((body) => publish('q', body))], version);
    const [frame] = feed(get('q'));
    feed({ method: 'basic.nack', delivery_tag: frame?.delivery_tag ?? 0 });
    expect(ready(feed, 'q')).toEqual(order);
  });

  it.each<[Version, readonly (number | undefined)[]]>([
    ['4.0', [undefined, 1, 2]],
    ['3.10', [0, 1, 2]],
  ])('of %s tells basic.get how often a message came back', (version, counts) => {
    const feed = amqpLinesAfter([quorum('q', { 'x-delivery-limit': 5 }), publish('q', 'a')], version);
    const seen = counts.map(() => {
      const [frame] = feed(get('q'));
      feed({ method: 'basic.nack', delivery_tag: frame?.delivery_tag ?? 0 });
      return headersOf(frame)['x-delivery-count'];
    });
    expect(seen).toEqual(counts);
  });

  const mixed = [
    ['n1', 0],
    ['n2', 4],
    ['n3', undefined],
    ['h1', 5],
    ['h2', 9],
    ['h3', 255],
    ['h4', 5],
  ] as const;

  it.each<[Version, readonly string[]]>([
    ['4.0', ['h1', 'h2', 'n1', 'h3', 'h4', 'n2', 'n3']],
    ['3.10', ['n1', 'n2', 'n3', 'h1', 'h2', 'h3', 'h4']],
  ])('of %s gives two of high priority for one of normal', (version, order) => {
    const lines = mixed.map(([body, priority]) =>
      publish('q', body, { properties: priority === undefined ? {} : { priority } }),
    );
    const feed = amqpLinesAfter([quorum('q'), ...lines], version);
    expect(ready(feed, 'q')).toEqual(order);
    expect(bodies(feed({ method: 'basic.consume', queue: 'q', no_ack: true }))).toEqual(order);
  });

  it('of 4.0 lets a message of high priority that came first go first also at the turn of a normal one', () => {
    const high = { properties: { priority: 9 } };
    const feed = amqpLinesAfter(
      [quorum('q'), ...['h1', 'h2', 'h3'].map((body) => publish('q', body, high)), publish('q', 'n1')],
      '4.0',
    );
    expect(ready(feed, 'q')).toEqual(['h1', 'h2', 'h3', 'n1']);
  });

  it('of 4.0 takes a rejected message of another one for delivered before', () => {
    const feed = amqpLinesAfter(
      [quorum('dead'), quorum('q', deadLetterTo('dead')), publish('q', 'a'), get('q', { channel: 2 })],
      '4.0',
    );
    feed({ method: 'basic.reject', channel: 2, delivery_tag: 1, requeue: false });
    const [frame] = feed(get('dead'));
    expect(frame?.redelivered).toBe(true);
    expect(headersOf(frame)['x-delivery-count']).toBe(1);
  });
});

describe('a single active consumer of a quorum queue', () => {
  const consume = (tag: string, priority: number, more: Line = {}): Line => ({
    method: 'basic.consume',
    queue: 'q',
    consumer_tag: tag,
    arguments: { 'x-priority': priority },
    ...more,
  });
  const start = [quorum('q', { 'x-single-active-consumer': true }), { method: 'basic.qos', prefetch_count: 10 }];
  const tagOf = (frames: readonly Line[]) => frames.find(({ method }) => method === 'basic.deliver')?.consumer_tag;

  it.each<[Version, string]>([
    ['4.0', 'high'],
    ['3.10', 'low'],
  ])('of %s is replaced by one of a higher priority while it holds nothing: %s', (version, tag) => {
    const feed = amqpLinesAfter([...start, consume('low', 1), consume('high', 5)], version);
    expect(tagOf(feed(publish('q', 'a')))).toBe(tag);
  });

  it('of 4.0 is left to finish what it holds, and gets nothing more', () => {
    const feed = amqpLinesAfter([...start, consume('low', 1), publish('q', 'a'), consume('high', 5)], '4.0');
    expect(feed(publish('q', 'b'))).toEqual([]);
    const frames = feed({ method: 'basic.ack', delivery_tag: 1 });
    expect(frames).toMatchObject([{ method: 'basic.deliver', consumer_tag: 'high', body: 'b' }]);
  });

  it('of 4.0 is followed by the highest priority, then the greatest prefetch, then the oldest', () => {
    const feed = amqpLinesAfter(
      [
        ...start,
        consume('first', 9),
        consume('low', 1),
        consume('high', 5),
        { method: 'basic.qos', prefetch_count: 20 },
        consume('wide', 5),
        consume('later', 5),
      ],
      '4.0',
    );
    const order = ['first', 'wide', 'later', 'high', 'low'].map((expected) => {
      const tag = tagOf(feed(publish('q', expected)));
      feed({ method: 'basic.ack', delivery_tag: 0, multiple: true });
      feed({ method: 'basic.cancel', consumer_tag: tag ?? '' });
      return tag;
    });
    expect(order).toEqual(['first', 'wide', 'later', 'high', 'low']);
  });

  it('of 4.0 that gives its last message back while another waits leaves it until something else happens', () => {
    const feed = amqpLinesAfter([...start, consume('low', 1), publish('q', 'a'), consume('high', 5)], '4.0');
    expect(feed({ method: 'basic.nack', delivery_tag: 1 })).toEqual([]);
    expect(ready(feed, 'q')).toEqual(['a']);
    expect(tagOf(feed({ method: 'basic.cancel', consumer_tag: 'low' }))).toBe('high');
  });
});

describe('dead letters', () => {
  /** q --rejected--> wait --expired--> back --expired--> q, as in dead_letter_reject_expire_expire of RabbitMQ's suite. */
  const circle = (version: Version) =>
    amqpLinesAfter(
      [
        declare('b', deadLetterTo('a2')),
        declare('a2', { ...deadLetterTo('a3'), 'x-message-ttl': 5 }),
        declare('a3', { ...deadLetterTo('b'), 'x-message-ttl': 5 }),
        publish('b', 'msg'),
      ],
      version,
    );

  function roundsBeforeLost(version: Version): number {
    const feed = circle(version);
    for (let round = 1; round <= 5; round++) {
      const [frame] = feed(get('b'));
      if (frame?.method !== 'basic.get-ok') return round - 1;
      feed({ method: 'basic.reject', delivery_tag: frame.delivery_tag ?? 0, requeue: false });
      feed({ advance: 50 });
    }
    return 5;
  }

  it.each<[Version, number]>([
    ['4.0', 5],
    ['3.10', 2],
  ])('of %s go round two queues with a TTL after a reject, for so many rounds', (version, rounds) => {
    expect(roundsBeforeLost(version)).toBe(rounds);
  });

  it('of 4.0 have their deaths with the most recent first, and tell of the first and the last one', () => {
    const feed = circle('4.0');
    for (const _ of [1, 2]) {
      const [frame] = feed(get('b'));
      feed({ method: 'basic.reject', delivery_tag: frame?.delivery_tag ?? 0, requeue: false });
      feed({ advance: 50 });
    }
    const [frame] = feed(get('b'));
    expect(deathsOf(frame).map(({ queue, reason, count }) => [queue, reason, count])).toEqual([
      ['a3', 'expired', 2],
      ['a2', 'expired', 2],
      ['b', 'rejected', 2],
    ]);
    expect(headersOf(frame)).toMatchObject({
      'x-first-death-queue': 'b',
      'x-first-death-reason': 'rejected',
      'x-first-death-exchange': '',
      'x-last-death-queue': 'a3',
      'x-last-death-reason': 'expired',
      'x-last-death-exchange': '',
    });
    expect(Object.keys(headersOf(frame))).toEqual(Object.keys(headersOf(frame)).sort());
  });

  const forged = {
    'x-death': [{ queue: 'q', reason: 'rejected', count: 7, exchange: '', 'routing-keys': ['q'] }],
    'x-first-death-queue': 'elsewhere',
  };

  it.each<[Version, number, string]>([
    ['4.0', 1, 'q'],
    ['3.10', 8, 'elsewhere'],
  ])('of %s count from what a client has written into x-death to %i', (version, count, first) => {
    const feed = amqpLinesAfter(
      [
        declare('q', deadLetterTo('dead')),
        declare('dead'),
        publish('q', 'a', { properties: { headers: forged } }),
        get('q', { channel: 2 }),
      ],
      version,
    );
    feed({ method: 'basic.reject', channel: 2, delivery_tag: 1, requeue: false });
    const [frame] = feed(get('dead'));
    expect(deathsOf(frame)).toMatchObject([{ queue: 'q', reason: 'rejected', count }]);
    expect(headersOf(frame)['x-first-death-queue']).toBe(first);
  });

  it.each<Version>(['3.10', '4.0'])('of %s leave a client’s x-death alone until they die', (version) => {
    const feed = amqpLinesAfter([declare('q'), publish('q', 'a', { properties: { headers: forged } })], version);
    expect(headersOf(feed(get('q'))[0])).toEqual(forged);
  });

  it('of 4.0 keep their CC header under the queue’s own routing key, and do not tell of BCC', () => {
    const feed = amqpLinesAfter(
      [
        declare('q', deadLetterTo('dead')),
        declare('dead'),
        publish('q', 'a', { properties: { expiration: '+5', headers: { CC: ['c'], BCC: ['secret'] } } }),
        { advance: 10 },
      ],
      '4.0',
    );
    const [frame] = feed(get('dead'));
    expect(headersOf(frame).CC).toEqual(['c']);
    expect(deathsOf(frame)).toMatchObject([{ 'routing-keys': ['q', 'c'], 'original-expiration': '5' }]);
    expect(frame?.properties).not.toHaveProperty('expiration');
  });

  it('of 4.0 are matched by headers exchanges on their last death', () => {
    const feed = amqpLinesAfter(
      [
        { method: 'exchange.declare', exchange: 'h', type: 'headers' },
        declare('q', { 'x-dead-letter-exchange': 'h', 'x-message-ttl': 5 }),
        declare('late'),
        {
          method: 'queue.bind',
          queue: 'late',
          exchange: 'h',
          arguments: { 'x-match': 'all-with-x', 'x-last-death-reason': 'expired' },
        },
        publish('q', 'a'),
        { advance: 10 },
      ],
      '4.0',
    );
    expect(ready(feed, 'late')).toEqual(['a']);
  });
});

describe('exchanges', () => {
  const localRandom: Line = { method: 'exchange.declare', exchange: 'near', type: 'x-local-random' };

  it('of 4.0 of the type x-local-random send to one of their classic queues, to each in its turn', () => {
    const queues = ['q1', 'q2', 'q3'];
    const feed = amqpLinesAfter(
      [
        localRandom,
        ...queues.map((name) => declare(name)),
        ...queues.map((name) => ({ method: 'queue.bind', queue: name, exchange: 'near' })),
      ],
      '4.0',
    );
    for (let count = 0; count < 60; count++) feed({ method: 'basic.publish', exchange: 'near', body: 'm' });
    const counts = feed({ inspect: 'queues' }).map((queue) => (queue.ready as Json[]).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(Math.min(...counts)).toBeGreaterThan(10);
  });

  it.each<[string, Line, string]>([
    ['a key', { queue: 'q', routing_key: 'k' }, "Non empty binding 'k' key not permitted"],
    ['a quorum queue', { queue: 'qq' }, 'Queue type rabbit_quorum_queue not valid for this exchange type'],
  ])('of the type x-local-random take no binding with %s', (_, more, text) => {
    const feed = amqpLinesAfter([localRandom, declare('q'), quorum('qq')], '4.0');
    expect(feed({ method: 'queue.bind', exchange: 'near', ...more })).toMatchObject([
      { method: 'channel.close', text: `PRECONDITION_FAILED - ${text}` },
    ]);
  });

  it.each<[Version, string, number, string]>([
    ['4.0', 'channel.close', 406, "PRECONDITION_FAILED - unknown exchange type 'x-delayed-message'"],
    ['3.10', 'connection.close', 503, "COMMAND_INVALID - unknown exchange type 'x-delayed-message'"],
  ])('of %s of a type that is a plug-in’s are refused by %s', (version, method, code, text) => {
    const feed = amqpLines(version);
    expect(feed({ method: 'exchange.declare', exchange: 'e', type: 'x-delayed-message' })).toMatchObject([
      { method, code, text },
    ]);
  });

  it.each<[Version, boolean, boolean]>([
    ['4.0', false, false],
    ['3.10', true, true],
  ])('of %s and the type headers take 1.0 for 1: %s, and a timestamp for its like: %s', (version, one, time) => {
    const feed = amqpLinesAfter(
      [
        { method: 'exchange.declare', exchange: 'h', type: 'headers' },
        declare('q'),
        { method: 'queue.bind', queue: 'q', exchange: 'h', arguments: { a: 1, 'x-match': 'any' } },
        {
          method: 'queue.bind',
          queue: 'q',
          exchange: 'h',
          arguments: { t: { '!': 'timestamp', value: 5 }, 'x-match': 'any' },
        },
      ],
      version,
    );
    const isRouted = (headers: Line) =>
      feed({ method: 'basic.publish', exchange: 'h', mandatory: true, properties: { headers } }).length === 0;
    expect(isRouted({ a: { '!': 'double', value: 1 } })).toBe(one);
    expect(isRouted({ t: { '!': 'timestamp', value: 5 } })).toBe(time);
    expect(isRouted({ a: { '!': 'int64', value: 1 } })).toBe(true);
  });
});

describe('declarations', () => {
  it.each<[Version, string]>([
    ['4.0', "received 'quorum' but current is 'classic'"],
    ['3.10', "received the value 'quorum' of type 'longstr' but current is none"],
  ])('of %s as another type are refused: %s', (version, text) => {
    const feed = amqpLinesAfter([declare('q', {}, { durable: true })], version);
    expect(feed(quorum('q'))).toMatchObject([
      {
        code: 406,
        text: `PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'q' in vhost '/': ${text}`,
      },
    ]);
  });

  it.each<[Version, string]>([
    ['4.0', 'queue.declare-ok'],
    ['3.10', 'channel.close'],
  ])('of %s of a classic queue with a leader locator are answered with %s', (version, method) => {
    const feed = amqpLines(version);
    expect(feed(declare('q', { 'x-queue-leader-locator': 'balanced' }))).toMatchObject([{ method }]);
  });

  it.each<[Version, number]>([
    ['4.0', 0],
    ['3.10', 1],
  ])('of %s: a message of an unknown delivery mode is refused or not', (version, frames) => {
    const feed = amqpLinesAfter([declare('q')], version);
    expect(feed(publish('q', 'a', { properties: { delivery_mode: 3 } }))).toHaveLength(frames);
  });

  it.each<[Version, readonly string[]]>([
    ['4.0', []],
    ['3.10', ['a']],
  ])('of %s between a publish in a transaction and its commit: the queue gets %j', (version, bodiesThere) => {
    const feed = amqpLinesAfter(
      [{ method: 'tx.select' }, publish('q', 'a'), declare('q'), { method: 'tx.commit' }],
      version,
    );
    expect(ready(feed, 'q')).toEqual(bodiesThere);
  });
});
