import { describe, expect, it } from 'vitest';
import { BadLine } from '../core/line-session';
import { createAmqpSession } from './session';
import { amqpLines, amqpLinesAfter, bodies, declare, publish, ready } from './testing/amqp-lines';

const refusals: readonly (readonly [string, Parameters<ReturnType<typeof amqpLines>>[0], number, string])[] = [
  ['a queue that is not there', { method: 'basic.get', queue: 'x' }, 404, "NOT_FOUND - no queue 'x' in vhost '/'"],
  [
    'another durability',
    declare('q', {}, { durable: true }),
    406,
    "PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'q' in vhost '/': received 'true' but current is 'false'",
  ],
  [
    'another argument',
    declare('q', { 'x-message-ttl': 1000 }),
    406,
    "PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue 'q' in vhost '/': " +
      "received the value '1000' of type 'short' but current is none",
  ],
  [
    'a TTL that is a string',
    declare('t', { 'x-message-ttl': '5' }),
    406,
    "PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 't' in vhost '/': \"expected integer, got longstr\"",
  ],
  [
    'a reserved name',
    declare('amq.mine'),
    403,
    "ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix 'amq.*'",
  ],
  [
    'a tag that is not outstanding',
    { method: 'basic.ack', delivery_tag: 0 },
    406,
    'PRECONDITION_FAILED - unknown delivery tag 0',
  ],
  [
    'the default exchange as a source',
    { method: 'queue.bind', queue: 'q', exchange: '' },
    403,
    'ACCESS_REFUSED - operation not permitted on the default exchange',
  ],
  [
    'a transient quorum queue',
    declare('qq', { 'x-queue-type': 'quorum' }),
    406,
    "PRECONDITION_FAILED - invalid property 'non-durable' for queue 'qq' in vhost '/'",
  ],
  [
    'a weight that is no number',
    { method: 'queue.bind', queue: 'q', exchange: 'ring', routing_key: 'heavy' },
    406,
    'PRECONDITION_FAILED - The binding key must be an integer: <<"heavy">>',
  ],
  [
    'an expiration that is no number',
    publish('q', '', { properties: { expiration: '5x' } }),
    406,
    'PRECONDITION_FAILED - invalid expiration \'5x\': {leftover_string,"x"}',
  ],
];

describe('an AMQP line session', () => {
  it('prints one array for each line, with AMQP names', () => {
    const feed = amqpLines();
    expect(feed(declare('q'))).toEqual([
      { method: 'queue.declare-ok', channel: 1, queue: 'q', message_count: 0, consumer_count: 0 },
    ]);
    expect(feed(publish('q', 'a', { properties: { content_type: 'text/plain' } }))).toEqual([]);
    expect(feed({ method: 'basic.consume', queue: 'q', consumer_tag: 'c' })).toEqual([
      { method: 'basic.consume-ok', channel: 1, consumer_tag: 'c' },
      {
        method: 'basic.deliver',
        channel: 1,
        consumer_tag: 'c',
        delivery_tag: 1,
        redelivered: false,
        exchange: '',
        routing_key: 'q',
        body: 'a',
        properties: { content_type: 'text/plain' },
      },
    ]);
    expect(feed({ inspect: 'queues' })).toEqual([{ name: 'q', ready: [], unacked: 1, consumers: 1 }]);
  });

  it.each(refusals)('refuses %s in the words of the broker', (_, line, code, text) => {
    const feed = amqpLinesAfter([
      declare('q'),
      { method: 'exchange.declare', exchange: 'ring', type: 'x-consistent-hash' },
    ]);
    expect(feed(line)).toMatchObject([{ method: 'channel.close', channel: 1, code, text, reply_code: code }]);
  });

  it.each([
    [
      { method: 'exchange.declare', exchange: 'e', type: 'nope' },
      503,
      "COMMAND_INVALID - unknown exchange type 'nope'",
    ],
    [{ method: 'basic.publish', immediate: true }, 540, 'NOT_IMPLEMENTED - immediate=true'],
    [{ method: 'basic.recover', requeue: false }, 540, 'NOT_IMPLEMENTED - requeue=false'],
  ])('closes the connection for %j', (line, code, text) => {
    expect(amqpLines()(line)).toMatchObject([{ method: 'connection.close', channel: 0, code, text }]);
  });

  it('opens a fresh channel under the number of a closed one, and returns what the old one held', () => {
    const feed = amqpLinesAfter([declare('q'), publish('q', 'a'), { method: 'basic.get', queue: 'q' }]);
    feed({ method: 'basic.ack', delivery_tag: 7 });
    expect(feed({ method: 'basic.get', queue: 'q' })).toMatchObject([
      { delivery_tag: 1, redelivered: true, body: 'a' },
    ]);
  });

  it('forgets the channels and the exclusive queues of a connection that ends', () => {
    const feed = amqpLinesAfter([declare('mine', {}, { exclusive: true, connection: 'other' })]);
    expect(feed({ method: 'basic.get', queue: 'mine' })).toMatchObject([{ method: 'channel.close', code: 405 }]);
    expect(feed({ method: 'connection.close', connection: 'other' })).toEqual([
      { method: 'connection.close-ok', channel: 0, connection: 'other' },
    ]);
    expect(feed({ method: 'queue.declare', queue: 'mine', passive: true })).toMatchObject([{ code: 404 }]);
  });

  it('takes fields in camel case as well, and prints nothing for nowait', () => {
    const feed = amqpLines();
    expect(feed({ method: 'queue.declare', queue: 'q', autoDelete: true, nowait: true })).toEqual([]);
    feed(publish('q', 'a'));
    expect(bodies(feed({ method: 'basic.consume', queue: 'q', noAck: true }))).toEqual(['a']);
  });

  it('moves time', () => {
    const feed = amqpLinesAfter([declare('q', { 'x-message-ttl': 100 }), publish('q', 'a')]);
    feed({ advance: 99 });
    expect(ready(feed, 'q')).toEqual(['a']);
    feed({ advance: 1 });
    expect(ready(feed, 'q')).toEqual([]);
  });

  it('takes an expiration as a number, and writes half a character as the wire would', () => {
    const feed = amqpLinesAfter([declare('q'), publish('q', 'a\ud800b', { properties: { expiration: 5_000 } })]);
    expect(feed({ method: 'basic.get', queue: 'q' })).toMatchObject([
      { body: 'a\ufffdb', properties: { expiration: '5000' } },
    ]);
  });

  it.each([
    { method: 'queue.declare', queue: '큐'.repeat(86) },
    { method: 'basic.qos', prefetch_count: 65_536 },
    { method: 'basic.publish', routing_key: 'q', properties: { priority: 256 } },
    { method: 'basic.ack', delivery_tag: -1 },
  ])('does not take what has no room on the wire: %j', (line) => {
    expect(() => createAmqpSession().feed(JSON.stringify(line))).toThrow(BadLine);
  });

  it.each(['nonsense', '[]', '{}', '{"method":"queue.dance"}', '{"advance":-1}', '{"method":"basic.get","queue":5}'])(
    'does not understand %s',
    (line) => {
      expect(() => createAmqpSession().feed(line)).toThrow(BadLine);
    },
  );
});
