import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/simulation';
import { amqpLinesAfter, bodies, declare, publish, ready } from '../testing/amqp-lines';

type Line = { readonly [field: string]: Json };

const policy = (definition: Line | null, more: Line = {}): Line => ({
  policy: 'p',
  pattern: '^q',
  definition,
  ...more,
});
const quorum = (name: string, given: Line = {}): Line =>
  declare(name, { 'x-queue-type': 'quorum', ...given }, { durable: true });
const get = (queue: string): Line => ({ method: 'basic.get', queue });
const three = ['a', 'b', 'c'].map((body) => publish('q', body));

describe('a policy', () => {
  it.each([
    ['classic', declare('q')],
    ['quorum', quorum('q')],
  ])('with a length drops from the head of a %s queue at once, and ends with it', (_, queue) => {
    const feed = amqpLinesAfter([queue, ...three]);
    feed(policy({ 'max-length': 1 }));
    expect(ready(feed, 'q')).toEqual(['c']);
    feed(policy(null));
    feed(publish('q', 'd'));
    expect(ready(feed, 'q')).toEqual(['c', 'd']);
  });

  it('sends what it drops to its dead-letter exchange, and does not reach queues of other names', () => {
    const feed = amqpLinesAfter([
      policy({ 'dead-letter-exchange': '', 'dead-letter-routing-key': 'dead', 'message-ttl': 100 }),
      declare('q'),
      declare('dead'),
      publish('q', 'a'),
    ]);
    feed({ advance: 100 });
    expect([ready(feed, 'q'), ready(feed, 'dead')]).toEqual([[], ['a']]);
  });

  it.each<[string, Line, Line, number]>([
    ['the argument where it is less', { 'x-max-length': 1 }, { 'max-length': 2 }, 1],
    ['the policy where it is less', { 'x-max-length': 2 }, { 'max-length': 1 }, 1],
  ])('counts by %s', (_, given, definition, left) => {
    const feed = amqpLinesAfter([policy(definition), declare('q', given), ...three]);
    expect(ready(feed, 'q')).toHaveLength(left);
  });

  it('gives way to the queue’s own dead-letter exchange', () => {
    const feed = amqpLinesAfter([
      policy({ 'dead-letter-exchange': '', 'dead-letter-routing-key': 'other' }),
      declare('q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'own', 'x-message-ttl': 10 }),
      declare('own'),
      declare('other'),
      publish('q', 'a'),
      { advance: 10 },
    ]);
    expect([ready(feed, 'own'), ready(feed, 'other')]).toEqual([['a'], []]);
  });

  it.each<[string, Line, Line, number]>([
    ['4.0', {}, { 'delivery-limit': 1 }, 2],
    ['4.0', { 'x-delivery-limit': 3 }, { 'delivery-limit': 1 }, 2],
    ['4.0', { 'x-delivery-limit': 3 }, { 'delivery-limit': -1 }, 4],
    ['4.0', { 'x-delivery-limit': -1 }, { 'delivery-limit': 1 }, 2],
    ['3.10', {}, { 'delivery-limit': 1 }, 2],
  ])('of %s with %j and %j delivers that often', (version, given, definition, count) => {
    const feed = amqpLinesAfter([policy(definition), quorum('q', given), publish('q', 'a')], version as '3.10' | '4.0');
    let seen = 0;
    for (let frame = feed(get('q'))[0]; frame?.method === 'basic.get-ok' && seen < 30; frame = feed(get('q'))[0]) {
      seen += 1;
      feed({ method: 'basic.nack', delivery_tag: frame.delivery_tag ?? 0 });
    }
    expect(seen).toBe(count);
  });

  it('is the one of the highest priority that matches, and none where the queue’s type lacks one of its keys', () => {
    const feed = amqpLinesAfter([
      declare('q'),
      policy({ 'max-length': 2 }),
      policy({ 'max-length': 1 }, { policy: 'higher', priority: 5 }),
      policy({ 'max-length': 0, 'delivery-limit': 3 }, { policy: 'quorum only', priority: 9 }),
      policy({ 'max-length': 0 }, { policy: 'of exchanges', apply_to: 'exchanges', priority: 9 }),
      ...three,
    ]);
    expect(ready(feed, 'q')).toEqual(['c']);
  });

  it.each<[Line, string]>([
    [policy({ 'message-ttl': -1 }), '-1 is not a valid message TTL'],
    [policy({ overflow: 'spill' }), '"spill" is not a valid overflow value'],
    [policy({ 'max-length': 'x' }), '"x" is not a valid maximum length'],
    [policy({ nonsense: 1 }), 'not modelled'],
    [policy({}), 'no policy provided'],
    [policy({ 'max-length': 1 }, { apply_to: 'quorum_queues' }), "apply-to 'quorum_queues' unrecognised"],
    [policy({ 'max-length': 1 }, { pattern: '(' }), 'no regular expression'],
  ])('is refused as %j', (line, text) => {
    const feed = amqpLinesAfter([]);
    expect(() => feed(line)).toThrow(text);
  });

  it('of 4.0 can be for quorum queues only', () => {
    const only = policy({ 'max-length': 1 }, { pattern: '', apply_to: 'quorum_queues' });
    const feed = amqpLinesAfter([declare('q'), quorum('r'), only, ...three], '4.0');
    for (const body of ['a', 'b']) feed(publish('r', body));
    expect([ready(feed, 'q'), ready(feed, 'r')]).toEqual([['a', 'b', 'c'], ['b']]);
  });
});

describe('an alarm', () => {
  const alarm = (source: string, on = true): Line => ({ alarm: source, on });
  const blocked = (reason: string) => ({ method: 'connection.blocked', channel: 0, reason });

  it('blocks a connection when it publishes; the message waits, and all that it sends after', () => {
    const feed = amqpLinesAfter([declare('q'), alarm('memory')]);
    expect(feed(publish('q', 'a'))).toEqual([blocked('low on memory')]);
    expect(feed(publish('q', 'b'))).toEqual([]);
    expect(feed(get('q'))).toEqual([]);
    expect(ready(feed, 'q')).toEqual([]);
    const frames = feed(alarm('memory', false));
    expect(frames[0]).toEqual({ method: 'connection.unblocked', channel: 0 });
    expect(frames[1]).toMatchObject({ method: 'basic.get-ok', body: 'a' });
    expect(ready(feed, 'q')).toEqual(['b']);
  });

  it('leaves consumers alone, which get what is there', () => {
    const consume = { method: 'basic.consume', queue: 'q', consumer_tag: 'c', connection: 'other' };
    const feed = amqpLinesAfter([declare('q'), publish('q', 'a'), alarm('disk')]);
    expect(bodies(feed(consume))).toEqual(['a']);
    expect(feed({ method: 'basic.ack', delivery_tag: 1, connection: 'other' })).toEqual([]);
    expect(feed({ method: 'queue.declare', queue: 'r' })).toMatchObject([{ method: 'queue.declare-ok' }]);
  });

  it('takes a message without a body, whose header is all of it, before it blocks', () => {
    const feed = amqpLinesAfter([declare('q'), { method: 'confirm.select' }, alarm('memory')]);
    expect(feed(publish('q', ''))).toEqual([
      { method: 'basic.ack', channel: 1, delivery_tag: 1, multiple: false },
      blocked('low on memory'),
    ]);
  });

  it('of two kinds is named in one frame, and over when both are', () => {
    const feed = amqpLinesAfter([declare('q'), alarm('memory'), alarm('disk')]);
    expect(feed(publish('q', 'a'))).toEqual([blocked('low on disk & memory')]);
    expect(feed(alarm('memory', false))).toEqual([]);
    expect(feed(alarm('disk', false))).toEqual([{ method: 'connection.unblocked', channel: 0 }]);
    expect(ready(feed, 'q')).toEqual(['a']);
  });

  it('that is raised for a second kind says nothing to who is blocked', () => {
    const feed = amqpLinesAfter([declare('q'), alarm('memory'), publish('q', 'a')]);
    expect(feed(alarm('disk'))).toEqual([]);
  });
});
